export { amountsOf, excessOf } from './amounts.ts'
export { offsetMs, seesRecorded, Survey, visiblePart, type SeesColumn } from './read.ts'
export { dropLeftImports } from './imports.ts'
export { SeriesReader } from './series.ts'
export { keyOf, Recorder } from './recorder.ts'
export {
  collectorEvents,
  columnsOfSet,
  firstRecordMs,
  keepCollectors,
  logsOf,
  putCollector,
  removeCollector,
  startCollector,
  stopCollector,
} from './run.ts'
export { SizingReader, verdictOn } from './sizing.ts'
export { collectorTemplates } from './templates.ts'
export { MeansReader } from './workload.ts'
