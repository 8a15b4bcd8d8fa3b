import type {
  AnyId,
  ClusterId,
  FaultId,
  HostGroupId,
  HostId,
  JobId,
  PlacementRuleId,
  SnapshotId,
  UserId,
  VmId,
  VolumeId,
} from '../../shared/domain/index.ts'
import type {
  ClusterRow,
  FaultRow,
  SnapshotRow,
  HostGroupRow,
  HostRow,
  JobRow,
  PlacementRuleRow,
  TableName,
  Tables,
  VmRow,
  VolumeRow,
} from './rows.ts'
import type { Change, World } from './world.ts'

/** A set of ids for each key, in the order in which they came. */
class Groups<Key, Member> {
  private readonly sets = new Map<Key, Set<Member>>()
  private readonly empty: ReadonlySet<Member> = new Set()

  of(key: Key): ReadonlySet<Member> {
    return this.sets.get(key) ?? this.empty
  }

  /** Keys with a member, in the order of their code units. */
  keysInOrder(): Key[] {
    return [...this.sets].flatMap(([key, set]) => (set.size > 0 ? [key] : [])).sort()
  }

  /** Members of all keys. */
  get members(): number {
    let count = 0
    for (const set of this.sets.values()) count += set.size
    return count
  }

  move(member: Member, from: Key | undefined, to: Key | undefined): void {
    if (from === to) return
    if (from !== undefined) this.sets.get(from)?.delete(member)
    if (to === undefined) return
    const set = this.sets.get(to) ?? new Set()
    set.add(member)
    this.sets.set(to, set)
  }

  /** The same for a member that is in several sets at once. */
  moveAll(member: Member, from: readonly Key[] = [], to: readonly Key[] = []): void {
    if (from === to) return
    for (const key of from) this.sets.get(key)?.delete(member)
    for (const key of to) this.move(member, undefined, key)
  }
}

/** Look-ups that the world keeps beside its rows, each updated as a row changes. */
export class Indices {
  readonly vmsByHost = new Groups<HostId, VmId>()
  /** The revision at which a VM of a host changed last; of a host without any there is none. */
  readonly vmsChangedAt = new Map<HostId, number>()
  readonly vmsByOwner = new Groups<UserId, VmId>()
  readonly vmsByRole = new Groups<string, VmId>()
  readonly vmsByName = new Groups<string, VmId>()
  /** By each of their tags, and by each availability set that they share with others. */
  readonly vmsByTag = new Groups<string, VmId>()
  readonly vmsBySet = new Groups<string, VmId>()
  /** Rules that are on, by each VM that they name and by each tag. */
  readonly rulesByVm = new Groups<VmId, PlacementRuleId>()
  readonly rulesByTag = new Groups<string, PlacementRuleId>()
  /** VMs that have checkpoints, in no order to rely on. */
  readonly vmsWithCheckpoints = new Set<VmId>()
  /** VMs with a disk that stands on a parent, in no order to rely on. */
  readonly vmsOnParents = new Set<VmId>()
  /** VMs whose files their host does not find, in no order to rely on. */
  readonly missingVms = new Set<VmId>()
  readonly hostsByGroup = new Groups<HostGroupId, HostId>()
  readonly hostsByCluster = new Groups<ClusterId, HostId>()
  readonly clustersByGroup = new Groups<HostGroupId, ClusterId>()
  readonly groupsByParent = new Groups<HostGroupId, HostGroupId>()
  readonly jobsByParent = new Groups<JobId, JobId>()
  readonly jobsByTarget = new Groups<AnyId, JobId>()
  /** Migrations that hold a place on both of their hosts: by the target, and by the source. */
  readonly arrivals = new Groups<HostId, JobId>()
  readonly departures = new Groups<HostId, JobId>()
  /** VMs that are held to a number of disk operations. */
  readonly limitedVms = new Set<VmId>()
  readonly snapshotsByVolume = new Groups<VolumeId, SnapshotId>()
  /** Faults that strike now, by what they strike. */
  readonly activeFaults = new Groups<string, FaultId>()
  /** Finished jobs without a parent, in no order to rely on. */
  readonly finishedRoots = new Set<JobId>()
  /** Jobs that wait or run. */
  readonly openJobs = new Set<JobId>()
  readonly hostBySlot: (HostRow | undefined)[] = []
  readonly vmBySlot: (VmRow | undefined)[] = []
  readonly volumeBySlot: (VolumeRow | undefined)[] = []

  constructor(private readonly world: World) {}

  note(change: Change, before: Tables[TableName] | undefined): void {
    const row = 'gone' in change ? undefined : change.row
    switch (change.table) {
      case 'vm':
        return this.noteVm(before as VmRow | undefined, row as VmRow | undefined)
      case 'host':
        return this.noteHost(before as HostRow | undefined, row as HostRow | undefined)
      case 'cluster': {
        const [old, now] = [before as ClusterRow | undefined, row as ClusterRow | undefined]
        return this.clustersByGroup.move((old ?? now)!.id, old?.hostGroupId, now?.hostGroupId)
      }
      case 'hostgroup': {
        const [old, now] = [before as HostGroupRow | undefined, row as HostGroupRow | undefined]
        return this.groupsByParent.move((old ?? now)!.id, old?.parentId, now?.parentId)
      }
      case 'volume': {
        const [old, now] = [before as VolumeRow | undefined, row as VolumeRow | undefined]
        if (old) this.volumeBySlot[old.slot] = undefined
        if (now) this.volumeBySlot[now.slot] = now
        return
      }
      case 'snapshot': {
        const [old, now] = [before as SnapshotRow | undefined, row as SnapshotRow | undefined]
        return this.snapshotsByVolume.move((old ?? now)!.id, old?.volumeId, now?.volumeId)
      }
      case 'fault': {
        const [old, now] = [before as FaultRow | undefined, row as FaultRow | undefined]
        return this.activeFaults.move((old ?? now)!.id, struckBy(old), struckBy(now))
      }
      case 'placementrule':
        return this.noteRule(
          before as PlacementRuleRow | undefined,
          row as PlacementRuleRow | undefined,
        )
      case 'job':
        return this.noteJob(before as JobRow | undefined, row as JobRow | undefined)
    }
  }

  /** The group and all groups below it. */
  groupsBelow(root: HostGroupId): Set<HostGroupId> {
    const found = new Set<HostGroupId>([root])
    for (const id of found) {
      for (const child of this.groupsByParent.of(id)) found.add(child)
    }
    return found
  }

  /** The group and its ancestors, nearest first. */
  groupsAbove(id: HostGroupId): HostGroupId[] {
    const path: HostGroupId[] = []
    let at: HostGroupId | undefined = id
    while (at !== undefined && path.length < 1000) {
      path.push(at)
      at = this.world.find('hostgroup', at)?.parentId
    }
    return path
  }

  private noteVm(old: VmRow | undefined, now: VmRow | undefined): void {
    const id = (old ?? now)!.id
    this.vmsByHost.move(id, hostOf(old), hostOf(now))
    for (const host of [hostOf(old), hostOf(now)]) {
      if (host !== undefined) this.vmsChangedAt.set(host, this.world.revision)
    }
    this.vmsByOwner.move(id, old?.ownerId, now?.ownerId)
    this.vmsByRole.move(id, old?.roleId, now?.roleId)
    this.vmsByName.move(id, old?.name.toLowerCase(), now?.name.toLowerCase())
    this.vmsByTag.moveAll(id, old?.tags, now?.tags)
    this.vmsBySet.moveAll(id, old?.availabilitySets, now?.availabilitySets)
    if (now?.iopsLimit === undefined) this.limitedVms.delete(id)
    else this.limitedVms.add(id)
    if ((now?.checkpoints?.length ?? 0) > 0) this.vmsWithCheckpoints.add(id)
    else this.vmsWithCheckpoints.delete(id)
    if (now?.disks.some(disk => disk.parentId !== undefined)) this.vmsOnParents.add(id)
    else this.vmsOnParents.delete(id)
    if (now?.state === 'missing') this.missingVms.add(id)
    else this.missingVms.delete(id)
    if (old && old.slot !== now?.slot) this.vmBySlot[old.slot] = undefined
    if (now) this.vmBySlot[now.slot] = now
  }

  private noteRule(old: PlacementRuleRow | undefined, now: PlacementRuleRow | undefined): void {
    const id = (old ?? now)!.id
    const [was, is] = [old?.isEnabled ? old : undefined, now?.isEnabled ? now : undefined]
    this.rulesByVm.moveAll(id, was?.vmIds, is?.vmIds)
    this.rulesByTag.moveAll(id, was?.vmTags, is?.vmTags)
  }

  private noteHost(old: HostRow | undefined, now: HostRow | undefined): void {
    const id = (old ?? now)!.id
    this.hostsByGroup.move(id, old?.hostGroupId, now?.hostGroupId)
    this.hostsByCluster.move(id, old?.clusterId, now?.clusterId)
    if (old) this.hostBySlot[old.slot] = undefined
    if (now) this.hostBySlot[now.slot] = now
  }

  private noteJob(old: JobRow | undefined, now: JobRow | undefined): void {
    const id = (old ?? now)!.id
    this.jobsByParent.move(id, old?.parentId, now?.parentId)
    this.jobsByTarget.move(id, old?.targetId, now?.targetId)
    const [from, to] = [underWay(old), underWay(now)]
    this.arrivals.move(id, from?.targetId, to?.targetId)
    this.departures.move(id, from?.sourceId, to?.sourceId)
    const open = now?.status === 'waiting' || now?.status === 'running'
    if (open) this.openJobs.add(id)
    else this.openJobs.delete(id)
    if (now && !open && now.parentId === undefined) this.finishedRoots.add(id)
    else this.finishedRoots.delete(id)
  }
}

/** The host that a VM is on; one whose files are in the library is on none. */
function hostOf(vm: VmRow | undefined): HostId | undefined {
  return vm?.stored ? undefined : vm?.hostId
}

/** What a fault strikes now. */
function struckBy(fault: FaultRow | undefined): string | undefined {
  return fault?.status === 'active' ? fault.targetId : undefined
}

interface Route {
  readonly sourceId: HostId
  readonly targetId: HostId
}

/** Between which hosts a job moves a VM, from when it has left its queue until it ends. */
function underWay(job: JobRow | undefined): Route | undefined {
  if (job?.process !== 'migration' || job.status !== 'running') return undefined
  const route = job.parameters as Route & { readonly beganMs?: number }
  return route.beganMs === undefined ? undefined : route
}
