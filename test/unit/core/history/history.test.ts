import fc from 'fast-check'
import { expect, test } from 'vitest'
import { quantised, quantisingError, unquantised } from '../../../../core/history/quantise.ts'
import { readSeries, readSeriesOf, subjectOf } from '../../../../core/history/index.ts'
import { iopsOf } from '../../../../core/world/index.ts'
import { Lab, refusalOf } from '../../../kit/lab.ts'
import { agency } from '../api/agency.ts'

const anHour = 3600

type Read = Awaited<ReturnType<Awaited<ReturnType<typeof Lab.with>>['admin']['history']['read']>>

/** A figure that was kept is off by no more than a part of it. */
function expectKept(kept: number, value: number): void {
  expect(Math.abs(kept - value)).toBeLessThanOrEqual(value * (quantisingError + 1e-6) + 1e-30)
}

function only(answer: Read) {
  const [one] = answer.series
  return { average: [...one!.average], maximum: [...one!.maximum], everyMs: answer.everyMs }
}

test('history: any figure of 0 or more: kept within a five-hundredth, and in order', () => {
  const figure = fc.double({ min: 0, max: 1e12, noNaN: true })
  fc.assert(
    fc.property(figure, figure, (a, b) => {
      const [less, more] = [Math.min(a, b), Math.max(a, b)]
      if (less > 1e-30) expectKept(unquantised(quantised(less)), less)
      expect(quantised(less)).toBeLessThanOrEqual(quantised(more))
    }),
  )
})

test('history: what is no figure: none, and what is below 0 is 0', () => {
  for (const value of [NaN, Infinity]) expect(unquantised(quantised(value))).toBeNaN()
  for (const value of [-Infinity, -1, -0, 0]) expect(unquantised(quantised(value))).toBe(0)
})

test('history: five minutes of a VM and a host: mean and most of its looks, as by hand', async () => {
  const { lab, admin } = await Lab.with('poc-lab')
  const { world } = lab.core.simulation
  const vm = [...world.all('vm')].find(one => one.state === 'running')!
  const host = world.get('host', vm.hostId)
  const fromMs = lab.core.nowMs
  const looks: number[][] = []
  for (let second = 1; second <= 300; second++) {
    lab.run(1)
    if (lab.core.nowMs % 30000 !== 0) continue
    const { grantedPercent } = world.vms.data
    const { watts, iops } = world.hosts.data
    looks.push([
      grantedPercent[vm.slot]!,
      iopsOf(world, vm.slot),
      watts[host.slot]!,
      iops[host.slot]!,
    ])
  }
  expect(looks.length).toBe(10)
  const asked = [
    [vm.id, 'cpu'],
    [vm.id, 'iops'],
    [host.id, 'watts'],
    [host.id, 'iops'],
  ] as const
  const series = asked.map(([objectId, figure]) => ({ objectId, figure }))
  const answer = await admin.history.read({ series, fromMs, toMs: lab.core.nowMs })
  expect(answer.everyMs).toBe(300_000)
  answer.series.forEach(({ average, maximum }, at) => {
    const values = looks.map(look => look[at]!)
    expect(average.length).toBe(1)
    expectKept(average[0]!, values.reduce((sum, value) => sum + value, 0) / values.length)
    expectKept(maximum[0]!, Math.max(...values))
  })
})

test('history: a VM that is off: no figure, and those of when it ran stay', async () => {
  const { lab, admin } = await Lab.with('poc-lab')
  const vm = [...lab.core.simulation.world.all('vm')].find(one => one.state === 'running')!
  const fromMs = lab.core.nowMs
  lab.run(600)
  await admin.vm.turnOff({ vmIds: [vm.id] })
  lab.settle()
  lab.run(900)
  const series = [{ objectId: vm.id, figure: 'cpu' as const }]
  const { average } = only(await admin.history.read({ series, fromMs, toMs: lab.core.nowMs }))
  expect(average[0]).toBeGreaterThan(0)
  expect(average.at(-1)).toBeNaN()
})

test('history: a slot that another VM takes: the new one has nothing of the old', async () => {
  const { lab, admin } = await Lab.with('poc-lab')
  const { world } = lab.core.simulation
  const vm = [...world.all('vm')].find(one => one.state === 'running')!
  const fromMs = lab.core.nowMs
  lab.run(2 * anHour)
  const track = lab.core.history.track('vm')
  track.hold(vm.slot, 4_000_000)
  const series = [{ objectId: vm.id, figure: 'cpu' as const }]
  const read = async () => only(await admin.history.read({ series, fromMs, toMs: lab.core.nowMs }))
  const before = await read()
  expect(before.average.slice(0, 24).every(Number.isFinite)).toBe(true)
  const other = { ...vm, id: 'vm-4000000' as const, name: 'other' }
  world.apply({ table: 'vm', row: other })
  series[0]!.objectId = other.id
  expect((await read()).average.every(Number.isNaN)).toBe(true)
})

test('history: a restart: the open hour goes on with what was saved', async () => {
  const { lab, admin } = await Lab.with('poc-lab')
  const host = [...lab.core.simulation.world.all('host')][0]!
  const fromMs = lab.core.nowMs
  const ask = { series: [{ objectId: host.id, figure: 'cpu' as const }], fromMs, points: 1000 }
  lab.run(7 * anHour + 1500)
  lab.core.save(0)
  const after = lab.afterKill()
  const again = await after.signIn('admin', 'correct horse battery')
  lab.run(anHour)
  after.run(anHour)
  const toMs = lab.core.nowMs
  const one = only(await admin.history.read({ ...ask, toMs }))
  expect(only(await again.history.read({ ...ask, toMs }))).toEqual(one)
  expect(one.average.length).toBe(101)
  expect(one.average.every(Number.isFinite)).toBe(true)
})

test('history: a journal that is carried out again: the same figures', async () => {
  const { lab, admin } = await Lab.with('poc-lab')
  const fromMs = lab.core.nowMs
  lab.run(1200)
  lab.core.save(0)
  lab.run(4000)
  lab.core.markClock()
  const after = lab.afterKill()
  const again = await after.signIn('admin', 'correct horse battery')
  expect(after.core.nowMs).toBe(lab.core.nowMs)
  const series = [...lab.core.simulation.world.all('volume')].map(one => ({
    ...{ objectId: one.id, figure: 'latency' as const },
  }))
  const ask = { series, fromMs, toMs: lab.core.nowMs }
  const [one, two] = [await admin.history.read(ask), await again.history.read(ask)]
  expect(two.series).toEqual(one.series)
})

test('history: a day and more ago: samples of an hour, and the hour is that of its samples', async () => {
  const { lab, admin } = await Lab.with('poc-lab')
  await admin.history.setAges({ dayHours: 2, monthDays: 1 })
  const host = [...lab.core.simulation.world.all('host')][0]!
  const fromMs = lab.core.nowMs
  const series = [{ objectId: host.id, figure: 'cpu' as const }]
  lab.run(anHour)
  const ask = { series, fromMs, toMs: fromMs + anHour * 1000 }
  const fine = only(await admin.history.read(ask))
  expect(fine.everyMs).toBe(300_000)
  lab.run(6 * anHour)
  const coarse = only(await admin.history.read(ask))
  expect(coarse).toMatchObject({ everyMs: anHour * 1000 })
  expect(coarse.average.length).toBe(1)
  const mean = fine.average.reduce((sum, value) => sum + value, 0) / fine.average.length
  expectKept(coarse.average[0]!, mean)
  expect(coarse.maximum[0]).toBe(Math.max(...fine.maximum))
  const kept = lab.store.readHistory('fine', 'host', 0, 0, lab.core.nowMs)
  expect(kept.map(one => one.startMs)).toEqual([4, 5, 6].map(at => fromMs + at * anHour * 1000))
})

test('history: ages beyond what 1 GB holds at 25,000 VMs: refused, and the text says why', async () => {
  const { admin } = await Lab.with('poc-lab')
  const longest = { dayHours: 48, monthDays: 40 }
  await admin.history.setAges(longest)
  for (const ages of [
    { ...longest, dayHours: 49 },
    { ...longest, monthDays: 41 },
  ]) {
    await expect(admin.history.setAges(ages)).rejects.toThrow('1 GB')
  }
  expect(await admin.history.ages({})).toEqual(longest)
})

test('history: fewer points than samples: means of means, and no maximum is lost', async () => {
  const { lab, admin } = await Lab.with('poc-lab')
  const host = [...lab.core.simulation.world.all('host')][0]!
  const ask = {
    ...{ series: [{ objectId: host.id, figure: 'iops' as const }], fromMs: lab.core.nowMs },
    toMs: lab.core.nowMs + 2 * anHour * 1000,
  }
  lab.run(2 * anHour)
  const all = only(await admin.history.read(ask))
  const few = only(await admin.history.read({ ...ask, points: 5 }))
  expect(few.average.length).toBe(5)
  expect(few.everyMs).toBe(1_500_000)
  expect(few.maximum[0]).toBe(Math.max(...all.maximum.slice(0, 5)))
  expect(Math.max(...few.maximum)).toBe(Math.max(...all.maximum))
})

test('history: a virtual network: what its VMs send, and of one that is not there nothing', async () => {
  const { lab, admin } = await Lab.with('poc-lab')
  const { world } = lab.core.simulation
  const vm = [...world.all('vm')].find(one => one.state === 'running')!
  const network = vm.networkAdapters[0]!.network!
  const [fromMs, figure] = [lab.core.nowMs, 'network' as const]
  lab.run(300)
  const toMs = lab.core.nowMs
  const mates = [...world.index.vmsByHost.of(vm.hostId)]
    .map(id => world.get('vm', id))
    .filter(one => one.networkAdapters[0]?.network === network)
  const read = async (series: { objectId: string; network?: string }[]) =>
    admin.history.read({ series: series.map(one => ({ ...one, figure })) as never, fromMs, toMs })
  const [whole] = (await read([{ objectId: vm.hostId, network }])).series
  const parts = (await read(mates.map(({ id }) => ({ objectId: id })))).series
  const sum = parts.reduce((total, { average }) => total + (average[0] || 0), 0)
  expect(whole!.average[0]! / sum).toBeCloseTo(1, 2)
  const lost = await refusalOf(read([{ objectId: vm.hostId, network: 'none such' }]))
  expect(lost.code).toBe('not-found')
})

test('history: a disk that refuses: the fabric goes on, and what was full is there later', async () => {
  const { lab, admin } = await Lab.with('poc-lab')
  const host = [...lab.core.simulation.world.all('host')][0]!
  const fromMs = lab.core.nowMs
  lab.store.failure = 'the disk is full'
  lab.run(2 * anHour)
  expect(lab.core.saveFailure).toBe('the disk is full')
  const ask = { series: [{ objectId: host.id, figure: 'cpu' as const }], fromMs }
  const before = only(await admin.history.read({ ...ask, toMs: lab.core.nowMs }))
  expect(before.average.every(Number.isFinite)).toBe(true)
  lab.store.failure = undefined
  lab.core.save(0)
  expect(only(await admin.history.read({ ...ask, toMs: lab.core.nowMs }))).toEqual(before)
  expect(lab.store.readHistory('fine', 'host', 0, 0, lab.core.nowMs).length).toBe(2)
})

test('history: what is not there, and what is not seen: the same words, and only ages of all', async () => {
  const { lab, world, admin, as } = await agency()
  const fromMs = lab.core.nowMs
  lab.run(300)
  const rae = await as('rae')
  const seen = new Set((await rae.host.list({})).rows.map(one => one.id))
  const hidden = [...world.all('host')].find(one => !seen.has(one.id))!
  const [mine] = [...world.all('host')].filter(one => seen.has(one.id))
  const ask = (...ids: string[]) => ({
    series: ids.map(objectId => ({ objectId, figure: 'cpu' })) as never,
    ...{ fromMs, toMs: lab.core.nowMs },
  })
  const refused = await refusalOf(rae.history.read(ask(hidden.id)))
  const missing = await refusalOf(rae.history.read(ask('host-999')))
  const words = (refusal: typeof refused, id: string) =>
    JSON.stringify(refusal.data).replaceAll(id, 'ID')
  expect(refused.code).toBe(missing.code)
  expect(words(refused, hidden.id)).toBe(words(missing, 'host-999'))
  const { series } = await rae.history.read(ask(hidden.id, mine!.id, 'host-999'))
  expect(series.map(one => one.objectId)).toEqual([mine!.id])
  const ages = { dayHours: 12, monthDays: 7 }
  expect((await refusalOf(rae.history.setAges(ages))).code).toBe('access.denied')
  expect((await refusalOf((await as('kim')).history.setAges(ages))).code).toBe('access.denied')
  expect((await refusalOf((await as('sue')).history.read(ask(mine!.id)))).code).toBe(
    'access.denied',
  )
  await admin.history.setAges(ages)
  expect(await rae.history.ages({})).toEqual(ages)
})

test('history: many VMs at once, of several blocks and with one that is gone: as each alone', async () => {
  const { lab } = await Lab.with('poc-lab')
  const { history, nowMs: beganMs, simulation } = lab.core
  lab.run(2 * anHour)
  const all = [...simulation.world.all('vm')]
  const subjects = [all[0]!, all.at(-1)!, all[7]!].map(vm => subjectOf(simulation.world, vm.id)!)
  expect(new Set(subjects.map(({ slot }) => Math.floor(slot / 256))).size).toBe(2)
  subjects.push({ ...subjects[0]!, number: 999_999 })
  const range = ['cpu', beganMs, lab.core.nowMs] as const
  const alone = subjects.map(one => readSeries(history, one, ...range))
  expect(readSeriesOf(history, subjects, ...range)).toEqual(alone)
  expect(alone[0]!.average.some(value => value > 0)).toBe(true)
  expect(alone[3]!.average.every(Number.isNaN)).toBe(true)
})

test('history: guests that boot: the queue of their volume holds them, as on the screen', async () => {
  const { lab, admin } = await Lab.with('poc-lab')
  const { world } = lab.core.simulation
  const vmIds = [...world.all('vm')].map(vm => vm.id)
  await admin.vm.turnOff({ vmIds })
  lab.settle()
  const fromMs = lab.core.nowMs
  await admin.vm.start({ vmIds })
  lab.run(300)
  const [volume] = [...world.all('volume')]
  const shown = (await admin.storage.volume({ volumeId: volume!.id })).queue
  expect(shown).toBeGreaterThan(100)
  lab.run(300)
  const series = [{ objectId: volume!.id, figure: 'queue' as const }]
  const { maximum } = only(await admin.history.read({ series, fromMs, toMs: lab.core.nowMs }))
  expect(maximum.some(value => value > 100)).toBe(true)
})
