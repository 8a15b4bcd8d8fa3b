import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Host } from './host.ts'
import { root } from './runtime.ts'

const folder = join(root, 'test-output', 'screenshots')

/** Writes what the window shows to `test-output/screenshots/<host>/<name>.png`. */
export async function screenshot(host: Host, name: string): Promise<void> {
  const own = join(folder, host.kind)
  mkdirSync(own, { recursive: true })
  await host.page.screenshot({ path: join(own, `${name}.png`), animations: 'disabled' })
}

/** What a person would have seen when a test failed, where there still is a window. */
export async function screenshotOfFailure(
  host: Host | undefined,
  story: string,
  test: string,
): Promise<void> {
  const name = `failed-${story}-${test}`.replaceAll(/[^\w]+/g, '-')
  if (host) await screenshot(host, name).catch(() => undefined)
}
