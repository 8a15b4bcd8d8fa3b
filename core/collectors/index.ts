export { columnsNow } from './columns.ts'
export { seesRecorded, Survey, type SeesColumn } from './read.ts'
export { SeriesReader } from './series.ts'
export { keyOf, Recorder } from './recorder.ts'
export {
  collectorEvents,
  columnsOfSet,
  keepCollectors,
  logsOf,
  putCollector,
  removeCollector,
  startCollector,
  stopCollector,
} from './run.ts'
export { collectorTemplates } from './templates.ts'
