export { settleFabric, settlingTasks, type SettlingOutcome, type SettlingTask } from './settling.ts'
export { sweepSeed, type SeedOutcome } from './sweep.ts'
