import type { AnyId, UserId } from '../../shared/domain/index.ts'
import type { Privilege } from '../../shared/rights/index.ts'
import type {
  ArrayRow,
  AuditRow,
  ClusterRow,
  CollectorRow,
  DiskRow,
  FaultRow,
  HostGroupRow,
  HostRow,
  JobRow,
  LogRow,
  LunRow,
  PlanRow,
  PlacementRuleRow,
  PoolRow,
  RoleRow,
  ShareRow,
  ScheduleRow,
  SnapshotRow,
  TemplateRow,
  TipRow,
  VmRow,
  VolumeRow,
  WaiverRow,
} from '../world/index.ts'

/** Who asks: a user with all the roles that they hold, directly or through groups. */
export interface Principal {
  readonly userId: UserId
  readonly name: string
  readonly displayName: string
  readonly roles: readonly RoleRow[]
}

/** What the evaluator answers: yes with the chain of grants, or no with the nearest missing one. */
export interface Decision {
  readonly allowed: boolean
  readonly because: readonly string[]
  readonly missing?: string
}

/**
 * The objects on which a principal holds one privilege, compiled for whole lists: each test is a
 * look-up, no search. It answers exactly what `decide` answers one by one.
 */
export interface Scope {
  /** Holds it on every object. */
  readonly everything: boolean
  vm(row: VmRow): boolean
  host(row: HostRow): boolean
  /** Inside the scope itself; ancestors that are shown only as a path are not in it. */
  hostGroup(row: HostGroupRow): boolean
  cluster(row: ClusterRow): boolean
  volume(row: VolumeRow): boolean
  share(row: ShareRow): boolean
  disk(row: DiskRow): boolean
  template(row: TemplateRow): boolean
  role(row: RoleRow): boolean
  job(row: JobRow): boolean
  audit(row: AuditRow): boolean
  array(row: ArrayRow): boolean
  pool(row: PoolRow): boolean
  lun(row: LunRow): boolean
  snapshot(row: SnapshotRow): boolean
  fault(row: FaultRow): boolean
  schedule(row: ScheduleRow): boolean
  plan(row: PlanRow): boolean
  tip(row: TipRow): boolean
  waiver(row: WaiverRow): boolean
  placementRule(row: PlacementRuleRow): boolean
  collector(row: CollectorRow): boolean
  log(row: LogRow): boolean
  /** Whether the object of any kind lies in the scope; not one that does not exist. */
  covers(id: AnyId): boolean
}

export interface AccessEvaluator {
  /** The user as a principal; undefined for an unknown or disabled one. */
  principalOf(userId: UserId): Principal | undefined
  /** Whether the principal holds the privilege, on the target where one is given. Never throws. */
  decide(principal: Principal, privilege: Privilege, targetId?: AnyId): Decision
  /** The same decision about somebody else, in words that name only what the reader may see. */
  explain(reader: Principal, principal: Principal, privilege: Privilege, targetId?: AnyId): Decision
  /** Whether the principal holds the privilege on anything at all. */
  holds(principal: Principal, privilege: Privilege): boolean
  /**
   * The scope of a privilege, compiled once per principal, privilege and revision of roles and
   * groups.
   */
  scope(principal: Principal, privilege: Privilege): Scope
}
