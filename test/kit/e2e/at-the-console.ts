import type { Locator, Page } from 'playwright-core'
import type { Account } from './host.ts'
import { t } from './words.ts'

/** Signs in on the sign-in page. Where it leads is the core's decision. */
export async function signIn(page: Page, { name, password }: Account): Promise<void> {
  const form = page.getByRole('form', { name: t('account.signIn.title') })
  await form.getByLabel(t('account.signIn.name')).fill(name)
  await form.getByLabel(t('account.signIn.password'), { exact: true }).fill(password)
  await form.getByRole('button', { name: t('account.signIn.submit') }).click()
  await form.waitFor({ state: 'detached' })
}

/** Leaves by the menu of whoever is signed in, in the console as in the portal. */
export async function signOut(page: Page): Promise<void> {
  await page.getByRole('banner').locator('button[aria-haspopup="menu"]').last().click()
  await page.getByRole('menuitem', { name: t('session.signOut') }).click()
  await page.getByRole('form', { name: t('account.signIn.title') }).waitFor()
}

/** Hands the window over to somebody else. */
export async function signInAs(page: Page, account: Account): Promise<void> {
  await signOut(page)
  await signIn(page, account)
}

/** Opens a page without loading the console anew, by the message that a desktop link sends. */
export async function visit(page: Page, path: string): Promise<void> {
  await page.evaluate(to => {
    window.postMessage({ type: 'hostward:go', path: to }, window.location.origin)
  }, path)
  await page.waitForFunction(to => window.location.pathname.startsWith(to), path.split('?')[0]!)
}

/** The line of a list whose text holds all of these words. */
export function row(page: Page | Locator, ...words: string[]): Locator {
  // What a line has is sought from the line on, so its locator begins at no list.
  const cell = ('page' in page ? page.page() : page).locator('[role="gridcell"]')
  return words.reduce(
    (found, word) => found.filter({ hasText: word }),
    page.getByRole('row').filter({ has: cell }),
  )
}

/** Selects lines of a list: the first by a click, the others with Ctrl. */
export async function select(page: Page, ...names: string[]): Promise<void> {
  for (const [at, name] of names.entries()) {
    const cell = row(page, name).getByText(name, { exact: true }).first()
    await cell.click({ modifiers: at === 0 ? [] : ['Control'] })
  }
}

/**
 * Chooses the first line that holds all of these words, in a list that grows while it is clicked: a
 * click that hit what moved into its place is made again, as a person would.
 */
export async function choose(page: Page, ...words: string[]): Promise<void> {
  const line = row(page, ...words).first()
  for (let tries = 0; tries < 5; tries++) {
    await line.click()
    if ((await line.getAttribute('aria-selected')) === 'true') return
  }
  throw new Error(`The line "${words.join(', ')}" is not chosen after five clicks.`)
}

/** A line of the Actions pane, by the beginning of its name: its reason and its key follow it. */
export function action(page: Page, label: string): Locator {
  const pane = page.getByRole('region', { name: t('frame.pane.actions'), exact: true })
  return pane.getByRole('button', { name: new RegExp(`^${escaped(label)}`) }).first()
}

/** The dialog that is open, by its title. */
export function dialog(page: Page, title: string | RegExp): Locator {
  return page.getByRole('dialog', { name: title })
}

/** A message that answers what was done. */
export function message(page: Page, text: string | RegExp): Locator {
  const region = page.getByRole('region', { name: t('ui.toast.region') })
  return region.locator('[role="status"], [role="alert"]').filter({ hasText: text })
}

/**
 * Ticks a box or chooses one of several. Our own mark stands over the input, and a person hits it.
 */
export async function tick(input: Locator): Promise<void> {
  await input.check({ force: true })
}

/** Chooses a line of a drop-down list by a part of its text. */
export async function pick(list: Locator, text: string): Promise<void> {
  const option = list.locator('option').filter({ hasText: text }).first()
  await option.waitFor({ state: 'attached' })
  await list.selectOption(await option.getAttribute('value'))
}

/** Goes on to the next page of a wizard. */
export async function next(page: Page, label: string): Promise<void> {
  await page.getByRole('button', { name: t('ui.wizard.next', { step: label }) }).click()
  await page.getByRole('group', { name: label, exact: true }).waitFor()
}

function escaped(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')
}
