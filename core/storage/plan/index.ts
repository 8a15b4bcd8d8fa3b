export { supplyOf } from './draft.ts'
export { forecastPlan, managerMs, operationsOf, volumeOfStep, writeMs } from './forecast.ts'
export { draftPlan } from './plan.ts'
export { listed, sentenceOf } from './words.ts'
