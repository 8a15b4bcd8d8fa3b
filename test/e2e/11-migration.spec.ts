import { beforeAll, expect, test } from 'vitest'
import {
  action,
  administrator,
  capture,
  dialog,
  row,
  select,
  signIn,
  story,
  t,
  visit,
} from '../kit/e2e/index.ts'

story('migration', { fabric: 'poc-lab' }, parts => {
  beforeAll(() => signIn(parts.host.page, administrator))

  test('live: the dialog says what it would take, and the job says what it took', async () => {
    const { page } = parts.host
    await select(page, 'desk-001')
    await action(page, t('action.vm.migrate')).click()
    const box = dialog(page, t('vms.migrate.title', { subject: 'desk-001' }))
    await box.getByText(/s of cluster work/).waitFor()
    expect(await box.getByRole('radio', { name: /^hv-/ }).count()).toBe(5)
    await capture(parts.host, 'vms-migrate')
    await box.getByRole('radio', { name: 'hv-03' }).check()
    await box.getByRole('button', { name: t('vms.migrate.run') }).click()
    await box.waitFor({ state: 'detached' })
    await row(page, 'desk-001', 'hv-03').waitFor()
    await visit(page, '/jobs')
    await row(page, t('job.vm.migrate'), t('jobs.status.completed')).click()
    await page.getByRole('tab', { name: new RegExp(`^${t('jobs.tab.steps')}`) }).click()
    await page.getByText(/^Took .* \(forecast .*\), down for/).waitFor()
    await capture(parts.host, 'jobs-migrate')
  })

  test('quick: back by the keyboard, with the guest down for that time', async () => {
    const { page } = parts.host
    await visit(page, '/vms')
    await select(page, 'desk-001')
    await page.keyboard.press('m')
    const box = dialog(page, t('vms.migrate.title', { subject: 'desk-001' }))
    await box.getByText(t('vms.migrate.quick'), { exact: true }).click()
    await box.getByText(/the guest stands still for both/).waitFor()
    await box.getByRole('radio', { name: 'hv-01' }).focus()
    await page.keyboard.press('Space')
    await page.keyboard.press('Enter')
    await box.waitFor({ state: 'detached' })
    await row(page, 'desk-001', 'hv-01', t('vms.state.running')).waitFor()
  })
})
