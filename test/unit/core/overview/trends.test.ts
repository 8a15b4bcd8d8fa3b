import { expect, it } from 'vitest'
import { fillTrendOf, trendSamplesMin, weightedMean } from '../../../../core/overview/index.ts'
import { Lab } from '../../../kit/lab.ts'
import { agency } from '../api/agency.ts'

const anHourMs = 3_600_000

function seriesOf(values: number[]) {
  const average = Float32Array.from(values)
  return { fromMs: 0, everyMs: anHourMs, average, maximum: average }
}

it('trend: 40 % and one more an hour: full in 60 hours less what has passed, to the hour', () => {
  const { line } = fillTrendOf(seriesOf(Array.from({ length: 21 }, (_, hour) => 40 + hour)))
  expect(line!.perDay).toBeCloseTo(24, 4)
  expect(line!.now).toBeCloseTo(60, 4)
  expect(line!.full!.days).toBeCloseTo(40 / 24, 4)
})

it('trend: up and down around one level: not filling, and the interval holds 0', () => {
  const { line } = fillTrendOf(seriesOf(Array.from({ length: 24 }, (_, at) => 50 + (at % 2))))
  expect(line!.full).toBeUndefined()
  expect(line!.low).toBeLessThan(0)
  expect(line!.high).toBeGreaterThan(0)
})

it('trend: neighbours that deviate alike: the interval is wider than of any order', () => {
  const width = (values: number[]) => {
    const { low, high } = fillTrendOf(seriesOf(values)).line!
    return high - low
  }
  const alternating = Array.from({ length: 40 }, (_, at) => at + (at % 2))
  const inRuns = Array.from({ length: 40 }, (_, at) => at + (Math.floor(at / 10) % 2))
  expect(width(inRuns)).toBeGreaterThan(2 * width(alternating))
})

it('trend: less than an hour of samples: no line, and how many there are', () => {
  const few = fillTrendOf(seriesOf([1, NaN, 2, 3]))
  expect(few.line).toBeUndefined()
  expect(few.samples).toBe(3)
})

it('trend: two hosts of unlike size: the mean by size, from where both are known', () => {
  const parts = [
    { series: seriesOf([90, 10, 20]), weight: 3 },
    { series: seriesOf([50, 60]), weight: 1 },
  ]
  expect([...weightedMean(parts).average]).toEqual([20, 30])
})

it('trends: the lab after two hours: memory by group and its volume, each with a line', async () => {
  const { lab, admin } = await Lab.with('poc-lab')
  expect((await admin.overview.trends({})).rows.every(row => !row.line)).toBe(true)
  lab.run(2 * 3600)
  const { rows } = await admin.overview.trends({})
  expect(rows.map(row => row.resource)).toEqual(['memory', 'storage'])
  for (const { line, samples, history } of rows) {
    expect(samples).toBeGreaterThanOrEqual(trendSamplesMin)
    expect(history).toHaveLength(samples)
    expect(line!.low).toBeLessThanOrEqual(line!.perDay)
    expect(line!.now).toBeGreaterThan(0)
  }
  const iops = await admin.overview.top({ figure: 'iops', limit: 3 })
  expect(iops.rows.every(row => row.history.length > 0)).toBe(true)
})

it('trends: a delegate of one host group: no volume or group of another', async () => {
  const { as, admin } = await agency()
  const kim = await as('kim')
  const all = new Set((await admin.overview.trends({})).rows.map(row => row.id))
  const mine = (await kim.overview.trends({})).rows.map(row => row.id)
  expect(mine.length).toBeLessThan(all.size)
  const groups = mine.filter(id => id.startsWith('hostgroup'))
  expect(groups).toEqual(['hostgroup-2'])
})

it('trend: objects of one name: told apart by their array and by the group above, if that is seen', async () => {
  const { as, admin } = await agency()
  const kim = await as('kim')
  const { rows } = await admin.overview.trends({})
  expect(rows.find(row => row.id === 'hostgroup-2')!.within).toBe('All Hosts')
  const disks = rows.filter(row => row.name === 'D:').map(row => row.within)
  expect(disks).toContain('lb-hv-01 disks')
  expect(new Set(disks).size).toBe(disks.length)
  const mine = (await kim.overview.trends({})).rows
  expect(mine.find(row => row.id === 'hostgroup-2')!.within).toBeUndefined()
  expect(mine.map(row => row.within)).not.toContain('lb-hv-01 disks')
})
