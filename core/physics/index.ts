export { dataDisks, disksToLose, diskFigures } from './disks.ts'
export { preCopy } from './pre-copy.ts'
export { closedResponse, mixedResponse, openResponseMs, openWaiting } from './queueing.ts'
export { backEndOfWrite, backEndPerRequest } from './raid.ts'
