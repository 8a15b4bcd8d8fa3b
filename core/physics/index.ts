export { dataDisks, disksToLose, diskFigures } from './disks.ts'
export { preCopy } from './pre-copy.ts'
export { closedResponse, openResponseMs } from './queueing.ts'
export { backEndPerRequest } from './raid.ts'
