import type { EventHandler } from '../engine/events.ts'
import type { Simulation } from '../engine/simulation.ts'
import { keepProColumns, minuteEvents } from './minute.ts'
import { keepRemedies, runEvents } from './run.ts'

/** Everything that PRO plans for later. */
export const proEvents: Readonly<Record<string, EventHandler>> = { ...minuteEvents, ...runEvents }

/** What PRO hears of changes to rows. */
export function keepPro(simulation: Simulation): void {
  keepProColumns(simulation)
  keepRemedies(simulation)
}

export * from './levels.ts'
export * from './rules.ts'
export * from './tips.ts'
export { heldIn, passPro, tipsPerRuleMax, watchPro } from './minute.ts'
export { startRemedy, type Commander, type RemedyCommand } from './run.ts'
export { operationNames, readInput } from './operation-names.ts'
export { isTarget, keptSilent } from './silent.ts'
export { isDrill } from './storm.ts'
export { stepsFor } from './remedy/steps.ts'
export { heldNow, sampleMinute, type Minute } from './evaluate.ts'
export { thresholdsIn } from './evidence.ts'
