import { Refusal, refuse } from '../../shared/refusals/index.ts'
import type { ScenarioWatcher } from '../ports.ts'
import type { ScenarioOutcome } from '../scenarios/index.ts'
import { chartOf, comparisonsOf, scenarios } from '../scenarios/index.ts'
import type { InputOf, OutputOf } from './handler.ts'
import type { AbortSignalLike } from './pulse.ts'
import type { StreamContext } from './watch.ts'

type ScenarioEvent = OutputOf<'scenario', 'run'> extends AsyncIterable<infer Event> ? Event : never
type Result = Extract<ScenarioEvent, { type: 'done' }>['result']

/** The rehearsals by name. */
function list(): OutputOf<'scenario', 'list'> {
  return scenarios.map(({ name, about, runsDefault, explanation = [] }) => ({
    ...{ name, about, runsDefault },
    explanation: [...explanation],
  }))
}

/**
 * Runs a scenario beside the core and tells how it goes; the signal cancels it. Nothing of it is in
 * the journal, since it changes nothing here.
 */
export async function* runScenario(
  context: StreamContext,
  { name, seed, runs }: InputOf<'scenario', 'run'>,
): AsyncGenerator<ScenarioEvent, Refusal | undefined> {
  const scenario = scenarios.find(one => one.name === name)
  if (!scenario) return refuse('not-found', { kind: 'scenario', id: name })
  const news = new News(name)
  const wanted = { name, seed, runs: runs ?? scenario.runsDefault, userId: context.caller.userId }
  const run = context.ports.runScenario(wanted, news)
  if (run instanceof Refusal) return run
  try {
    while (!context.signal?.aborted) {
      const next = await news.next(context.signal)
      if (next instanceof Refusal) return next
      if (next) yield next
      if (next?.type === 'done') return undefined
    }
    return undefined
  } finally {
    run.cancel()
  }
}

/** What a run said and nobody has read yet. Of its progress only the last counts. */
class News implements ScenarioWatcher {
  private waiting: ScenarioEvent | Refusal | undefined
  private wake: (() => void) | undefined

  constructor(private readonly name: string) {}

  progress(simulatedS: number): void {
    this.say({ type: 'progress', simulatedS })
  }

  done(outcome: ScenarioOutcome, tookMs: number): void {
    this.say({ type: 'done', result: resultOf(outcome, tookMs) })
  }

  failed(reason: string): void {
    this.say(refuse('scenario.failed', { name: this.name, reason }))
  }

  /** The next that is said; undefined where the signal came first. */
  async next(signal: AbortSignalLike | undefined): Promise<ScenarioEvent | Refusal | undefined> {
    if (!this.waiting && !signal?.aborted) {
      await new Promise<void>(resolve => {
        this.wake = resolve
        signal?.addEventListener('abort', resolve, { once: true })
      })
      if (this.wake) signal?.removeEventListener('abort', this.wake)
    }
    const said = this.waiting
    this.waiting = undefined
    return said
  }

  private say(event: ScenarioEvent | Refusal): void {
    this.waiting = event
    this.wake?.()
  }
}

function resultOf(outcome: ScenarioOutcome, tookMs: number): Result {
  const chart = chartOf(outcome)
  return {
    lines: outcome.lines.map(line => ({ ...line })),
    summary: { ...outcome.summary },
    ...(chart ? { chart: { ...chart, series: [...chart.series] } } : {}),
    comparisons: comparisonsOf(outcome).map(({ figure, seed }) => {
      const value = outcome.summary[figure] as number
      const seedValue = outcome.summary[seed] as number
      const differencePercent = seedValue === 0 ? 0 : ((value - seedValue) / seedValue) * 100
      return { figure, value, seedValue, differencePercent }
    }),
    tookMs,
  }
}

/** Rehearsals. */
export const scenarioHandlers = { list }
