import { expect, test } from 'vitest'
import { endFault } from '../../core/faults/index.ts'
import { Laboratory } from '../../core/scenarios/laboratory.ts'
import { scenarios } from '../../core/scenarios/index.ts'
import { accessOf, latencyMsOf, serveStorage } from '../../core/storage/index.ts'
import { iopsOf, put } from '../../core/world/index.ts'

function outcome(name: string) {
  return scenarios.find(one => one.name === name)!.run({ seed: 1, runs: 1 })
}

test('storage: one VM out of control: latency explodes, and a limit on it brings it back', () => {
  const { lines, summary } = outcome('runaway-vm-qos')
  expect(lines[1]!['changePercent'] as number).toBeGreaterThan(100)
  expect(lines[1]!['servedPercent'] as number).toBeLessThan(100)
  expect(Math.abs(summary['heldChangePercent'] as number)).toBeLessThan(10)
  expect(lines[2]!['runawayIops']).toBe(20)
})

test('storage: a node without paths: a cluster shared volume is redirected, and no VM stops', () => {
  const { lines, summary } = outcome('csv-redirect')
  expect(lines.map(line => line['route'])).toEqual(['direct', 'redirected', 'direct'])
  expect(summary['vmsStopped']).toBe(0)
  expect(summary['addedMs'] as number).toBeGreaterThan(0.5)
  expect(summary['networkMbps'] as number).toBeGreaterThan(1)
})

test('storage: a snapshot under load: copying costs more than redirecting, and more with first writes', () => {
  const { lines, summary } = outcome('snapshot-under-load')
  for (const field of ['copyLatencyMs', 'redirectLatencyMs']) {
    const latencies = lines.map(line => line[field] as number)
    for (let at = 1; at < latencies.length; at++) {
      expect(latencies[at]!).toBeGreaterThanOrEqual(latencies[at - 1]!)
    }
  }
  const [first, , fifth] = lines
  expect(fifth!['copyLatencyMs'] as number).toBeGreaterThan(fifth!['redirectLatencyMs'] as number)
  // The lab's own finding, no effect, is where both curves begin.
  expect(first).toMatchObject({ copyChangePercent: 0, redirectChangePercent: 0 })
  expect(first!['labLatencyMs']).toBe(summary['latencyWithoutMs'])
})

test('storage: a symmetric cluster file system: a node without paths pauses its VMs until they are back', () => {
  const laboratory = new Laboratory('poc-lab', 1)
  const { world } = laboratory
  const host = [...world.all('host')][0]!
  const volume = [...world.all('volume')][0]!
  const running = () =>
    [...world.all('vm')].filter(vm => vm.hostId === host.id && vm.state === 'running').length
  const before = running()
  const faultId = laboratory.strike({ kind: 'all-paths-down', targetId: host.id })
  expect([accessOf(world, host, volume).route, running()]).toEqual(['none', 0])
  expect(latencyMsOf(world, host, volume)).toBeUndefined()
  const stalled = [...world.all('vm')].find(vm => vm.hostId === host.id)!
  expect(stalled.failure?.text).toContain('has no path to clariion-01')
  endFault(laboratory.simulation, faultId)
  expect(running()).toBe(before)
})

test('storage: one of two paths lost: everything goes on directly', () => {
  const laboratory = new Laboratory('poc-lab', 1)
  const { world } = laboratory
  const host = [...world.all('host')][0]!
  const volume = [...world.all('volume')][0]!
  laboratory.strike({ kind: 'path-loss', targetId: host.id, part: 'clariion-01 SPA-0' })
  expect(accessOf(world, host, volume)).toEqual({ route: 'direct', pathsUp: 1, paths: 2 })
})

test('storage: a failed disk: RAID 5 answers slower, and does not survive a second one', () => {
  const laboratory = new Laboratory('poc-lab', 1)
  const { world } = laboratory
  const pool = [...world.all('pool')][0]!
  const volume = [...world.all('volume')][0]!
  laboratory.advance(60)
  const healthyMs = world.volumes.data.latencyMs[volume.slot]!
  const faultId = laboratory.strike({ kind: 'disk-failure', targetId: pool.id, amount: 1 })
  laboratory.advance(1)
  expect(world.volumes.data.latencyMs[volume.slot]!).toBeGreaterThan(healthyMs * 1.3)
  endFault(laboratory.simulation, faultId)
  laboratory.strike({ kind: 'disk-failure', targetId: pool.id, amount: 2 })
  expect([...world.all('vm')].filter(vm => vm.state === 'running')).toHaveLength(0)
})

test('storage: a limit for a host on a volume: its VMs ask for no more together', () => {
  const laboratory = new Laboratory('poc-lab', 1)
  const { world } = laboratory
  const host = [...world.all('host')][0]!
  const volume = [...world.all('volume')][0]!
  world.apply(put('volume', { ...volume, hostIopsLimits: { [host.id]: 10 } }))
  laboratory.advance(60)
  const asked = [...world.all('vm')]
    .filter(vm => vm.hostId === host.id)
    .reduce((sum, vm) => sum + iopsOf(world, vm.slot), 0)
  expect(asked).toBeCloseTo(10, 6)
  world.apply(put('volume', { ...world.get('volume', volume.id), hostIopsLimits: {} }))
  laboratory.advance(1)
  expect(iopsOf(world, 0)).toBeGreaterThan(10 / 44)
})

test('storage: the RAID levels: back-end operations of a write are those of the reference', () => {
  const laboratory = new Laboratory('poc-lab', 1)
  const { world } = laboratory
  const pool = [...world.all('pool')][0]!
  const volume = [...world.all('volume')][0]!
  const array = [...world.all('array')][0]!
  world.apply(put('array', { ...array, coalescedShare: 0 }))
  const perWrite = (['raid-10', 'raid-5', 'raid-6'] as const).map(raid => {
    world.apply(put('pool', { ...pool, raid }))
    world.volumes.data.reads[volume.slot] = 0
    world.volumes.data.writes[volume.slot] = 1
    serveStorage(world, new Map(), new Map())
    return world.pools.data.iops[pool.slot]
  })
  expect(perWrite).toEqual([2, 4, 6])
})

test('storage: a boot storm: it shrinks with spindles and grows with VMs', () => {
  const responses = [2, 3, 5, 8, 12, 20].map(disks => {
    const { world } = new Laboratory('poc-lab', 1)
    world.apply(put('pool', { ...[...world.all('pool')][0]!, disks }))
    return [20, 80, 260].map(clients => {
      const demand = { volumeSlot: 0, clients, thinkMs: clients * 2.8, writeShare: clients * 0.16 }
      return serveStorage(world, new Map([[0, demand]]), new Map()).get(0)!.responseMs
    })
  })
  for (const [fewer, more] of responses.slice(1).map((row, at) => [responses[at]!, row] as const)) {
    more.forEach((ms, at) => expect(ms).toBeLessThan(fewer[at]!))
  }
  for (const row of responses) expect(row).toEqual([...row].sort((a, b) => a - b))
  // With all of them waiting, five spindles answer in clients x demand / spindles (physics 2.4).
  expect(responses[2]![2]! / ((260 * 0.276 * 5.6) / 5)).toBeCloseTo(1, 1)
})

test('storage: the volume grows while 260 VMs run and boot: latency changes by at most 5 %', () => {
  const { lines, summary } = outcome('expand-under-load')
  expect(lines).toHaveLength(4)
  expect(summary['largestChangePercent'] as number).toBeLessThan(5)
  expect(summary['largestChangePercent'] as number).toBeGreaterThan(0)
})
