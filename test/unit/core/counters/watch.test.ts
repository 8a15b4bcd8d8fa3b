import { expect, test } from 'vitest'
import { createAccess } from '../../../../core/access/index.ts'
import { operations } from '../../../../core/api/operations.ts'
import { bind } from '../../../../core/counters/index.ts'
import type { CounterFrame } from '../../../../shared/contract/index.ts'
import type { LabClient } from '../../../kit/lab.ts'
import { Lab } from '../../../kit/lab.ts'
import { strike } from '../../../kit/network-rows.ts'
import { agency } from '../api/agency.ts'

const hostLoad = '\\\\hv-01\\Hyper-V Hypervisor Logical Processor(_Total)\\% Total Run Time'

type Frames = AsyncGenerator<CounterFrame, unknown>

/** The stream of a client, with beats when they are wanted. */
async function watching(lab: Lab, client: LabClient, paths: string[], spanS = 60) {
  const { core } = lab
  const open = operations.get('counter.watch')!.handle as (...asked: unknown[]) => unknown
  const base = core.dispatcher.contextOf(client.connection)
  const context = { ...base, pulse: core.pulse, signal: undefined, still: () => undefined }
  const stream = open(context, { paths, spanS }) as Frames
  const next = async (seconds: number): Promise<CounterFrame> => {
    lab.run(seconds)
    const asked = stream.next()
    for (let beat = 0; beat < 5; beat++) {
      core.pulse.beat()
      await new Promise(setImmediate)
    }
    return (await asked).value as CounterFrame
  }
  const first = (await stream.next()).value as CounterFrame
  const stop = async () => {
    const stopped = stream.return(undefined)
    core.pulse.beat()
    await stopped
  }
  return { first, next, stop }
}

test('counter watch: seconds that pass between two looks: none of them is lost', async () => {
  const { lab, admin } = await Lab.with('poc-lab')
  lab.run(30)
  const watch = await watching(lab, admin, [hostLoad])
  expect(watch.first).toMatchObject({ count: 1, everyMs: 1000, missing: [''] })
  const frame = await watch.next(20)
  const values: number[] = []
  const other = await Lab.with('poc-lab')
  other.lab.run(30)
  for (let second = 0; second < 20; second++) {
    other.lab.run(1)
    const { samples } = await other.admin.counter.read({ paths: [hostLoad] })
    values.push(samples[0]!.value!)
  }
  expect([...frame.average.slice(-20)]).toEqual(values.map(Math.fround))
  expect(frame.firstMs + (frame.count - 1) * 1000).toBe(lab.core.nowMs)
  await watch.stop()
})

test('counter watch: a span of an hour: buckets of four seconds with mean, least and most', async () => {
  const { lab, admin } = await Lab.with('poc-lab')
  lab.run(29)
  const path = '\\\\hv-01\\Hyper-V Hypervisor Logical Processor(_Total)\\% Guest Run Time'
  const fine = await watching(lab, admin, [path])
  const coarse = await watching(lab, admin, [path], 3600)
  const [seconds, buckets] = [await fine.next(40), await coarse.next(0)]
  expect(buckets.everyMs).toBe(4000)
  const at = 3
  const from = (buckets.firstMs + at * 4000 - seconds.firstMs) / 1000
  const inside = [...seconds.average.slice(from, from + 4)]
  expect(inside).toHaveLength(4)
  expect(buckets.average[at]).toBeCloseTo(inside.reduce((sum, one) => sum + one) / 4, 4)
  expect(buckets.minimum[at]).toBe(Math.min(...inside))
  expect(buckets.maximum[at]).toBe(Math.max(...inside))
  await fine.stop()
  await coarse.stop()
})

test('counter watch: what is not there, and what is not seen: the same words', async () => {
  const { lab, admin, as } = await agency()
  const rae = await as('rae')
  const seen = (await rae.counter.sets({})).computers
  const hidden = (await admin.counter.sets({})).computers.find(one => !seen.includes(one))!
  const object = 'Hyper-V Hypervisor\\Partitions'
  const paths = [`\\\\${hidden}\\${object}`, `\\\\no-such-host\\${object}`]
  const watch = await watching(lab, rae, paths)
  expect(watch.first.missing).toEqual(['computer', 'computer'])
  expect([...watch.first.average].every(Number.isNaN)).toBe(true)
  await watch.stop()
  const { counters } = await rae.counter.describe({ paths })
  expect(counters.map(({ missing }) => missing)).toEqual(['computer', 'computer'])
})

test('counter watch: nobody looks any more: nothing is read any more', async () => {
  const { lab, admin } = await Lab.with('poc-lab')
  const { afterSecond } = lab.core.simulation
  const before = afterSecond.size
  const watch = await watching(lab, admin, [hostLoad])
  expect(afterSecond.size).toBe(before + 1)
  await watch.stop()
  expect(afterSecond.size).toBe(before)
})

test('counter describe: a path: its unit, what it means and the object that it names', async () => {
  const { lab, admin } = await Lab.with('poc-lab')
  const world = lab.core.simulation.world
  const volume = [...world.all('volume')][0]!
  const { paths } = await admin.counter.expand({
    paths: [`\\\\hv-01\\LogicalDisk(${volume.name})\\Avg. Disk sec/Read`, hostLoad],
  })
  const { counters } = await admin.counter.describe({ paths })
  expect(counters[0]).toMatchObject({ unit: 's', scale: 3, objectId: volume.id, kind: 'average' })
  expect(counters[1]).toMatchObject({ unit: '%', threshold: { warning: 75, critical: 90 } })
  expect(counters[1]).not.toHaveProperty('objectId')
  expect(counters[1]!.hostId).toBe([...world.all('host')][0]!.id)
})

test('counters: an adapter of a team is pulled while both are watched: the other carries all', async () => {
  const { lab } = await Lab.with('poc-lab')
  const { world } = lab.core.simulation
  lab.run(30)
  const access = createAccess(world)
  const sight = access.scope(access.principalOf('user-1')!, 'counter.read')
  const adapters = ['Public 1', 'Public 2'].map(instance => {
    const [object, counter] = ['Network Interface', 'Bytes Total/sec']
    return bind(world, { computer: 'hv-01', object, instance, counter }, sight)
  })
  const carried = () => adapters.map(adapter => adapter.read() > 0)
  expect(carried()).toEqual([true, false])
  const plug = strike(world, 'adapter-down', 'host-1', 'Public 1')
  expect(carried()).toEqual([false, true])
  plug()
  expect(carried()).toEqual([true, false])
  strike(world, 'adapter-flap', 'host-1', 'Public 1', 5)
  lab.run(4)
  expect(carried()).toEqual([false, true])
  lab.run(4)
  expect(carried()).toEqual([true, false])
})
