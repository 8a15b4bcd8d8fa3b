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

story('console, scenarios and boot planner', { fabric: 'poc-lab' }, parts => {
  beforeAll(() => signIn(parts.host.page, administrator))

  test('console: a VM is turned off and started from its own screen, which says what it shows', async () => {
    const { page } = parts.host
    await select(page, 'desk-001')
    await page.getByRole('button', { name: /^Connect to desk-001\. On its screen/ }).waitFor()
    await page.keyboard.press('c')
    const box = dialog(page, t('console.title', { name: 'desk-001' }))
    const screen = (what: RegExp) => box.getByRole('img', { name: what })
    await screen(/^Windows XP SP3, sign-in page/).waitFor()
    await capture(parts.host, 'vms-console')
    await box.getByRole('button', { name: t('action.vm.turnOff') }).click()
    const subject = 'desk-001'
    const sure = dialog(page, t('vms.confirm.title', { action: t('action.vm.turnOff'), subject }))
    await sure.getByRole('button', { name: t('action.vm.turnOff') }).click()
    await screen(/, turned off$/).waitFor()
    await box.getByRole('button', { name: t('action.vm.start'), exact: true }).click()
    await screen(/, starting the kernel, \d+ %$/).waitFor()
    await capture(parts.host, 'vms-console-boot')
    await box.getByRole('button', { name: t('console.close') }).click()
    await box.waitFor({ state: 'detached' })
  })

  test('scenario: run beside the fabric: the figure beside the seed’s, a chart and the lines', async () => {
    const { page } = parts.host
    await visit(page, '/scenarios?name=quick-migration-10')
    const heading = page.getByRole('heading', { name: 'quick-migration-10' })
    await heading.waitFor()
    await page.getByLabel(t('scenarios.runs')).fill('2')
    await page.getByRole('button', { name: t('scenarios.run'), exact: true }).click()
    const compared = page.getByRole('row', { name: /^Mean, s/ })
    await compared.waitFor()
    expect(await compared.textContent()).toMatch(/7\.?\d*\s*7\s*[+-]?\d\.\d %$/)
    await page.getByRole('img', { name: /^quick-migration-10/ }).waitFor()
    await capture(parts.host, 'scenarios')
  })

  test('boot planner: a staggered start: planned, carried out, and kept beside its prediction', async () => {
    const { page } = parts.host
    await visit(page, '/vms')
    const names = ['desk-002', 'desk-003', 'desk-004']
    await select(page, ...names)
    await action(page, t('action.vm.turnOff')).click()
    await page
      .getByRole('dialog')
      .getByRole('button', { name: t('action.vm.turnOff') })
      .click()
    for (const name of names) await row(page, name, t('vms.state.stopped')).waitFor()
    await action(page, t('action.vm.runBootPlan')).click()
    const box = dialog(page, /^Start 3 .* staggered$/)
    await box.getByRole('row', { name: new RegExp(t('bootPlan.staggered')) }).waitFor()
    await capture(parts.host, 'vms-boot-plan')
    await box.getByLabel(t('bootPlan.limit')).fill('0.1')
    await box.getByText(/^One boot alone brings/).waitFor()
    await box.getByLabel(t('bootPlan.limit')).fill('500')
    await box.getByRole('button', { name: t('action.vm.runBootPlan') }).click()
    await box.waitFor({ state: 'detached' })
    await visit(page, '/jobs')
    await row(page, t('job.vm.runBootPlan')).click()
    await page.getByRole('table', { name: t('bootPlan.measured') }).waitFor()
  })
})
