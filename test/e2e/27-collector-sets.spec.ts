import { beforeAll, expect, test } from 'vitest'
import {
  action,
  administrator,
  capture,
  captureLayer,
  dialog,
  row,
  signIn,
  story,
  t,
  visit,
  type RawWire,
} from '../kit/e2e/index.ts'

story('data collector sets', { fabric: 'poc-lab', goesOn: true }, parts => {
  const name = 'Lab right-sizing'
  let wire: RawWire
  beforeAll(async () => {
    wire = await parts.host.wire(administrator)
    await signIn(parts.host.page, administrator)
    return () => wire.close()
  })

  const only = async () => (await wire.client.collector.list({})).rows[0]

  test('right-sizing: nothing recorded yet: it says which set to make', async () => {
    const { page } = parts.host
    await visit(page, '/performance/right-sizing')
    await page.getByText(t('sizing.empty.noSet')).waitFor()
    await capture(parts.host, 'right-sizing-empty')
  })

  test('set: from a template, by keyboard: it is there with what the template says', async () => {
    const { page } = parts.host
    await visit(page, '/performance/sets')
    await page.getByText(t('collectors.none'), { exact: true }).waitFor()
    await capture(parts.host, 'collector-sets-empty')
    await captureLayer(parts.host, 'collector-set-new', () =>
      action(page, t('collectors.do.create')).click(),
    )
    await page.keyboard.press('Insert')
    const layer = dialog(page, t('collectors.do.create'))
    await layer.getByLabel(t('collectors.template')).selectOption('right-sizing')
    await layer.getByLabel(t('collectors.name'), { exact: true }).fill(name)
    await page.keyboard.press('Enter')
    await layer.waitFor({ state: 'hidden' })
    await row(page, name).waitFor()
    expect(await only()).toMatchObject({ name, template: 'right-sizing', intervalS: 60 })
  })

  test('set: what the core refuses: it stands beside the field', async () => {
    const { page } = parts.host
    await page.keyboard.press('Insert')
    const layer = dialog(page, t('collectors.do.create'))
    await layer.getByLabel(t('collectors.template')).selectOption('migration')
    await layer.getByLabel(t('collectors.name'), { exact: true }).fill(name)
    await page.keyboard.press('Enter')
    await layer.getByRole('alert').waitFor()
    await page.keyboard.press('Escape')
    await layer.waitFor({ state: 'hidden' })
  })

  test('set: started, running and stopped: its log and its report are there', async () => {
    const { page } = parts.host
    await action(page, t('collectors.do.start')).click()
    await row(page, name).getByText(t('collectors.running')).waitFor()
    await capture(parts.host, 'collector-sets-running')
    await wire.client.clock.set({ paused: false, factor: 60 })
    await expect
      .poll(async () => (await only())?.runs[0]?.records, { timeout: 60_000 })
      .toBeGreaterThan(2)
    await wire.client.clock.set({ paused: true, factor: 1 })
    await action(page, t('collectors.do.stop')).click()
    await row(page, name).getByText(t('collectors.stopped')).waitFor()
    await page.getByRole('tab', { name: t('collectors.tab.logs') }).click()
    await capture(parts.host, 'collector-set-logs')
    await page.getByRole('link', { name: t('collectors.log.report') }).click()
    await page.getByRole('radio', { name: /^All [1-9]/ }).waitFor()
    await capture(parts.host, 'right-sizing')
  })

  test('set: deleted after a question: its logs go too', async () => {
    const { page } = parts.host
    await visit(page, '/performance/sets')
    await row(page, name).click()
    await action(page, t('collectors.do.delete')).click()
    const sure = dialog(page, t('collectors.delete.title', { name }))
    await sure.getByRole('button', { name: t('common.delete'), exact: true }).click()
    await page.getByText(t('collectors.none'), { exact: true }).waitFor()
    expect((await wire.client.log.list({})).rows).toEqual([])
  })
})
