export { latencyWith, predictLatency } from './predict.ts'
export {
  backEndOf,
  idleRequestMs,
  linkMibPerS,
  poolsOf,
  randomIopsOf,
  throughputMibPerS,
} from './figures.ts'
export { readCostOf, takenGib, together, wholeKib, writeCostOf } from './formats.ts'
export * from './parents.ts'
export * from './passed-through.ts'
export { arrayUnder, storageMap, type PoolState, type VolumeState } from './map.ts'
export { accessOf, constraintsOf, pathName, type Access } from './access.ts'
export { requestMib, shapeIo } from './shape-io.ts'
export { latencyMsOf } from './host-latency.ts'
export { firstWriteWork, snapshotGib } from './snapshot-cost.ts'
export { serveStorage, type BootDemand } from './serve.ts'
export {
  busiestPool,
  diskOperationsOf,
  explainLatency,
  latencyOf,
  operationMsOf,
} from './latency.ts'
export * from './plan/index.ts'
export * from './snapshots.ts'
export * from './space.ts'
export { usersOf, volumeUserRefusal } from './users.ts'
