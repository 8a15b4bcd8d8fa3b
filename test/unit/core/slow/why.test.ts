import { beforeEach, describe, expect, test } from 'vitest'
import type { SlowAnswer } from '../../../../shared/contract/index.ts'
import type { AnyId, HostGroupId, VmId } from '../../../../shared/domain/index.ts'
import { put } from '../../../../core/world/index.ts'
import type { LabClient } from '../../../kit/lab.ts'
import { Lab, refusalOf } from '../../../kit/lab.ts'

let lab: Lab
let admin: LabClient
const volume = 'volume-1'
const world = () => lab.core.simulation.world
const why = (objectId: AnyId, as = admin) => as.performance.why({ objectId })
const linkOf = (answer: SlowAnswer) => answer.chain[answer.tells!.link]!
const figureOf = (answer: SlowAnswer, at: 'figure' | 'wait') =>
  linkOf(answer).figures[answer.tells![at]!]!

function sharesOf({ contributors }: SlowAnswer): number {
  const { rows, others, hidden } = contributors!
  const shown = rows.reduce((sum, row) => sum + row.sharePercent, 0)
  return shown + others.sharePercent + hidden.sharePercent
}

beforeEach(async () => {
  ;({ lab, admin } = await Lab.with('poc-lab'))
  lab.run(1200)
})

async function storm(): Promise<number> {
  const vmIds: VmId[] = [...world().all('vm')].map(vm => vm.id)
  await admin.vm.turnOff({ vmIds })
  lab.settle()
  lab.run(600)
  const beganMs = lab.core.nowMs
  await admin.vm.start({ vmIds })
  lab.run(60)
  return beganMs
}

describe('slow: a boot storm of the lab', () => {
  test('of the volume: the disks of the array are the bottleneck, by use and wait', async () => {
    await storm()
    const answer = await why(volume)
    expect(answer.verdict).toBe('slow')
    expect(answer.reason).toMatchObject({ code: 'disks', params: { disks: 5 } })
    expect(linkOf(answer)).toMatchObject({ stage: 'array', name: 'clariion-01', state: 'crit' })
    expect(figureOf(answer, 'figure').path).toBe(
      '\\\\HOSTWARD\\Hostward Storage Array(clariion-01)\\% Disk Busy',
    )
    expect(figureOf(answer, 'wait')).toMatchObject({ key: 'operationTime', state: 'crit' })
  })

  test('of the volume: since it began, many times what it was, all VMs wait', async () => {
    const beganMs = await storm()
    const answer = await why(volume)
    const { sinceMs, before, now, everyMs } = answer.course!
    expect(sinceMs).toBeGreaterThan(beganMs - everyMs)
    expect(sinceMs).toBeLessThanOrEqual(beganMs)
    expect(now).toBeGreaterThan(5 * before!)
    expect(answer.waitingVms).toBe(260)
    // Each guest that boots has one request at a time, and hardly does anything but wait for it.
    expect(answer.queued).toBeGreaterThan(200)
    expect(answer.queued).toBeLessThanOrEqual(260)
  })

  test('of the volume: each of those that use it most rose as it was started', async () => {
    const beganMs = await storm()
    const answer = await why(volume)
    const { rows, total } = answer.contributors!
    expect(rows).toHaveLength(8)
    for (const row of rows) {
      expect(row).toMatchObject({ isStart: true, sinceMs: beganMs })
      expect(row.sharePercent).toBeCloseTo((row.value * 100) / total, 9)
    }
    expect(sharesOf(answer)).toBeCloseTo(100, 6)
  })

  test('of a VM: the same disks, though its host is idle', async () => {
    await storm()
    const answer = await why('vm-1')
    expect(answer.chain.map(one => one.stage)).toEqual([
      ...['vm', 'processor', 'memory', 'volume', 'array', 'network'],
    ])
    expect(linkOf(answer).stage).toBe('array')
    const waits = answer.chain.filter(one => one.state !== 'ok').map(one => one.stage)
    expect(waits).toEqual(['volume', 'array'])
  })
})

test('slow: a host that is worth a tenth: its processors, and what its VMs wait', async () => {
  await admin.fault.inject({ kind: 'host-slow', targetId: 'host-1', amount: 95 })
  lab.run(600)
  const answer = await why('host-1')
  expect(answer).toMatchObject({ verdict: 'slow', reason: { code: 'processor' } })
  expect(figureOf(answer, 'figure').path).toBe(
    '\\\\hv-01\\Hyper-V Hypervisor Logical Processor(_Total)\\% Total Run Time',
  )
  expect(figureOf(answer, 'wait').path).toBe('\\\\hv-01\\Hostward Waits(_Total)\\% Processor Wait')
  expect(answer.waitingVms).toBeGreaterThan(0)
  expect(answer.contributors).toMatchObject({ figure: 'cpu', hidden: { vms: 0 } })
  const ofVm = await why(answer.contributors!.rows[0]!.id)
  expect(ofVm.reason.code).toBe('processor')
  expect(figureOf(ofVm, 'wait').path).toContain('Hostward Waits(desk-')
})

test('slow: a VM held to one operation a second: its own limit', async () => {
  world().apply(put('vm', { ...world().get('vm', 'vm-1'), iopsLimit: 1 }))
  lab.run(300)
  const answer = await why('vm-1')
  expect(answer).toMatchObject({ verdict: 'slow', reason: { code: 'vmOperations' }, waitingVms: 1 })
  expect(answer.contributors).toBeUndefined()
})

test.each(['vm-1', 'host-1', volume, 'array-1'] as const)(
  'slow: %s of the quiet lab: nothing, and what is nearest to its limit',
  async id => {
    const answer = await why(id)
    expect(answer).toMatchObject({ verdict: 'quiet', waitingVms: 0, reason: { code: 'quiet' } })
    const { value, warning } = figureOf(answer, 'figure')
    expect(value).toBeLessThan(warning!)
  },
)

test('slow: a virtual network: its uplink and who sends over it', async () => {
  const answer = await admin.performance.why({ objectId: 'host-1', network: 'Desktops' })
  expect(answer.chain.map(one => one.stage)).toEqual(['network'])
  expect(answer.contributors!.figure).toBe('network')
  expect(sharesOf(answer)).toBeCloseTo(100, 6)
})

test('slow: every figure is what its counter says', async () => {
  await storm()
  for (const id of ['vm-1', 'host-2', volume] as const) {
    const figures = (await why(id)).chain.flatMap(one => one.figures)
    const { samples } = await admin.counter.read({ paths: figures.map(one => one.path) })
    expect(samples.map(one => one.value)).toEqual(figures.map(one => one.value))
  }
})

test('slow: a VM that is off, and a host without power: they do not run', async () => {
  await admin.vm.turnOff({ vmIds: ['vm-1'] })
  lab.settle()
  expect(await why('vm-1')).toMatchObject({ verdict: 'off', chain: [], reason: { code: 'off' } })
  await admin.fault.inject({ kind: 'host-power-loss', targetId: 'host-2' })
  lab.run(30)
  expect(await why('host-2')).toMatchObject({ verdict: 'off', reason: { code: 'silent' } })
})

/** Kim runs a group with one of the six hosts, which shares the volume with the others. */
async function kim(): Promise<LabClient> {
  const { id } = await admin.hostGroup.create({ name: 'Kim', parentId: 'hostgroup-1' })
  const hostGroupId = id as HostGroupId
  world().apply(put('host', { ...world().get('host', 'host-3'), hostGroupId }))
  const password = 'correct horse battery'
  const user = await admin.user.create({ name: 'kim', displayName: '', password })
  await admin.role.create({
    ...{ name: 'Kim', profile: 'delegated-administrator', userIds: [user.id as never] },
    scope: { hostGroupIds: [hostGroupId] },
  })
  return lab.signIn('kim', password)
}

test('slow: who sees one host: the VMs of the others are a count with their share', async () => {
  await storm()
  const answer = await why(volume, await kim())
  const { rows, others, hidden } = answer.contributors!
  const own = world().index.vmsByHost.of('host-3')
  expect(rows.every(row => own.has(row.id))).toBe(true)
  expect(rows.length + others.vms).toBe(own.size)
  expect(hidden.vms).toBe(260 - own.size)
  expect(sharesOf(answer)).toBeCloseTo(100, 6)
  expect(answer.waitingVms).toBe(260)
  const names = [...world().all('vm'), ...world().all('host')].filter(
    one => one.id !== 'host-3' && !own.has(one.id as VmId),
  )
  const text = JSON.stringify(answer)
  for (const { name } of names) expect(text).not.toContain(`"${name}"`)
})

test('slow: an object out of sight: the words of one that does not exist', async () => {
  const as = await kim()
  const ask = async (objectId: AnyId) => (await refusalOf(why(objectId, as))).code
  const foreign = [...world().index.vmsByHost.of('host-1')][0]!
  for (const id of ['host-1', foreign, 'vm-9999', 'job-1'] as const) {
    expect(await ask(id)).toBe('not-found')
  }
})
