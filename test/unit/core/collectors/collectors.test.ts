import { expect, test } from 'vitest'
import { put } from '../../../../core/world/index.ts'
import { Lab, refusalOf } from '../../../kit/lab.ts'
import { MemoryLogs } from '../../../kit/memory-logs.ts'
import { agency } from '../api/agency.ts'

const cpu = '\\\\hv-01\\Hyper-V Hypervisor Logical Processor(_Total)\\% Total Run Time'
const memory = '\\\\hv-01\\Memory\\Available MBytes'
const begunMs = 1767600030000

async function lab(logs?: MemoryLogs) {
  const made = await Lab.with('poc-lab', 1, logs)
  made.lab.run(30)
  return made
}

test('collector sets: ten simulated minutes: the log equals the counters read by hand', async () => {
  const { lab: one, admin } = await lab()
  const { id } = await admin.collector.create({
    ...{ name: 'Load', paths: [cpu, memory], intervalS: 1, durationS: 600, format: 'csv' },
  })
  const collectorId = id as 'collector-1'
  const started = await admin.collector.start({ collectorId })
  const logId = started.id as 'log-1'
  const byHand: number[] = []
  for (let second = 0; second < 620; second++) {
    one.run(1)
    const { samples } = await admin.counter.read({ paths: [cpu] })
    if (second < 600) byHand.push(samples[0]!.value!)
  }
  const set = await admin.collector.get({ collectorId })
  expect(set).toMatchObject({ state: 'stopped', runs: [{ records: 600, reason: 'duration' }] })
  const read = await admin.log.read({ logId, columns: [cpu, memory], points: 1000 })
  expect(read).toMatchObject({ count: 600, everyMs: 1000, records: 600 })
  expect([...read.average.slice(0, 600)]).toEqual(byHand.map(Math.fround))
  expect(read.fromMs).toBe(begunMs + 1000)
  expect(read.statistics[0]).toMatchObject({ count: 600, last: byHand.at(-1) })
  expect(read.statistics[0]!.maximum).toBe(Math.max(...byHand))
})

test('collector sets: fewer points than records: buckets of average, least and most', async () => {
  const { lab: one, admin } = await lab()
  const { id } = await admin.collector.create({ name: 'Load', paths: [cpu], intervalS: 1 })
  const collectorId = id as 'collector-1'
  const logId = (await admin.collector.start({ collectorId })).id as 'log-1'
  one.run(64)
  const fine = await admin.log.read({ logId, columns: [cpu] })
  const coarse = await admin.log.read({ logId, columns: [cpu], points: 20 })
  expect([fine.count, coarse.everyMs]).toEqual([64, 4000])
  const inside = [...fine.average.slice(4, 8)]
  expect(coarse.maximum[1]).toBe(Math.max(...inside))
  expect(coarse.minimum[1]).toBe(Math.min(...inside))
  expect(coarse.average[1]).toBeCloseTo(inside.reduce((sum, one) => sum + one) / 4, 4)
  const part = await admin.log.read({
    ...{ logId, columns: [cpu], fromMs: begunMs + 11_000, toMs: begunMs + 20_000 },
  })
  expect(part.records).toBe(10)
})

test('collector sets: a size: ends where its records are full, a circular one goes on', async () => {
  const { lab: one, admin } = await lab()
  const draft = { paths: [cpu], intervalS: 1, maxBytes: 4096, format: 'csv' as const }
  const ends = await admin.collector.create({ ...draft, name: 'Ends' })
  const turns = await admin.collector.create({ ...draft, name: 'Turns', isCircular: true })
  for (const { id } of [ends, turns]) {
    await admin.collector.start({ collectorId: id as 'collector-1' })
  }
  one.run(300)
  const { rows } = await admin.collector.list({})
  expect(rows[0]).toMatchObject({ state: 'stopped', runs: [{ reason: 'size' }] })
  expect(rows[1]).toMatchObject({ state: 'running' })
  expect(rows[0]!.runs[0]!.records).toBeGreaterThan(20)
  const logId = rows[1]!.runs[0]!.logId
  const { records, fromMs, toMs } = await admin.log.counters({ logId })
  expect(records).toBe(rows[1]!.runs[0]!.records)
  expect(toMs).toBe(one.core.nowMs)
  const [circular, ended] = (await admin.log.list({})).rows
  expect(circular).toMatchObject({ id: logId, firstMs: fromMs })
  expect(ended).not.toHaveProperty('firstMs')
})

test('collector sets: a schedule: starts by itself, again, and not after its end', async () => {
  const { lab: one, admin } = await lab()
  const firstMs = begunMs + 60_000
  const { id } = await admin.collector.create({
    ...{ name: 'Nightly', paths: [cpu], intervalS: 5, durationS: 30 },
    schedule: { firstMs, everyS: 120, untilMs: firstMs + 300_000 },
  })
  const collectorId = id as 'collector-1'
  expect((await admin.collector.get({ collectorId })).nextMs).toBe(firstMs)
  one.run(900)
  const { runs, nextMs } = await admin.collector.get({ collectorId })
  expect(runs.map(run => run.startedMs - firstMs)).toEqual([240_000, 120_000, 0])
  expect(runs.every(run => run.records === 6)).toBe(true)
  expect(nextMs).toBeUndefined()
})

test('collector sets: a kill in the middle of a run: no record twice and none lost', async () => {
  const logs = new MemoryLogs()
  const { lab: one, admin } = await lab(logs)
  const { id } = await admin.collector.create({ name: 'Load', paths: [cpu], intervalS: 1 })
  const logId = (await admin.collector.start({ collectorId: id as 'collector-1' })).id as 'log-1'
  one.run(20)
  one.core.save(0)
  one.run(20)
  one.core.markClock()
  const again = one.afterKill()
  again.run(20)
  const other = await again.signIn('admin', 'correct horse battery')
  const { records, fromMs, toMs } = await other.log.counters({ logId })
  expect([records, fromMs, toMs]).toEqual([60, begunMs + 1000, begunMs + 60_000])
})

test('collector sets: wildcards: each instance once, later ones in a compact log only', async () => {
  const { lab: one, admin } = await lab()
  const path = '\\\\hv-01\\Hyper-V Hypervisor Partition(desk-00*)\\Address Spaces'
  const make = async (name: string, format: 'bin' | 'csv') => {
    const set = await admin.collector.create({ name, paths: [path, path], intervalS: 1, format })
    const started = await admin.collector.start({ collectorId: set.id as 'collector-1' })
    return started.id as 'log-1'
  }
  await admin.vm.shutDown({ vmIds: ['vm-1'] })
  one.settle()
  const [bin, csv] = [await make('Compact', 'bin'), await make('Text', 'csv')]
  one.run(5)
  const before = (await admin.log.counters({ logId: bin })).total
  expect(before).toBeGreaterThan(0)
  await admin.vm.start({ vmIds: ['vm-1'] })
  one.settle()
  one.run(120)
  expect((await admin.log.counters({ logId: bin })).total).toBe(before + 1)
  expect((await admin.log.counters({ logId: csv })).total).toBe(before)
})

test('collector sets: what cannot be: is refused with its reason', async () => {
  const { admin } = await lab()
  const create = (more: object) =>
    admin.collector.create({ name: 'Load', paths: [cpu], ...more } as never)
  expect((await refusalOf(create({ paths: ['x'] }))).code).toBe('counter.bad-path')
  expect((await refusalOf(create({ isCircular: true }))).code).toBe('collector.endless')
  const past = { schedule: { firstMs: begunMs - 5 } }
  expect((await refusalOf(create(past))).code).toBe('collector.schedule-past')
  await create({ paths: ['\\\\nowhere\\Memory\\*'] })
  expect((await refusalOf(create({}))).code).toBe('name.taken')
  const collectorId = 'collector-1' as const
  expect((await refusalOf(admin.collector.start({ collectorId }))).code).toBe('collector.none')
  expect((await refusalOf(admin.collector.stop({ collectorId }))).code).toBe('collector.stopped')
  await admin.collector.edit({ collectorId, name: 'Load', paths: [cpu] })
  await admin.collector.start({ collectorId })
  expect((await refusalOf(admin.collector.start({ collectorId }))).code).toBe('collector.running')
  const logId = 'log-1' as const
  expect((await refusalOf(admin.log.delete({ logId }))).code).toBe('log.recording')
  const unknown = admin.log.read({ logId, columns: ['nothing'] })
  expect((await refusalOf(unknown)).code).toBe('log.columns-unknown')
  await admin.collector.delete({ collectorId })
  expect((await admin.log.list({})).rows).toEqual([])
})

test('collector sets: more logs than are kept: the oldest goes, with its records', async () => {
  const { lab: one, admin } = await lab()
  const draft = { name: 'Load', paths: [cpu], intervalS: 1, logsKept: 2, durationS: 5 }
  const { id } = await admin.collector.create(draft)
  const collectorId = id as 'collector-1'
  for (let run = 0; run < 4; run++) {
    await admin.collector.start({ collectorId })
    one.run(10)
  }
  const { runs } = await admin.collector.get({ collectorId })
  expect(runs.map(({ logId, records }) => [logId, records])).toEqual([
    ['log-4', 5],
    ['log-3', 5],
  ])
  expect(one.ports.logs.size('log-2')).toBeUndefined()
})

test('collector sets: the role of who owns a running set is taken away: it ends, and says why', async () => {
  const { admin, as, ids, lab: one } = await agency()
  const kim = await as('kim')
  const collectorId = (
    await kim.collector.create({ name: 'Load', paths: ['\\Memory\\Available MBytes'] })
  ).id as 'collector-1'
  await kim.collector.start({ collectorId })
  one.run(20)
  const { world } = one.core.simulation
  const role = world.get('role', ids.operators)
  world.apply(put('role', { ...role, description: 'the same people' }))
  expect(world.get('collector', collectorId).run).toBeDefined()
  await admin.role.delete({ roleId: ids.operators })
  const set = await admin.collector.get({ collectorId })
  expect(set).toMatchObject({ state: 'stopped', runs: [{ reason: 'owner-gone' }] })
})

test('collector sets: a schedule that ends before it begins: is refused', async () => {
  const { admin } = await lab()
  const firstMs = Date.UTC(2030, 0, 1)
  const schedule = { firstMs, everyS: 3600, untilMs: firstMs - 1 }
  const made = admin.collector.create({ name: 'Load', paths: [cpu], schedule })
  await expect(made).rejects.toThrow('before its first start')
})

test('collector sets: the user of a running set is deleted: it ends, and says why', async () => {
  const { lab: one, admin } = await lab()
  const password = 'correct horse battery'
  const userId = (await admin.user.create({ name: 'ada', displayName: '', password })).id
  const { simulation } = one.core
  const role = [...simulation.world.all('role')].find(row => row.profile === 'administrator')!
  simulation.world.apply(put('role', { ...role, userIds: [...role.userIds, userId as 'user-2'] }))
  const ada = await one.signIn('ada', password)
  const collectorId = (await ada.collector.create({ name: 'Load', paths: [cpu] }))
    .id as 'collector-1'
  await ada.collector.start({ collectorId })
  one.run(20)
  await admin.user.delete({ userId: userId as 'user-2' })
  one.run(60)
  const set = await admin.collector.get({ collectorId })
  expect(set).toMatchObject({ state: 'stopped', runs: [{ reason: 'owner-gone', records: 2 }] })
  expect((await refusalOf(admin.collector.start({ collectorId }))).code).toBe('collector.none')
})
