export { byHostGroup, capacityNotes, capacityReader, partsOf } from './capacity.ts'
export { Largest, rankVms, topFigureOf } from './top.ts'
export {
  fillTrendOf,
  memoryTrend,
  trendSamplesMin,
  volumeTrend,
  weightedMean,
  type FillTrend,
} from './trends.ts'
export { volumeHealth } from './volume-health.ts'
