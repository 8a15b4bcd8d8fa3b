export {
  checkpointDepth,
  checkpointOf,
  checkpointsOf,
  hardwareOf,
  hasMergeable,
  mergeDeleted,
  wholeKib,
  withCheckpoint,
  withDescendants,
} from './checkpoints.ts'
