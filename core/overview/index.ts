export { byHostGroup, capacityNotes, capacityReader, partsOf } from './capacity.ts'
export { Largest, rankVms, topFigureOf } from './top.ts'
export {
  fillTrendOf,
  memoryTrends,
  trendSamplesMin,
  volumeTrends,
  weightedMean,
  type FillTrend,
} from './trends.ts'
export { volumeHealth } from './volume-health.ts'
