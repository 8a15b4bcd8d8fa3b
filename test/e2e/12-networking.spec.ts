import { beforeAll, expect, test } from 'vitest'
import { administrator, capture, dialog, row, signIn, story, t, visit } from '../kit/e2e/index.ts'

story('networking', { fabric: 'poc-lab' }, parts => {
  beforeAll(async () => {
    await signIn(parts.host.page, administrator)
    await visit(parts.host.page, '/networking')
  })

  test('cluster networks: the drawing and its table: what moves when one fails', async () => {
    const { page } = parts.host
    const fails = t('networking.outcome.fails', { name: 'Cluster Network 2' })
    await page.getByRole('button', { name: fails }).click()
    const line = page.getByRole('row', { name: fails })
    await line.getByText('Cluster Network 3').first().waitFor()
    await capture(parts.host, 'networking')
  })

  test('console: the lines of seed 002: the metric changes, and the listing shows it', async () => {
    const { page } = parts.host
    const box = page.getByRole('textbox', { name: t('networking.console.line') })
    const said = page.getByRole('log')
    await box.fill('cluster net "Cluster Network 2" /prop metric=1200')
    await box.press('Enter')
    await page.getByRole('row', { name: /Cluster Network 2.* 1200 / }).waitFor()
    await box.press('ArrowUp')
    expect(await box.inputValue()).toContain('metric=1200')
    await box.fill('cluster net "Cluster Network 2" /prop')
    await box.press('Enter')
    await said.getByText('1200 (0x4b0)').waitFor()
    await box.fill('cluster net /delete')
    await box.press('Enter')
    await said.getByText('/delete is no option of cluster net.').waitFor()
  })

  test('dialog: the metric goes back to the cluster', async () => {
    const { page } = parts.host
    const title = t('networking.editNetwork', { name: 'Cluster Network 2' })
    await page.getByRole('button', { name: title }).first().click()
    const box = dialog(page, title)
    await box.getByRole('checkbox', { name: t('networking.autoMetric') }).check({ force: true })
    await box.getByRole('button', { name: t('common.save') }).click()
    await box.waitFor({ state: 'detached' })
    await page.getByRole('row', { name: /Cluster Network 2.* 1000 / }).waitFor()
  })

  test('adapters: a balanced team gives the virtual networks over it twice the rate', async () => {
    const { page } = parts.host
    await page.getByRole('tab', { name: t('networking.tab.adapters') }).click()
    await row(page, 'hv-01', 'Public 1').click()
    await page.getByRole('button', { name: t('networking.action.editTeam') }).click()
    const box = dialog(page, t('networking.editTeam', { name: 'Public' }))
    await box.getByRole('combobox').selectOption('load-balance')
    await box.getByRole('button', { name: t('common.save') }).click()
    await box.waitFor({ state: 'detached' })
    await page.getByRole('tab', { name: t('networking.tab.virtual') }).click()
    await row(page, 'hv-01', 'Desktops', '2 Gbit/s').waitFor()
    await capture(parts.host, 'networking-virtual')
  })
})
