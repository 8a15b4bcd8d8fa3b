export { shortTrace, traceDay } from './day.ts'
export type { DayTrace, TraceDay } from './day.ts'
export { policies, runExperiment } from './experiment.ts'
export type { ExperimentOptions, ExperimentResult, Policy } from './experiment.ts'
export { learn, newForecast } from './forecast.ts'
export type { Forecast } from './forecast.ts'
export { optimise, optimiserDefaults } from './optimiser.ts'
export type {
  OptimiserInput,
  OptimiserKept,
  OptimiserMove,
  OptimiserRound,
  OptimiserSettings,
} from './optimiser.ts'
export { placements } from './placement.ts'
export type { Placement } from './placement.ts'
export { recorded } from './recorded.ts'
export type { Recorded } from './recorded.ts'
export { selections } from './selection.ts'
export type { Selection } from './selection.ts'
