import { expect } from 'vitest'
import { faultsOf } from './axe.ts'
import type { Host } from './host.ts'
import type { HostKind } from './runtime.ts'
import { screenshot } from './screenshots.ts'

const large = { width: 1440, height: 900, theme: 'light' } as const
const small = { width: 1024, height: 700, theme: 'dark' } as const
/**
 * Both hosts draw with the same engine, so one takes every theme in every size, and the other each
 * theme and each size once.
 */
const looksOf = {
  web: [large, { ...large, theme: 'dark' }, { ...small, theme: 'light' }, small],
  electron: [large, small],
} as const satisfies Record<HostKind, readonly Look[]>

interface Look {
  readonly width: number
  readonly height: number
  readonly theme: 'light' | 'dark'
}

/**
 * Takes what the window shows in the themes and sizes of its host, and expects axe to find nothing
 * in any of them. Leaves the window light and large.
 * @param isOurs false for a page of the host itself, which has the system's colours and no theme
 */
export async function capture(host: Host, name: string, isOurs = true): Promise<void> {
  const faults: string[] = []
  for (const look of looksOf[host.kind]) {
    await show(host, look, isOurs)
    const label = `${look.theme}-${look.width}`
    await screenshot(host, `${name}-${label}`)
    const found = await faultsOf(host.page, look !== large)
    faults.push(...found.map(fault => `${label}: ${fault}`))
  }
  await show(host, large, isOurs)
  expect.soft(faults, name).toEqual([])
}

async function show(host: Host, { width, height, theme }: Look, isOurs: boolean): Promise<void> {
  await host.resize(width, height)
  await showTheme(host, theme, isOurs)
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
async function showTheme({ page }: Host, theme: Look['theme'], isOurs: boolean): Promise<void> {
  await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' })
  if (!isOurs) return
  await page.waitForFunction(wanted => document.documentElement.dataset['theme'] === wanted, theme)
}
