export { checkpointName, checkpointProcess, mergeRequest } from './checkpoint.ts'
export { checkpointRefusal, mayMerge, restoreLatestRefusal } from './checks.ts'
export { forecastCheckpoint } from './forecast.ts'
export type { CheckpointParameters } from './types.ts'
