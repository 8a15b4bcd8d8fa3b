export { bootHost, hang, takeDown } from './lose.ts'
export { hasWitness, viewOf } from './partition.ts'
export { detectionMs } from './regroup.ts'
export { clusterEvents, watchHosts } from './watch.ts'
