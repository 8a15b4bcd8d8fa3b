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

story('placement-rules', { fabric: 'poc-lab' }, parts => {
  beforeAll(() => signIn(parts.host.page, administrator))

  /** The rules of the VM that is selected, under why it is on its host. */
  async function openRules(): Promise<void> {
    const { page } = parts.host
    await select(page, 'desk-001')
    await page.getByRole('tab', { name: t('vms.tab.placement') }).click()
    await page.getByRole('button', { name: t('placement.rules.new') }).waitFor()
  }

  /** A new rule on two desktops; the editor says what it means before it is saved. */
  async function write(name: string, kind: string) {
    const { page } = parts.host
    await page.getByRole('button', { name: t('placement.rules.new') }).click()
    const box = dialog(page, t('placement.rule.new', { scope: 'poc-cluster' }))
    await box.getByLabel(t('common.name')).fill(name)
    await box.getByLabel(t('placement.rule.kind')).selectOption({ label: kind })
    await box.getByLabel(t('placement.rule.find')).fill('desk-00')
    await box.getByText('desk-001', { exact: true }).click()
    await box.getByText('desk-002', { exact: true }).click()
    return box
  }

  test('a rule keeps two VMs apart, and its contradiction is refused with both named', async () => {
    const { page } = parts.host
    await openRules()
    const apart = await write('Desks apart', t('placement.kind.keep-apart'))
    await apart.getByText('desk-001 and desk-002 must not share a host').waitFor()
    await capture(parts.host, 'placement-rule')
    await apart.getByRole('button', { name: t('common.save') }).click()
    await apart.waitFor({ state: 'detached' })
    await page.getByText('desk-001 and desk-002 must not share a host').waitFor()
    const together = await write('Desks together', t('placement.kind.keep-together'))
    await together
      .getByText(t('placement.rule.conflict', { rules: 'Desks together, Desks apart' }))
      .waitFor()
    expect(
      await together.getByRole('button', { name: t('common.save') }).getAttribute('aria-disabled'),
    ).toBe('true')
    await capture(parts.host, 'placement-rule-conflict')
    await together.getByRole('button', { name: t('common.cancel') }).click()
  })

  test('the rule holds: the host of the other is no target, and another one is', async () => {
    const { page } = parts.host
    await visit(page, '/vms')
    await select(page, 'desk-001')
    const wire = await parts.host.wire(administrator)
    const { rows } = await wire.client.vm.list({ text: 'desk-002' })
    await wire.close()
    const taken = rows[0]!.hostName!
    await action(page, t('action.vm.migrate')).click()
    const box = dialog(page, t('vms.migrate.title', { subject: 'desk-001' }))
    await box.getByText(/A placement rule keeps desk-001 apart/).waitFor()
    expect(await box.getByRole('radio', { name: taken }).isDisabled()).toBe(true)
    await capture(parts.host, 'vms-migrate-rule')
    const free = ['hv-05', 'hv-06'].find(name => name !== taken)!
    await box.getByRole('radio', { name: free }).check()
    await box.getByRole('button', { name: t('vms.migrate.run') }).click()
    await row(page, 'desk-001', free).waitFor()
  })
})
