import type { AnyId, RoleId, UserId } from '../../shared/domain/index.ts'
import { kindOfId } from '../../shared/domain/index.ts'
import type { Privilege } from '../../shared/rights/index.ts'
import type {
  ArrayRow,
  AuditRow,
  CollectorRow,
  FaultRow,
  JobRow,
  LogRow,
  LunRow,
  PlanRow,
  PlacementRuleRow,
  PoolRow,
  RoleRow,
  ScheduleRow,
  SnapshotRow,
  Tables,
  TemplateRow,
  TipRow,
  VmRow,
  VolumeRow,
  WaiverRow,
  World,
} from '../world/index.ts'
import type { CoveredKind } from './cover-tests.ts'
import { coverTests } from './cover-tests.ts'
import { entriesOutside } from './entries-outside.ts'
import type { Reach } from './reach.ts'
import type { Scope } from './types.ts'
import { wholeFabricKinds } from './whole-fabric.ts'
import { WholeScope } from './whole-scope.ts'

/**
 * What a self-service role gives of VMs: the hosts it reaches, and whether members share theirs.
 */
interface OwnRule {
  readonly reach: Reach
  readonly shared: boolean
}

export interface ScopeInput {
  readonly userId: UserId
  readonly privilege: Privilege
  /** The roles that hold the privilege. */
  readonly holders: readonly RoleRow[]
  /** All roles of the principal: who may read roles may read these. */
  readonly memberOf: readonly RoleRow[]
  readonly mayControlClock: boolean
  /** The union of the roles' scopes; equal roles share one. */
  readonly reachOf: (roles: readonly RoleRow[]) => Reach
}

/** Compiles the objects on which the roles hold the privilege. */
export function compileScope(world: World, input: ScopeInput): Scope {
  const everything = input.holders.some(role => role.profile === 'administrator')
  return everything ? new WholeScope(world) : new PartScope(world, input)
}

/** Everything that is there: for what the product does by itself. */
export function scopeOfEverything(world: World): Scope {
  return new WholeScope(world)
}

/** The union of scoped roles: delegated and read-only ones by place, self-service ones by owner. */
class PartScope implements Scope {
  readonly everything = false
  private readonly reach: Reach
  private readonly hasPlaces: boolean
  private readonly hasOwn: boolean
  private readonly own = new Map<RoleId, OwnRule>()
  private readonly memberOf: ReadonlySet<RoleId>

  constructor(
    private readonly world: World,
    private readonly input: ScopeInput,
  ) {
    const places = input.holders.filter(role => role.profile !== 'self-service-user')
    const ownRoles = input.holders.filter(role => role.profile === 'self-service-user')
    this.reach = input.reachOf(places)
    this.hasPlaces = places.length > 0
    this.hasOwn = ownRoles.length > 0
    for (const role of ownRoles) {
      this.own.set(role.id, {
        reach: input.reachOf([role]),
        shared: role.quota?.shared ?? false,
      })
    }
    this.memberOf = new Set(input.memberOf.map(role => role.id))
  }

  vm(row: VmRow): boolean {
    return this.reach.hosts.has(row.hostId) || (this.hasOwn && this.owns(row))
  }

  /**
   * Self-service: the VM counts for the role, is the user's own or shared, and lies in its scope.
   */
  private owns(row: VmRow): boolean {
    const rule = row.roleId && this.own.get(row.roleId)
    if (!rule) return false
    return (rule.shared || row.ownerId === this.input.userId) && rule.reach.hosts.has(row.hostId)
  }

  host(row: Tables['host']): boolean {
    return this.reach.hosts.has(row.id)
  }

  hostGroup(row: Tables['hostgroup']): boolean {
    return this.reach.hostGroups.has(row.id)
  }

  cluster(row: Tables['cluster']): boolean {
    return this.reach.clusters.has(row.id)
  }

  volume(row: VolumeRow): boolean {
    return this.reach.volumes.has(row.id)
  }

  share(row: Tables['share']): boolean {
    return this.reach.shares.has(row.id)
  }

  disk(row: Tables['disk']): boolean {
    return this.reach.shares.has(row.shareId)
  }

  template(row: TemplateRow): boolean {
    if (this.placesTemplate(row)) return true
    for (const rule of this.own.values()) {
      // A self-service role names its templates one by one; a share in scope adds none.
      if (rule.reach.templates.has(row.id)) return true
    }
    return false
  }

  private placesTemplate(row: TemplateRow): boolean {
    if (this.reach.templates.has(row.id)) return true
    const disk = this.world.find('disk', row.diskId)
    return disk !== undefined && this.reach.shares.has(disk.shareId)
  }

  role(row: RoleRow): boolean {
    const { privilege } = this.input
    const isReading = privilege === 'role.read' || privilege === 'role.explain'
    if (isReading && this.memberOf.has(row.id)) return true
    if (privilege !== 'role.edit') return this.encloses(row)
    // Who cannot control the clock could otherwise join a role that does.
    return this.encloses(row) && (this.input.mayControlClock || !row.mayControlClock)
  }

  /**
   * Whether the whole scope of a role lies inside this one. A role without any scope lies in
   * nobody's: only an administrator sees it.
   */
  private encloses(row: RoleRow): boolean {
    if (row.profile === 'administrator') return false
    const outside = entriesOutside(this.world, row.scope, this)
    return outside.entries > 0 && outside.ids.length === 0
  }

  /** By what it acts on; where that has no place, or is gone, by who started it. */
  job(row: JobRow): boolean {
    const isMine = row.userId === this.input.userId
    const staysMine = this.hasOwn || (this.hasPlaces && !this.hasPlace(row.targetId))
    if (isMine && staysMine) return true
    return row.targetId !== undefined && this.placed(row.targetId)
  }

  /**
   * Own records, and those all of whose targets lie in scope. Who gave a VM to a user acted on the
   * VM: kinds that belong to the whole fabric neither bring a record into scope nor keep it out.
   */
  audit(row: AuditRow): boolean {
    if (row.userId === this.input.userId) return this.hasPlaces
    const withPlace = row.targetIds.filter(id => !wholeFabricKinds.has(kindOfId(id)!))
    return withPlace.length > 0 && withPlace.every(id => this.placed(id))
  }

  private hasPlace(id: AnyId | undefined): boolean {
    const kind = id && kindOfId(id)
    if (!id || !kind || wholeFabricKinds.has(kind)) return false
    return this.world.findAny(id) !== undefined
  }

  /** Whether an object lies in the places of delegated and read-only roles. */
  private placed(id: AnyId): boolean {
    const kind = kindOfId(id)
    const row = this.world.findAny(id)
    if (!this.hasPlaces || !row) return false
    if (kind === 'vm') return this.reach.hosts.has((row as VmRow).hostId)
    if (kind === 'template') return this.placesTemplate(row as TemplateRow)
    if (kind === 'role') return this.encloses(row as RoleRow)
    if (kind === 'job') return this.placedByTarget(row as JobRow)
    if (!kind || wholeFabricKinds.has(kind) || kind === 'audit') return false
    return this.covers(id)
  }

  private placedByTarget({ targetId }: JobRow): boolean {
    return targetId !== undefined && kindOfId(targetId) !== 'job' && this.placed(targetId)
  }

  /** An array is seen by whoever sees its host, or a volume on it; a pool with its array. */
  array(row: ArrayRow): boolean {
    if (row.hostId !== undefined) return this.reach.hosts.has(row.hostId)
    return [...this.reach.volumes].some(id => {
      const lunId = this.world.find('volume', id)?.lunIds[0]
      const lun = this.world.find('lun', lunId)
      return this.world.find('pool', lun?.poolId)?.arrayId === row.id
    })
  }

  pool(row: PoolRow): boolean {
    return this.covers(row.arrayId)
  }

  lun(row: LunRow): boolean {
    return this.covers(row.poolId)
  }

  /** The snapshot of one VM is seen with the VM, that of a volume with the volume. */
  snapshot(row: SnapshotRow): boolean {
    return this.covers(row.vmId ?? row.volumeId)
  }

  schedule(row: ScheduleRow): boolean {
    return this.covers(row.vmId ?? row.volumeId)
  }

  plan(row: PlanRow): boolean {
    return this.covers(row.scopeId)
  }

  /** With what it holds in: rules of a cluster or a host group are seen with it. */
  placementRule(row: PlacementRuleRow): boolean {
    return this.covers(row.scopeId)
  }

  /** A tip is seen with the object that it is about. */
  tip(row: TipRow): boolean {
    return this.covers(row.sourceId)
  }

  waiver(row: WaiverRow): boolean {
    return this.covers(row.sourceId)
  }

  /** Its owner's; members of the roles that share it read and run it. */
  collector(row: CollectorRow): boolean {
    if (row.ownerId === this.input.userId) return true
    const isShared = row.roleIds.some(id => this.memberOf.has(id))
    return isShared && this.input.privilege !== 'collector.edit'
  }

  /** With the set that recorded it; an imported one is its owner's. */
  log(row: LogRow): boolean {
    const set = this.world.find('collector', row.collectorId)
    return set ? this.collector(set) : row.ownerId === this.input.userId
  }

  fault(row: FaultRow): boolean {
    return row.targetId !== 'fabric-1' && this.covers(row.targetId)
  }

  covers(id: AnyId): boolean {
    const kind = kindOfId(id)
    const row = this.world.findAny(id)
    if (!kind || !row) return false
    if (wholeFabricKinds.has(kind)) return this.hasPlaces
    return coverTests[kind as CoveredKind](this, row as never)
  }
}
