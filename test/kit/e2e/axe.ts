import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { AxeResults, RunOptions } from 'axe-core'
import type { Page } from 'playwright-core'
import { root } from './runtime.ts'

const source = readFileSync(join(root, 'node_modules', 'axe-core', 'axe.min.js'), 'utf8')

/** What another theme or size of a page can break; the other rules read the structure alone. */
const rulesOfLook = ['color-contrast', 'link-in-text-block', 'scrollable-region-focusable']

declare global {
  interface Window {
    axe?: { run(context: Document, options: RunOptions): Promise<AxeResults> }
  }
}

/**
 * What axe finds wrong with the page as it stands: the rule, and what it stands on.
 * @param isLookAlone leaves out the rules that do not depend on theme and size
 */
export async function faultsOf(page: Page, isLookAlone: boolean): Promise<string[]> {
  // The page's own policy allows no code but ours; the debugger puts it in beside the policy.
  if (!(await page.evaluate(() => window.axe !== undefined))) await page.evaluate(source)
  const options: RunOptions = {
    resultTypes: ['violations'],
    elementRef: false,
    iframes: false,
    ...(isLookAlone ? { runOnly: { type: 'rule', values: rulesOfLook } } : {}),
  }
  const violations = await page.evaluate(
    async wanted => (await window.axe!.run(document, wanted)).violations,
    options,
  )
  return violations.flatMap(({ id, impact, nodes }) =>
    nodes.map(
      node => `${id} (${impact}): ${node.target.join(' ')}: ${node.failureSummary?.split('\n')[1]}`,
    ),
  )
}
