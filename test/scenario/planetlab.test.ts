import { describe, expect, test } from 'vitest'
import {
  recorded,
  runExperiment,
  traceDay,
  type ExperimentResult,
  type Placement,
  type Policy,
  type Recorded,
  type TraceDay,
} from '../../core/consolidation/index.ts'
import { fleetDay, realDay } from '../kit/trace-days.ts'

const days = new Map<string, TraceDay>()
for (const name of ['20110303', '20110306']) {
  const traces = await realDay(name)
  if (traces) days.set(name, traceDay(traces))
}

const nameOf = ({ day, policy, placement }: Recorded) => `${day}, ${policy}, ${placement}`

/** What was run already: several tests look at the same run. */
const known = new Map<string, ExperimentResult>()

function run(day: TraceDay, policy: Policy, placement: Placement = '3.0.3'): ExperimentResult {
  return runExperiment(day, { policy, selection: 'mmt', placement, seed: 1 })
}

function runReal(name: string, policy: Policy, placement: Placement = '3.0.3'): ExperimentResult {
  const key = `${name} ${policy} ${placement}`
  const result = known.get(key) ?? run(days.get(name)!, policy, placement)
  known.set(key, result)
  return result
}

/** What our own policy may need of what lr with mmt needs. */
function expectBetter(own: ExperimentResult, lr: ExperimentResult): void {
  expect(own.homeless).toBe(0)
  expect(own.esv / lr.esv).toBeLessThanOrEqual(0.15)
  expect(own.migrations / lr.migrations).toBeLessThanOrEqual(0.35)
  expect(own.energyKwh / lr.energyKwh).toBeLessThanOrEqual(0.7)
}

describe.skipIf(days.size === 0)('the published experiment on real traces', () => {
  const held = recorded.filter(row => row.selection === 'mmt')

  test.each(held.map((row): [string, Recorded] => [nameOf(row), row]))(
    '%s: the recorded energy, migrations and SLATAH, within the tolerances',
    (_, row) => {
      const result = runReal(row.day, row.policy, row.placement)
      expect(result.vms).toBe(row.vms)
      expect(Math.abs(result.energyKwh / row.energyKwh - 1)).toBeLessThanOrEqual(0.01)
      expect(Math.abs(result.migrations / row.migrations - 1)).toBeLessThanOrEqual(0.03)
      expect(Math.abs(result.slatahPct - row.slatahPct)).toBeLessThanOrEqual(0.2)
      expect(Math.abs(result.hostShutdowns / row.hostShutdowns - 1)).toBeLessThanOrEqual(0.03)
    },
  )

  test.each([...days.keys()])('hostward on %s: better than lr with mmt by far', name => {
    expectBetter(runReal(name, 'hostward'), runReal(name, 'lr'))
  })
})

test.each([
  [1, 'a working day', 1],
  [2, 'a day of the weekend', 5],
])(
  'hostward: a mixed fleet of seed %i on %s: better than lr with mmt by far',
  (seed, _, weekday) => {
    const day = traceDay(fleetDay(700, seed, weekday))
    expectBetter(run(day, 'hostward'), run(day, 'lr'))
  },
)

test('the same day twice: the same figures to the last digit', () => {
  const day = traceDay(fleetDay(120, 3, 2))
  for (const policy of ['lr', 'hostward'] as const) {
    expect(run(day, policy)).toEqual(run(day, policy))
  }
})

test('hostward: a step: decided by what was measured until then, not by later readings', () => {
  const traces = fleetDay(120, 3, 2)
  const cut = traces.map(({ name, samples }) => ({
    name,
    samples: Array.from(samples, (sample, at) => (at < 100 ? sample : 0)),
  }))
  const moves = (day: TraceDay, until: number) => {
    const seen: string[] = []
    runExperiment(
      day,
      { policy: 'hostward', selection: 'mmt', placement: '3.0.3', seed: 1 },
      (timeS, planned) => {
        if (timeS < until) seen.push(...planned.map(({ vm, to }) => `${timeS} ${vm} ${to}`))
      },
    )
    return seen
  }
  const until = 99 * 300
  const decided = moves(traceDay(traces), until)
  expect(decided.length).toBeGreaterThan(0)
  expect(moves(traceDay(cut), until)).toEqual(decided)
})

test('random selection: the seed decides', () => {
  const day = traceDay(fleetDay(200, 4, 1))
  const options = { policy: 'thr', selection: 'rs', placement: '3.0.3' } as const
  const [once, again, other] = [1, 1, 2].map(seed => runExperiment(day, { ...options, seed }))
  expect(again).toEqual(once)
  expect(other!.energyKwh).not.toBe(once!.energyKwh)
})
