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

const name = 'hb-file-01'
const copy = `${name}-clone`

story('the life of a VM', { fabric: 'state-agency' }, parts => {
  beforeAll(async () => {
    await signIn(parts.host.page, administrator)
    const { client, close } = await parts.host.wire(administrator)
    await client.clock.set({ factor: 600 })
    const { rows } = await client.vm.list({ text: name })
    await client.vm.turnOff({ vmIds: [rows[0]!.id] })
    await close()
    await visit(parts.host.page, '/vms')
    await row(parts.host.page, name, t('vms.state.stopped')).waitFor()
    await select(parts.host.page, name)
  })

  async function openTab(key: string): Promise<void> {
    const { page } = parts.host
    await page.getByRole('tab', { name: new RegExp(`^${t(`vms.tab.${key}`)}`) }).click()
  }

  test('hardware: more processors and a second disk, each with what it takes', async () => {
    const { page } = parts.host
    await openTab('hardware')
    await action(page, t('action.vm.setHardware')).click()
    const box = dialog(page, t('hardware.title', { name }))
    await box.getByLabel(t('vms.hardware.cpu')).fill('2')
    await capture(parts.host, 'vm-hardware')
    await box.getByRole('button', { name: t('common.save'), exact: true }).click()
    await box.waitFor({ state: 'detached' })
    await page.getByRole('button', { name: t('hardware.disk.add.run'), exact: true }).click()
    const disk = dialog(page, t('hardware.disk.add.title', { name }))
    await disk.getByLabel(t('common.name')).fill('data')
    await disk.getByText(t('work.forecast'), { exact: true }).waitFor()
    await capture(parts.host, 'vm-add-disk')
    await disk.getByRole('button', { name: t('hardware.disk.add.run'), exact: true }).click()
    await disk.waitFor({ state: 'detached' })
    await page.getByRole('cell', { name: 'data', exact: true }).waitFor()
  })

  test('checkpoint: made, and gone back to', async () => {
    const { page } = parts.host
    await openTab('checkpoints')
    await action(page, t('action.vm.checkpoint')).click()
    const box = dialog(page, t('checkpoints.create.title', { subject: name }))
    await box.getByLabel(new RegExp(`^${t('common.name')}`)).fill('before the change')
    await box.getByText(t('work.forecast'), { exact: true }).waitFor()
    await box.getByRole('button', { name: t('checkpoints.create.run'), exact: true }).click()
    await box.waitFor({ state: 'detached' })
    const restore = t('checkpoints.restore.of', { name: 'before the change' })
    await page.getByRole('button', { name: restore }).click()
    const back = dialog(page, t('checkpoints.restore.title', { subject: name }))
    await back.getByRole('button', { name: t('checkpoints.restore.run'), exact: true }).click()
    await back.waitFor({ state: 'detached' })
    await row(page, name, t('vms.state.stopped')).waitFor()
  })

  test('clone: a VM of its own, with the files copied', async () => {
    const { page } = parts.host
    await action(page, t('action.vm.clone')).click()
    const box = dialog(page, t('clone.title', { name }))
    await box.getByText(t('work.forecast'), { exact: true }).waitFor()
    await capture(parts.host, 'vm-clone')
    await box.getByRole('button', { name: t('action.vm.clone'), exact: true }).click()
    await box.waitFor({ state: 'detached' })
    await row(page, copy, t('vms.state.stopped')).waitFor()
  })

  test('library: stored on a share, off every host, and deployed to another one', async () => {
    const { page } = parts.host
    await select(page, copy)
    await action(page, t('action.vm.store')).click()
    const store = dialog(page, t('transfer.store.title', { subject: copy }))
    await store.getByText(t('work.forecast'), { exact: true }).waitFor()
    await capture(parts.host, 'vm-store')
    await store.getByRole('button', { name: t('action.vm.store'), exact: true }).click()
    await store.waitFor({ state: 'detached' })
    await row(page, copy, t('vms.state.stored')).waitFor()
    await action(page, t('action.vm.deploy')).click()
    const deploy = dialog(page, t('transfer.deploy.title', { name: copy }))
    await deploy.getByRole('radio', { name: /^sac-hv-02/ }).check()
    await deploy.getByText(t('transfer.taken')).waitFor()
    await capture(parts.host, 'vm-deploy')
    await deploy.getByRole('button', { name: t('action.vm.deploy'), exact: true }).click()
    await deploy.waitFor({ state: 'detached' })
    await row(page, copy, 'sac-hv-02', t('vms.state.stopped')).waitFor()
  })

  test('any host: the ladder says why it is a copy, and the copy moves the VM', async () => {
    const { page } = parts.host
    await select(page, copy)
    await action(page, t('action.vm.migrate')).click()
    const box = dialog(page, t('vms.migrate.title', { subject: copy }))
    await box.getByText(t('vms.migrate.any'), { exact: true }).click()
    await box.getByRole('radio', { name: /^lb-hv-01/ }).check()
    await box.getByText(t('transfer.ladder')).waitFor()
    expect(await box.getByText(t('transfer.method.lan')).count()).toBeGreaterThan(0)
    await capture(parts.host, 'vm-migrate-any')
    await box.getByRole('button', { name: t('vms.migrate.run') }).click()
    await box.waitFor({ state: 'detached' })
    await row(page, copy, 'lb-hv-01', t('vms.state.stopped')).waitFor()
  })
})
