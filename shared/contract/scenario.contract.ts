import { eventIterator } from '@orpc/contract'
import { z } from 'zod'
import { declared } from '../refusals/index.ts'
import { query, stream } from './operation.ts'

/** The largest seed and number of runs, on the screen as on the command line. */
export const scenarioLimits = { seedMax: 4294967295, runsMax: 1000 } as const

const axis = z.object({ field: z.string(), name: z.string(), unit: z.string() })

/** A measured line: figures with their unit in their name, and words. */
export const scenarioLine = z.record(z.string(), z.union([z.number(), z.string(), z.boolean()]))
export type ScenarioLineView = z.infer<typeof scenarioLine>

export const scenarioRow = z.object({
  name: z.string(),
  about: z.string(),
  /** How often it does its thing unless told otherwise. */
  runsDefault: z.number().int(),
  /** How its figures come about, a sentence each. */
  explanation: z.array(z.string()),
})
export type ScenarioRowView = z.infer<typeof scenarioRow>

export const scenarioChart = z.object({
  kind: z.enum(['line', 'bar']),
  x: axis,
  series: z.array(axis),
})
export type ScenarioChartView = z.infer<typeof scenarioChart>

/** What a scenario measured. */
export const scenarioResult = z.object({
  lines: z.array(scenarioLine),
  summary: scenarioLine,
  chart: scenarioChart.optional(),
  /** Measured figures with the seed documents' figure beside them. */
  comparisons: z.array(
    z.object({
      figure: z.string(),
      value: z.number(),
      seedValue: z.number(),
      differencePercent: z.number(),
    }),
  ),
  /** Real time that it took. */
  tookMs: z.number(),
})
export type ScenarioResultView = z.infer<typeof scenarioResult>

export const scenarioEvent = z.discriminatedUnion('type', [
  z.object({ type: z.literal('progress'), simulatedS: z.number() }),
  z.object({ type: z.literal('done'), result: scenarioResult }),
])

export const scenarioContract = {
  list: query('/scenarios', 'The rehearsals that can be run, with what each shows', 'scenario.run')
    .input(z.object({}))
    .output(z.array(scenarioRow)),
  run: stream(
    '/scenarios/run',
    'Runs a rehearsal on a fabric of its own beside this one; closing the stream cancels it',
    'scenario.run',
  )
    .input(
      z.object({
        name: z.string().max(60),
        seed: z.coerce.number().int().min(0).max(scenarioLimits.seedMax).default(1),
        runs: z.coerce.number().int().min(1).max(scenarioLimits.runsMax).optional(),
      }),
    )
    .output(eventIterator(scenarioEvent))
    .errors(declared('scenario.already-runs', 'scenario.failed', 'scenario.host-busy')),
}
