import { beforeAll, expect, test } from 'vitest'
import {
  action,
  administrator,
  dialog,
  message,
  row,
  select,
  signIn,
  story,
  t,
  visit,
  type RawWire,
} from '../kit/e2e/index.ts'

story('fabric', { fabric: 'state-agency' }, parts => {
  let wire: RawWire
  beforeAll(async () => {
    wire = await parts.host.wire(administrator)
    await wire.client.clock.set({ factor: 600 })
    await signIn(parts.host.page, administrator)
    return () => wire.close()
  })

  test('shut down: one VM by the Actions pane: a job does it, and the list shows the state', async () => {
    const { page } = parts.host
    await select(page, 'lb-print-01')
    await page.getByRole('tab', { name: t('vms.tab.summary') }).waitFor()
    await action(page, t('action.vm.shutDown')).click()
    await dialog(page, /lb-print-01/)
      .getByRole('button', { name: t('action.vm.shutDown') })
      .click()
    await message(page, 'lb-print-01')
      .getByRole('button', { name: t('session.showJob') })
      .waitFor()
    await row(page, 'lb-print-01', 'Stopped').waitFor()
  })

  test('jobs: the job of it: completed, with its steps', async () => {
    const { page } = parts.host
    await visit(page, '/jobs')
    const line = row(page, t('job.vm.shutDown'), 'lb-print-01')
    await line.getByText('Completed').waitFor()
    await line.click()
    await page.getByRole('tab', { name: new RegExp(t('jobs.tab.steps')) }).click()
    await page.getByRole('tabpanel').getByText(t('step.vm.shut-down-guest')).waitFor()
  })

  test('bulk: three VMs of which one is stopped: two go, and the third says why not', async () => {
    const { page } = parts.host
    await visit(page, '/vms')
    await select(page, 'hb-dc-01', 'lb-app-01', 'lb-print-01')
    const line = action(page, t('action.vm.turnOff'))
    await line.filter({ hasText: /2 of 3/ }).waitFor()
    await line.click()
    const box = dialog(page, new RegExp(t('action.vm.turnOff')))
    await box.getByText(/2 of 3/).waitFor()
    await box.getByRole('button', { name: t('action.vm.turnOff') }).click()
    await message(page, /2 of 3/).waitFor()
    await row(page, 'hb-dc-01', 'Stopped').waitFor()
    await row(page, 'lb-app-01', 'Stopped').waitFor()
  })

  test('rename: F2: the new name stands in the list, and the search finds it', async () => {
    const { page } = parts.host
    await select(page, 'hb-mon-01')
    await action(page, t('common.rename')).waitFor()
    await page.keyboard.press('F2')
    const box = dialog(page, t('vms.rename.title', { name: 'hb-mon-01' }))
    await box.getByLabel(t('common.name')).fill('hb-monitor-01')
    await box.getByRole('button', { name: t('common.rename') }).click()
    await row(page, 'hb-monitor-01').waitFor()
    expect(await row(page, 'hb-mon-01').count()).toBe(0)
  })

  test('tags: given in their dialog: the filter finds the VM by them', async () => {
    const { page } = parts.host
    await select(page, 'hb-monitor-01')
    await action(page, t('vms.tags')).click()
    const box = dialog(page, t('vms.tags.title', { subject: 'hb-monitor-01' }))
    const input = box.getByLabel(t('vms.column.tags'))
    await input.fill('pilot')
    await input.press('Enter')
    await box.getByRole('button', { name: t('common.save') }).click()
    await box.waitFor({ state: 'detached' })
    await page.getByRole('searchbox', { name: t('vms.search') }).fill('pilot')
    await page.getByText('1 of 24').waitFor()
    await row(page, 'hb-monitor-01').waitFor()
    await page.getByRole('searchbox', { name: t('vms.search') }).fill('')
  })

  test('delete: to the recycle bin, and back by Undo', async () => {
    const { page } = parts.host
    await select(page, 'lb-print-01')
    await action(page, t('common.delete')).click()
    await dialog(page, /lb-print-01/)
      .getByRole('button', { name: t('action.vm.delete') })
      .click()
    await row(page, 'lb-print-01').waitFor({ state: 'detached' })
    await message(page, 'lb-print-01')
      .getByRole('button', { name: t('common.undo') })
      .click()
    await row(page, 'lb-print-01', 'Stopped').waitFor()
  })

  test('host groups: created, renamed, moved into with the preview of scopes, and deleted', async () => {
    const { page } = parts.host
    await wire.client.role.create({
      name: 'Long Beach watch',
      profile: 'read-only-administrator',
      scope: { hostGroupIds: [await groupNamed('Long Beach')] },
    })
    const tree = page.getByRole('tree', { name: t('hosts.groups') })
    await tree.getByRole('treeitem', { name: /^All Hosts/ }).click()
    await page.getByRole('button', { name: t('action.hostGroup.create') }).click()
    await nameIt(t('hosts.group.createIn', { parent: 'All Hosts' }), 'South', t('common.create'))
    await menuOf('South', t('common.rename'))
    await nameIt(t('hosts.group.renameTitle', { name: 'South' }), 'South coast', t('common.rename'))

    await menuOf('South coast', t('hosts.move.to'))
    const move = dialog(page, t('hosts.move.title', { name: 'South coast' }))
    await move.getByRole('treeitem', { name: /^Long Beach/ }).click()
    await move.getByText('Long Beach watch gains sight of it').waitFor()
    await move.getByRole('button', { name: t('hosts.move.run') }).click()
    await move.waitFor({ state: 'detached' })

    await menuOf('South coast', t('common.delete'))
    const sure = dialog(page, t('hosts.group.deleteTitle', { name: 'South coast' }))
    await sure.getByRole('button', { name: t('common.delete') }).click()
    await tree.getByRole('treeitem', { name: /^South coast/ }).waitFor({ state: 'detached' })
  })

  async function groupNamed(name: string) {
    const { nodes } = await wire.client.hostGroup.tree({})
    return nodes.find(node => node.name === name)!.id as `hostgroup-${number}`
  }

  async function nameIt(title: string, name: string, button: string): Promise<void> {
    const box = dialog(parts.host.page, title)
    await box.getByLabel(t('common.name')).fill(name)
    await box.getByRole('button', { name: button }).click()
    await box.waitFor({ state: 'detached' })
  }

  async function menuOf(group: string, item: string): Promise<void> {
    const { page } = parts.host
    const tree = page.getByRole('tree', { name: t('hosts.groups') })
    await tree.getByRole('treeitem', { name: new RegExp(`^${group}`) }).click({ button: 'right' })
    await page.getByRole('menuitem', { name: new RegExp(`^${item}`) }).click()
  }
})
