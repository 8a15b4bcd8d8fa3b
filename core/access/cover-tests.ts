import type { ObjectKind } from '../../shared/domain/index.ts'
import type { Tables } from '../world/index.ts'
import type { Scope } from './types.ts'

/** Kinds that lie in places, lists or with somebody, and not in the whole fabric alone. */
export type CoveredKind = Exclude<
  ObjectKind,
  | 'user'
  | 'usergroup'
  | 'trace'
  | 'hwprofile'
  | 'osprofile'
  | 'customproperty'
  | 'rulepack'
  | 'chart'
>
type CoverTests = {
  readonly [Kind in CoveredKind]: (scope: Scope, row: Tables[Kind]) => boolean
}

/** Which test of a scope answers for each kind. */
export const coverTests: CoverTests = {
  vm: (scope, row) => scope.vm(row),
  host: (scope, row) => scope.host(row),
  hostgroup: (scope, row) => scope.hostGroup(row),
  cluster: (scope, row) => scope.cluster(row),
  volume: (scope, row) => scope.volume(row),
  share: (scope, row) => scope.share(row),
  disk: (scope, row) => scope.disk(row),
  template: (scope, row) => scope.template(row),
  role: (scope, row) => scope.role(row),
  job: (scope, row) => scope.job(row),
  audit: (scope, row) => scope.audit(row),
  array: (scope, row) => scope.array(row),
  pool: (scope, row) => scope.pool(row),
  lun: (scope, row) => scope.lun(row),
  snapshot: (scope, row) => scope.snapshot(row),
  fault: (scope, row) => scope.fault(row),
  schedule: (scope, row) => scope.schedule(row),
  plan: (scope, row) => scope.plan(row),
  tip: (scope, row) => scope.tip(row),
  waiver: (scope, row) => scope.waiver(row),
  placementrule: (scope, row) => scope.placementRule(row),
  collector: (scope, row) => scope.collector(row),
  log: (scope, row) => scope.log(row),
}
