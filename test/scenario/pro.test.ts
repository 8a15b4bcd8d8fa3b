import { describe, expect, test } from 'vitest'
import type { AnyId, FabricKind, FaultKind, ProLevels, TipId } from '../../shared/domain/index.ts'
import { proLevelsDefault } from '../../shared/domain/index.ts'
import type { TipRow } from '../../core/world/index.ts'
import type { LabClient } from '../kit/lab.ts'
import { Lab, refusalOf } from '../kit/lab.ts'

const runawayIops = 2000

/** A fabric whose root has PRO watch everything, with what tests ask of it. */
async function watched(kind: FabricKind, levels: Partial<ProLevels> = {}) {
  const { lab, admin } = await Lab.with(kind)
  const { world } = lab.core.simulation
  const root = [...world.all('hostgroup')].find(group => group.parentId === undefined)!
  const all = { ...proLevelsDefault, monitoring: 'all', ...levels } as ProLevels
  await admin.pro.setSettings({ id: root.id, levels: all })
  const tips = (rule: string): TipRow[] => [...world.all('tip')].filter(tip => tip.rule === rule)
  /** Lets minutes pass until it is so. */
  const until = (isSo: () => boolean, minutesMost: number): void => {
    for (let minute = 0; minute < minutesMost && !isSo(); minute++) lab.run(60)
    expect(isSo(), `within ${minutesMost} minutes`).toBe(true)
  }
  /** The tip that a rule raises on an object. */
  const raised = (rule: string, sourceId: AnyId, minutesMost: number): TipRow => {
    const found = () => tips(rule).find(tip => tip.sourceId === sourceId)
    until(() => found() !== undefined, minutesMost)
    return found()!
  }
  const tip = (id: TipId) => world.get('tip', id)
  const strike = (kindOf: FaultKind, targetId: AnyId, more: object = {}) =>
    admin.fault.inject({ kind: kindOf, targetId, ...more })
  return { lab, admin, world, root, tips, until, raised, tip, strike }
}

type Watched = Awaited<ReturnType<typeof watched>>

/** Mean latency of the other VMs' volume over a minute, ms. */
function latencyOver(lab: Lab, slot: number): number {
  let sum = 0
  for (let second = 0; second < 60; second++) {
    lab.run(1)
    sum += lab.core.simulation.world.volumes.data.latencyMs[slot]! / 60
  }
  return sum
}

function statuses({ transitions }: TipRow): string[] {
  return transitions.map(one => one.status)
}

/** The lab with one VM of 260 out of control. */
async function runaway(levels: Partial<ProLevels> = {}) {
  const all = await watched('poc-lab', levels)
  const { lab, world, strike } = all
  lab.run(1800)
  const [vm, volume] = [[...world.all('vm')][0]!, [...world.all('volume')][0]!]
  const beforeMs = latencyOver(lab, volume.slot)
  await strike('runaway-guest', vm.id, { amount: runawayIops })
  return { ...all, vm, volume, beforeMs }
}

async function implement(admin: LabClient, tip: TipRow): Promise<void> {
  await admin.pro.implement({ tipIds: [tip.id] })
}

/** Jobs that a tip had carried out. */
function jobsOf({ world }: Pick<Watched, 'world'>, { id }: TipRow) {
  return [...world.all('job')].filter(job => job.tipId === id)
}

describe('a runaway VM', () => {
  test('PRO: a runaway VM: a tip, its limit, latency as before, and the tip is over', async () => {
    const all = await runaway()
    const { lab, admin, world, raised, tip, until, vm, volume, beforeMs } = all
    const first = raised('storage/runaway-vm', vm.id, 6)
    expect(first).toMatchObject({ severity: 'critical', status: 'active', isAutomatic: false })
    const duringMs = latencyOver(lab, volume.slot)
    expect(duringMs).toBeGreaterThan(20 * beforeMs)

    const details = await admin.pro.get({ tipId: first.id })
    expect(details.remedy[0]).toMatchObject({ operation: 'storage.setVmLimit', targetId: vm.id })
    expect(details.remedy[0]!.values).toEqual([
      { name: 'iopsLimit', value: expect.stringMatching(/^1\d$|^20$/) as string },
    ])
    expect(details.remedy[0]!.allowedBy).toContain('Administrator')
    expect(details.evidence.signals.map(one => one.name)).toContain('ioSharePercent')
    await implement(admin, first)
    lab.run(5)
    const { iopsLimit } = world.get('vm', vm.id)
    expect(iopsLimit).toBeGreaterThanOrEqual(10)
    expect(iopsLimit).toBeLessThanOrEqual(20)
    expect(jobsOf(all, first)).toHaveLength(1)

    const afterMs = latencyOver(lab, volume.slot)
    expect(afterMs).toBeLessThan(beforeMs * 1.25)
    until(() => tip(first.id).status === 'closed', 8)
    expect(statuses(tip(first.id))).toEqual([
      'active',
      'initialized',
      'running',
      'resolved',
      'closed',
    ])
    lab.run(1800)
    expect(all.tips('storage/runaway-vm').filter(one => one.status !== 'closed')).toEqual([])
  })

  test('PRO: a runaway VM: by automation the same, with nobody there, and again on a replay', async () => {
    const all = await runaway({ automation: 'all' })
    const { lab, world, raised, tip, until, vm, volume, beforeMs } = all
    const first = raised('storage/runaway-vm', vm.id, 6)
    until(() => tip(first.id).status === 'closed', 10)
    expect(statuses(tip(first.id))).toEqual(['active', 'auto', 'running', 'resolved', 'closed'])
    expect(tip(first.id).isAutomatic).toBe(true)
    expect(world.get('vm', vm.id).iopsLimit).toBeGreaterThanOrEqual(10)
    expect(latencyOver(lab, volume.slot)).toBeLessThan(beforeMs * 1.25)
    const [job] = jobsOf(all, first)
    expect(job).toMatchObject({ status: 'completed', ownerName: 'PRO' })

    const { nowMs } = lab.core
    const again = lab.afterKill()
    again.core.advanceTo(nowMs)
    expect(again.core.stateHash()).toBe(lab.core.stateHash())
  })

  test('PRO: a runaway VM: nobody watches, so nothing is said and nothing is done', async () => {
    const { lab, tips, world, vm } = await runaway({ monitoring: 'off', automation: 'all' })
    lab.run(900)
    expect(tips('storage/runaway-vm')).toEqual([])
    expect(world.get('vm', vm.id).iopsLimit).toBeUndefined()
  })
})

describe('redirected I/O', () => {
  test('PRO: a node without paths: maintenance mode takes its VMs to nodes that have some', async () => {
    const all = await watched('state-agency-san')
    const { lab, admin, world, raised, tip, until, strike } = all
    lab.run(300)
    const csv = [...world.all('volume')].filter(one => one.fileSystem === 'csv')
    const host = [...world.all('host')].find(
      one =>
        one.clusterId !== undefined &&
        csv.some(volume => volume.ownerHostId !== one.id && one.volumeIds.includes(volume.id)) &&
        [...world.index.vmsByHost.of(one.id)].length > 0,
    )!
    await strike('all-paths-down', host.id)
    const first = raised('cluster/redirected-host', host.id, 6)
    const running = () =>
      [...world.index.vmsByHost.of(host.id)].filter(id => world.get('vm', id).state === 'running')
    expect(running().length).toBeGreaterThan(0)
    const [step] = (await admin.pro.get({ tipId: first.id })).remedy
    expect(step!.forecast!.durationS).toBeGreaterThan(running().length * 5)
    expect(step!.forecast!.explanation[0]).toContain(`${running().length} VMs move`)
    await implement(admin, first)
    until(() => running().length === 0, 60)
    expect(world.get('host', host.id).maintenance).toBeDefined()
    until(() => tip(first.id).status === 'closed', 15)
    const redirected = world.volumes.data.redirectedIops.subarray(0, world.volumes.length)
    expect(Math.max(...redirected)).toBe(0)
    expect(statuses(tip(first.id))).toContain('resolved')
  })
})

describe('a full volume', () => {
  /** A VM with a checkpoint on a volume with so little room that its writes fill it. */
  async function filling(freeGib: number) {
    const all = await watched('state-agency-san')
    const { lab, admin, world } = all
    const vm = [...world.all('vm')].find(
      one => one.workload === 'database' && one.highlyAvailable && one.state === 'running',
    )!
    const volume = world.get('volume', vm.disks[0]!.volumeId)
    const now = world.get('volume', volume.id)
    const sizeGib = Math.floor(now.capacityGib - now.usedGib - freeGib)
    const beside = [...world.all('vm')].find(
      one => one.id !== vm.id && one.disks[0]?.volumeId === volume.id && one.state === 'running',
    )!
    const disk = { disk: 'ballast.vhd', sizeGib, format: 'fixed', bus: 'scsi' } as const
    await admin.vm.changeDisk({ vmId: beside.id, action: 'add', ...disk })
    lab.settle(360000)
    await admin.vm.checkpoint({ vmIds: [vm.id] })
    lab.settle()
    return { ...all, vm, volume }
  }

  test('PRO: under 5 % free: the remedy grows the LUN, and the tip closes', async () => {
    const { admin, world, raised, tip, until, volume } = await filling(30)
    const first = raised('storage/free-space', volume.id, 3)
    expect(first.severity).toBe('critical')
    await implement(admin, first)
    until(() => tip(first.id).status === 'closed', 240)
    expect(world.get('volume', volume.id).capacityGib).toBeCloseTo(volume.capacityGib * 1.2, 0)
    expect(statuses(tip(first.id))).toContain('resolved')
  })

  test('PRO: guests stand still for want of room: the remedy grows it and lets them go on', async () => {
    const { admin, world, raised, tip, until, volume, vm, strike } = await filling(10)
    await strike('runaway-guest', vm.id, { amount: 1000 })
    const first = raised('storage/stopped-vms', volume.id, 240)
    expect(world.get('vm', vm.id)).toMatchObject({ state: 'paused' })
    await implement(admin, first)
    until(() => world.get('vm', vm.id).state === 'running', 240)
    until(() => tip(first.id).status === 'closed', 15)
  })
})

describe('dead heartbeats', () => {
  test('PRO: a guest that hangs: the tip after three minutes, its reset, and the guest answers', async () => {
    const { admin, world, raised, tip, until, strike } = await watched('poc-lab')
    const vm = [...world.all('vm')][7]!
    await strike('guest-hang', vm.id)
    const first = raised('housekeeping/guest-silent', vm.id, 6)
    const [step] = (await admin.pro.get({ tipId: first.id })).remedy
    expect(step!.forecast).toMatchObject({ downtimeS: step!.forecast!.durationS })
    await implement(admin, first)
    until(() => tip(first.id).status === 'closed', 20)
    expect(world.get('vm', vm.id).state).toBe('running')
    expect(statuses(tip(first.id))).toContain('resolved')
  })

  test('PRO: a cluster network loses heartbeats: advice, nothing to implement, over with the cause', async () => {
    const { admin, world, raised, tip, until, strike } = await watched('poc-lab')
    const cluster = [...world.all('cluster')][0]!
    await strike('heartbeat-loss', cluster.id, { part: 'Cluster Network 2', amount: 50 })
    const first = raised('cluster/heartbeats-missed', cluster.id, 6)
    expect(first.severity).toBe('critical')
    const refusal = await refusalOf(admin.pro.implement({ tipIds: [first.id] }))
    expect(refusal.code).toBe('pro.no-remedy')
    await admin.fault.endAll({})
    until(() => tip(first.id).status === 'closed', 6)
    expect(statuses(tip(first.id))).toEqual(['active', 'closed'])
  })
})
