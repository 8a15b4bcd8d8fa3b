import { expect } from 'vitest'
import { faultsOf } from './axe.ts'
import type { Host } from './host.ts'
import { screenshot } from './screenshots.ts'

const sizes = [
  { width: 1440, height: 900 },
  { width: 1024, height: 700 },
] as const
const themes = ['light', 'dark'] as const

/**
 * Takes what the window shows in both themes and sizes, and expects axe to find nothing in any of
 * them. Leaves the window light and large.
 * @param isOurs false for a page of the host itself, which has the system's colours and no theme
 */
export async function capture(host: Host, name: string, isOurs = true): Promise<void> {
  const faults: string[] = []
  for (const { width, height } of sizes) {
    await host.resize(width, height)
    for (const theme of themes) {
      await showTheme(host, theme, isOurs)
      const isFirst = width === sizes[0].width && theme === 'light'
      const look = `${theme}-${width}`
      await screenshot(host, `${name}-${look}`)
      const found = await faultsOf(host.page, !isFirst)
      faults.push(...found.map(fault => `${look}: ${fault}`))
    }
  }
  await host.resize(sizes[0].width, sizes[0].height)
  await showTheme(host, 'light', isOurs)
  expect.soft(faults, name).toEqual([])
}

/** Opens a dialog or a menu, takes it, and closes it with Esc. */
export async function captureLayer(
  host: Host,
  name: string,
  open: () => Promise<void>,
  title?: string,
): Promise<void> {
  const { page } = host
  await open()
  const named = title === undefined ? {} : { name: title }
  const layer = page.getByRole('dialog', named).or(page.getByRole('menu', named))
  await layer.first().waitFor()
  await capture(host, name)
  await page.keyboard.press('Escape')
  await layer.first().waitFor({ state: 'detached' })
}

/** The console follows the system until a person chooses a theme. */
async function showTheme(
  { page }: Host,
  theme: (typeof themes)[number],
  isOurs: boolean,
): Promise<void> {
  await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' })
  if (!isOurs) return
  await page.waitForFunction(wanted => document.documentElement.dataset['theme'] === wanted, theme)
}
