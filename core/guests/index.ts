export { anyHostRefusal, cpuShareRefusal } from './any-host.ts'
export {
  checkpointDepth,
  checkpointOf,
  checkpointsOf,
  hardwareOf,
  mergeDeleted,
  withCheckpoint,
  withDescendants,
} from './checkpoints.ts'
export { busOf, disksOn, loadDiskOf } from './disks.ts'
export { guestFactsOf } from './facts.ts'
export { hardwareFields, hardwareLimitRefusal, hardwareRefusal } from './hardware.ts'
export type { HardwareField } from './hardware.ts'
export { liveRangeRefusal, memoryRefusal } from './memory.ts'
export { comesToRest, heartbeatOf, offers, servicesOf, servicesOffOf } from './services.ts'
export { writeMibPerS } from './writes.ts'
