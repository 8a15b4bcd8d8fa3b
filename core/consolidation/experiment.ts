import { streamOf } from '../workload/index.ts'
import { endIdle, keepMeasured, look, newCentre, serveAll, type Centre } from './centre.ts'
import type { TraceDay } from './day.ts'
import { readingsPerDay, stepS, submittedS } from './hardware.ts'
import { count, figuresOf, keep, newMeter, type DayFigures, type Meter } from './meter.ts'
import { arrivals, finish, start } from './migrations.ts'
import { newHostward, planHostward, submitHostward } from './hostward.ts'
import { overloadPolicies } from './overload.ts'
import type { Placement } from './placement.ts'
import { planRound, type Move } from './round.ts'
import type { Selection } from './selection.ts'
import { submit } from './submission.ts'

/** Rounds of a day: at 300.1, 600.1 … 86,100.1 s. */
const rounds = readingsPerDay - 1

/** The policies of the paper, and our own. */
export const policies = [...overloadPolicies, 'hostward'] as const
export type Policy = (typeof policies)[number]

export interface ExperimentOptions {
  readonly policy: Policy
  /** Not for our own policy, which selects and places in its own way. */
  readonly selection: Selection
  readonly placement: Placement
  /** Decides the random selection, and nothing else. */
  readonly seed: number
}

export interface ExperimentResult extends DayFigures {
  readonly vms: number
  readonly hosts: number
  readonly migrations: number
  /** VMs that found no host when they were submitted, and did not run. */
  readonly homeless: number
}

/** Hears of the moves of each round before they start. */
export type RoundWatcher = (timeS: number, moves: readonly Move[]) => void

/** Runs a day of the experiment of Beloglazov and Buyya (2012), as CloudSim 3.0.3 does. */
export function runExperiment(
  day: TraceDay,
  options: ExperimentOptions,
  watch?: RoundWatcher,
): ExperimentResult {
  const centre = newCentre(day, rounds)
  const plan = planner(centre, options)
  const homeless =
    options.policy === 'hostward' ? submitHostward(centre) : submit(centre, options.placement)
  const meter = newMeter(centre)
  let migrations = 0
  let timeS = submittedS
  for (let round = 0; round < rounds; round++) {
    timeS += stepS
    observe(meter, timeS)
    keepMeasured(centre)
    endIdle(centre)
    const moves = plan(timeS)
    watch?.(timeS, moves)
    migrations += moves.length
    carryOut(meter, moves, timeS)
  }
  return { ...figuresOf(meter), vms: day.vms, hosts: centre.hosts, migrations, homeless }
}

/** What decides each round. */
function planner(centre: Centre, options: ExperimentOptions): (timeS: number) => Move[] {
  const { policy, seed } = options
  if (policy === 'hostward') {
    const own = newHostward(centre)
    return timeS => planHostward(centre, own, timeS)
  }
  const round = { ...options, policy, stream: streamOf(seed, 0) }
  return () => planRound(centre, round)
}

/** Looks at everything at a time, and counts the time until then. */
function observe(meter: Meter, timeS: number): void {
  look(meter.centre, timeS)
  count(meter, timeS)
}

/** Takes the same instant again after something changed. */
function observeAgain(meter: Meter, timeS: number): void {
  serveAll(meter.centre)
  keep(meter, timeS)
}

function carryOut(meter: Meter, moves: readonly Move[], timeS: number): void {
  const { centre } = meter
  start(centre, moves)
  observeAgain(meter, timeS)
  for (const { atS, moves: arriving } of arrivals(centre, moves, timeS)) {
    observe(meter, atS)
    endIdle(centre)
    finish(centre, arriving)
    observeAgain(meter, atS)
    endIdle(centre)
  }
}
