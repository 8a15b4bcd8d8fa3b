import { beforeAll, expect, test } from 'vitest'
import {
  defaultOptimization,
  defaultPowerOptimization,
  type ClusterId,
  type HostGroupId,
} from '../../shared/domain/index.ts'
import type { RawWire } from '../kit/e2e/host.ts'
import {
  action,
  administrator,
  capture,
  captureLayer,
  dialog,
  row,
  select,
  signIn,
  story,
  t,
  visit,
} from '../kit/e2e/index.ts'

story('plans-and-power', { fabric: 'poc-lab' }, parts => {
  let wire: RawWire

  beforeAll(async () => {
    await signIn(parts.host.page, administrator)
    wire = await parts.host.wire(administrator)
  })

  const openJobs = async () => {
    const { rows } = await wire.client.job.list({ limit: 200 })
    return rows.filter(job => job.status === 'running' || job.status === 'waiting').length
  }
  const hosts = async () => (await wire.client.host.list({ limit: 50 })).rows

  /** Lets time pass quickly until no job is open. */
  async function settle(): Promise<void> {
    await wire.client.clock.set({ paused: false, factor: 60 })
    await expect.poll(openJobs, { timeout: 60000 }).toBe(0)
    await wire.client.clock.set({ paused: false, factor: 1 })
  }

  test('maintenance mode: where every VM goes and why, then the host is empty', async () => {
    const { page } = parts.host
    await visit(page, '/hosts')
    await select(page, 'hv-01')
    const open = async () => {
      await action(page, t('hosts.care.do.start')).click()
      const box = dialog(page, t('hosts.care.maintenance.title', { name: 'hv-01' }))
      await box
        .getByText(/keeps the cluster the most even/)
        .first()
        .waitFor()
    }
    await captureLayer(parts.host, 'hosts-maintenance', open)
    await open()
    const box = dialog(page, t('hosts.care.maintenance.title', { name: 'hv-01' }))
    await box.getByRole('button', { name: t('hosts.care.maintenance.run') }).click()
    await row(page, 'hv-01', t('hosts.status.maintenance')).waitFor()
    await settle()
    expect((await hosts()).find(host => host.name === 'hv-01')!.vms).toBe(0)
  })

  test('its end: what left is offered back, and comes', async () => {
    const { page } = parts.host
    await action(page, t('hosts.care.do.end')).click()
    const box = dialog(page, t('hosts.care.end.title', { name: 'hv-01' }))
    await box.getByLabel(/^Bring 44 VMs back live/).waitFor()
    await box.getByRole('button', { name: t('hosts.care.end.run') }).click()
    await row(page, 'hv-01', t('hosts.status.responding')).waitFor()
    await settle()
    expect((await hosts()).find(host => host.name === 'hv-01')!.vms).toBe(44)
  })

  test('a rolling update: node by node, and a node opens into its steps', async () => {
    const { page } = parts.host
    const [first] = await hosts()
    const scopeId = first!.clusterId!
    await wire.client.plan.propose({ kind: 'rolling-update', scopeId, hostIds: [first!.id] })
    await visit(page, '/plans')
    await row(page, 'Rolling update of poc-cluster').click()
    const node = page.getByRole('button', { name: /^hv-01/, expanded: true })
    await node.waitFor()
    await page.getByText(t('plans.action.update')).first().waitFor()
    await node.click()
    await page.getByRole('button', { name: /^hv-01/, expanded: false }).waitFor()
    await capture(parts.host, 'plans-rolling-update')
  })

  test('Power Optimization: a host that is not needed is off, and says so; turned off itself, it wakes it', async () => {
    const { page } = parts.host
    const { client } = wire
    const [first] = await hosts()
    const group = { hostGroupId: 'hostgroup-1' as HostGroupId }
    await client.cluster.update({
      clusterId: first!.clusterId as ClusterId,
      changes: { reserveNodes: 0 },
    })
    const balance = { ...defaultOptimization, mode: 'automatic' as const }
    await client.plan.setOptimization({ ...group, settings: balance })
    const settings = { ...defaultPowerOptimization, isOn: true }
    await client.power.setOptimization({ ...group, settings })
    await client.clock.set({ paused: false, factor: 600 })
    const off = async () => (await hosts()).find(host => host.status === 'powered-off')?.name ?? ''
    await expect.poll(off, { timeout: 90000 }).not.toBe('')
    const name = await off()
    await client.clock.set({ paused: false, factor: 1 })
    await visit(page, '/hosts')
    await row(page, name, t('hosts.status.powered-off')).waitFor()
    await capture(parts.host, 'hosts-powered-off')
    await client.power.setOptimization({ ...group, settings: undefined })
    await client.clock.set({ paused: false, factor: 600 })
    await expect.poll(off, { timeout: 60000 }).toBe('')
    await row(page, name, t('hosts.status.responding')).waitFor({ timeout: 60000 })
  })
})
