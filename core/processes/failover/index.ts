export { candidatesFor, clusterOf, failoversOf } from './candidates.ts'
export { failoverName, failoverProcess, failoverStartsOn } from './failover.ts'
export type { FailoverParameters } from './failover.ts'
