import { expect, test } from 'vitest'
import { scenarios } from '../../core/scenarios/index.ts'

const run = (name: string, seed = 1) => {
  const scenario = scenarios.find(one => one.name === name)!
  return scenario.run({ seed, runs: scenario.runsDefault })
}

test.each([
  ['live-migration-10', 9],
  ['quick-migration-10', 7],
])('%s: the mean of ten is the laboratory’s %i s within 5 %%', (name, expectedS) => {
  const { summary, lines } = run(name)
  expect(lines).toHaveLength(10)
  expect(Math.abs((summary['meanS'] as number) / expectedS - 1)).toBeLessThanOrEqual(0.05)
  for (const line of lines) {
    const [took, forecast] = [line['durationS'] as number, line['forecastS'] as number]
    expect(Math.abs(took / forecast - 1)).toBeLessThan(0.02)
  }
})

test('migrations: live is down for a fraction of a second, quick for nearly half of the time', () => {
  expect(run('live-migration-10').summary['meanDowntimeS']).toBeLessThan(1)
  const { meanDowntimeS, meanS } = run('quick-migration-10').summary
  expect((meanDowntimeS as number) / (meanS as number)).toBeGreaterThan(0.4)
})

test('boot storm: 260 at once: never faster than the disks allow', () => {
  const { totalS, boundS } = run('boot-storm-260').summary
  expect(totalS as number).toBeGreaterThanOrEqual(boundS as number)
  expect((totalS as number) / (boundS as number)).toBeLessThan(2)
})

test('partition schedule: each partition gets its limit, a fifth stays with the hypervisor', () => {
  const { lines, summary } = run('partition-schedule')
  const granted = lines.map(line => [line['mundanePercent'], line['computePercent']])
  expect(granted).toEqual([
    [20, 60],
    [60, 20],
    [20, 60],
  ])
  expect(lines.map(line => line['hostPercent'])).toEqual([80, 80, 80])
  // 8 processors: 60 % of 14 hours and 20 % of 10 hours.
  expect(summary['computeProcessorHours']).toBeCloseTo(8 * (0.6 * 14 + 0.2 * 10), 6)
})
