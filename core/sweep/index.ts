export { sweepSeed, type SeedOutcome } from './sweep.ts'
