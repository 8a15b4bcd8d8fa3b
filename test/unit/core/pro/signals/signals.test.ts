import { describe, expect, test } from 'vitest'
import { objectsOf, signals, signalsFor, slotCount } from '../../../../../core/pro/signals/index.ts'
import { Laboratory } from '../../../../../core/scenarios/laboratory.ts'
import type { World } from '../../../../../core/world/index.ts'
import { put, remove } from '../../../../../core/world/index.ts'
import { proTargets } from '../../../../../shared/domain/index.ts'

/** Samples of every signal of a world, by kind of object and name. */
function sampled(world: World): Record<string, number[]> {
  return Object.fromEntries(
    signals.map(({ target, name, fill }) => {
      const column = new Float64Array(slotCount(world, target))
      fill(world, column)
      return [`${target}.${name}`, [...column]]
    }),
  )
}

/** The same world to somebody who remembers nothing of it. */
function unknown(world: World): World {
  return new Proxy(world, {})
}

test('signals: names are unique for each kind of object and can be written in a condition', () => {
  for (const target of proTargets) {
    const names = signals.filter(one => one.target === target).map(one => one.name)
    expect(new Set(names).size).toBe(names.length)
    for (const name of names) expect(name).toMatch(/^[a-z][A-Za-z0-9]{0,39}$/)
    expect([...signalsFor(target).keys()]).toEqual(names)
  }
})

test.each(['poc-lab', 'state-agency', 'state-agency-san'] as const)(
  'signals: in %s every one is a number for every object',
  kind => {
    const { world } = (() => {
      const laboratory = new Laboratory(kind, 1)
      laboratory.advance(120)
      return laboratory
    })()
    for (const [name, column] of Object.entries(sampled(world))) {
      const target = name.slice(0, name.indexOf('.')) as (typeof proTargets)[number]
      const rows = objectsOf(world, target)
      column.forEach((value, slot) => {
        if (rows[slot]) expect(Number.isFinite(value), `${name} of ${rows[slot].name}`).toBe(true)
      })
    }
  },
)

describe('signals: what is remembered is what would be found', () => {
  const laboratory = new Laboratory('state-agency-san', 1)
  const { world } = laboratory
  laboratory.advance(60)
  const [vm, other] = [...world.all('vm')]
  const node = [...world.all('host')].find(host => host.clusterId !== undefined)!
  const csv = [...world.all('volume')].find(one => one.fileSystem === 'csv')!
  const cluster = [...world.all('cluster')][0]!
  const pool = [...world.all('pool')][0]!

  test.each<[string, () => void]>([
    ['nothing', () => undefined],
    ['time', () => laboratory.advance(300)],
    [
      'a VM',
      () => {
        const changes = {
          tags: ['test'],
          networkAdapters: [],
          guest: { clusterRole: 'SQL' },
        } as const
        world.apply(put('vm', { ...world.get('vm', vm!.id), ...changes }))
      },
    ],
    [
      'a VM in the recycle bin',
      () => {
        const row = world.get('vm', other!.id)
        world.apply(put('vm', { ...row, state: 'stopped', recycled: { atMs: world.nowMs } }))
      },
    ],
    [
      'a host',
      () => {
        const row = world.get('host', node.id)
        const properties = { 'Windows edition': 'Standard' }
        world.apply(put('host', { ...row, servicePack: 1, customProperties: properties }))
      },
    ],
    [
      'an adapter',
      () => {
        const row = world.get('host', node.id)
        const adapters = row.adapters!.map(one => ({ ...one, chimney: false, vmQueue: false }))
        world.apply(put('host', { ...row, adapters }))
      },
    ],
    ['a lost path', () => laboratory.strike({ kind: 'all-paths-down', targetId: node.id })],
    [
      'a failed disk',
      () => laboratory.strike({ kind: 'disk-failure', targetId: pool.id, amount: 1 }),
    ],
    ['a full volume', () => laboratory.strike({ kind: 'volume-full', targetId: csv.id })],
    [
      'lost heartbeats',
      () =>
        laboratory.strike({
          kind: 'heartbeat-loss',
          targetId: cluster.id,
          part: 'Cluster Network 2',
        }),
    ],
    ['a hung guest', () => laboratory.strike({ kind: 'guest-hang', targetId: vm!.id })],
    [
      'a network that is down',
      () =>
        laboratory.strike({
          kind: 'cluster-network-down',
          targetId: cluster.id,
          part: 'Cluster Network 2',
        }),
    ],
    [
      'a crashed node',
      () => {
        laboratory.strike({ kind: 'host-crash', targetId: node.id })
        laboratory.advance(30)
      },
    ],
    [
      'a larger LUN',
      () => {
        const lun = world.get('lun', csv.lunIds[0]!)
        world.apply(put('lun', { ...lun, isThin: true }))
      },
    ],
    [
      'a VM less',
      () => {
        const row = world.get('vm', vm!.id)
        world.apply(remove('vm', row.id))
        world.vms.release(row.slot)
      },
    ],
  ])('signals: after %s', (_, change) => {
    sampled(world)
    change()
    expect(sampled(world)).toEqual(sampled(unknown(world)))
  })

  test('signals: a VM in the recycle bin has only its days there', () => {
    const row = world.get('vm', other!.id)
    const all = sampled(world)
    expect(all['vm.growingDisks']![row.slot]).toBeNaN()
    expect(all['vm.recycledDays']![row.slot]).toBeGreaterThan(0)
  })
})
