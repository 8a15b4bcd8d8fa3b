export { candidatesFor } from './candidates.ts'
export { failoverName, failoverProcess, failoverStartsOn } from './failover.ts'
export type { FailoverParameters } from './failover.ts'
