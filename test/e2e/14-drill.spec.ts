import { beforeAll, expect, test } from 'vitest'
import { administrator, capture, signIn, story, t, visit } from '../kit/e2e/index.ts'

story('drill', { fabric: 'poc-lab' }, parts => {
  beforeAll(() => signIn(parts.host.page, administrator))

  test('a guest hangs: it is struck, counted, told in the status bar, and ended', async () => {
    const { page } = parts.host
    await visit(page, '/drill')
    await page.getByText(t('drill.noFaults')).waitFor()
    await page.getByRole('button', { name: 'Guest hangs' }).click()
    await page.getByRole('combobox', { name: t('drill.target') }).fill('desk-002')
    await page.getByRole('option', { name: 'desk-002' }).click()
    await page.getByRole('button', { name: t('drill.inject'), exact: true }).click()
    const struck = page.getByRole('row', { name: /Guest hangs.*desk-002/ })
    await struck.waitFor()
    await page.getByRole('link', { name: t('drill.statusOne') }).waitFor()
    await capture(parts.host, 'drill-struck')
    await struck.getByRole('button', { name: t('drill.end') }).click()
    await page.getByRole('row', { name: new RegExp(t('drill.state.ended')) }).waitFor()
  })

  test('a part of an array: it is offered, planned, and taken back with all others', async () => {
    const { page } = parts.host
    await page.getByRole('button', { name: 'Array port is down' }).click()
    const begin = page.getByRole('spinbutton', { name: t('drill.beginIn') })
    await begin.fill('600')
    await begin.press('Tab')
    await page.getByRole('button', { name: t('drill.injectLater'), exact: true }).click()
    await page.getByRole('row', { name: /Array port is down.*SPA-0/ }).waitFor()
    await page.getByRole('button', { name: t('drill.endAll') }).click()
    await page.getByRole('button', { name: t('drill.endAll') }).waitFor({ state: 'detached' })
    expect(await page.getByRole('row', { name: /Array port is down/ }).count()).toBe(1)
  })
})
