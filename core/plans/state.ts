import type { HostId, VmId } from '../../shared/domain/index.ts'
import type { HostFigures, PlacementRequest } from '../placement/index.ts'
import {
  activeRulesOf,
  figuresOf,
  requestOfVm,
  RuleTable,
  whereaboutsAfter,
} from '../placement/index.ts'
import type { HostRow, VmRow, World } from '../world/index.ts'
import { byId } from '../../shared/domain/index.ts'
import { LoadTable } from './load-table.ts'

/**
 * Hosts and the VMs that hold memory there as a plan would leave them, in typed arrays: a move is a
 * few hundred additions. Positions follow the ids. The figures that placement's filters ask are
 * kept beside them.
 */
export class PlanState {
  private readonly rows: HostRow[]
  readonly vms: readonly VmRow[]
  /** Host of each VM, by position. */
  readonly hostOf: Int32Array
  /** What hosts and VMs carry, as the plan leaves them. */
  readonly loads: LoadTable
  /** As the plan leaves them. */
  readonly figures: HostFigures[]
  private readonly vmAt = new Map<VmId, number>()
  private readonly hostAt = new Map<HostId, number>()
  private readonly requests = new Map<number, PlacementRequest>()
  /** Every placement rule with where its VMs are at that point of the plan. */
  readonly rules: RuleTable
  /** Where the plan has taken VMs so far. */
  private readonly moved = new Map<VmId, HostId>()

  /** @param apart hosts that the imbalance leaves out, such as one that is being emptied */
  constructor(
    readonly world: World,
    hosts: readonly HostRow[],
    apart: ReadonlySet<HostId> = new Set(),
  ) {
    this.rows = [...hosts].sort(byId)
    this.hosts.forEach((host, at) => this.hostAt.set(host.id, at))
    const ids = this.hosts.map(host => host.id)
    this.figures = figuresOf(world, ids)
    this.rules = new RuleTable(world)
    this.vms = residents(world, this.hosts)
    this.vms.forEach((vm, at) => this.vmAt.set(vm.id, at))
    this.hostOf = Int32Array.from(this.vms, vm => this.hostAt.get(vm.hostId)!)
    const { vms, figures, hostOf } = this
    this.loads = new LoadTable(world, { hosts: this.rows, vms, figures, hostOf, apart })
  }

  /** The hosts in the order of their ids, as the plan leaves them. */
  get hosts(): readonly HostRow[] {
    return this.rows
  }

  /** Position of a host; undefined for one that the plan does not look at. */
  indexOfHost(id: HostId): number | undefined {
    return this.hostAt.get(id)
  }

  indexOfVm(id: VmId): number | undefined {
    return this.vmAt.get(id)
  }

  /** Where VMs are for rules, at this point of the plan. */
  where() {
    return whereaboutsAfter(this.world, this.moved)
  }

  /** What placement asks of a VM that moves: its files stay where they are. */
  requestOf(vm: number): PlacementRequest {
    return {
      ...this.plainRequestOf(vm),
      rules: activeRulesOf(this.world, this.vms[vm]!, this.where()),
    }
  }

  private plainRequestOf(vm: number): PlacementRequest {
    const known = this.requests.get(vm)
    if (known) return known
    const made = { ...requestOfVm(this.world, this.vms[vm]!), diskGib: 0 }
    this.requests.set(vm, made)
    return made
  }

  /** VMs on a host, in the order of their ids. */
  vmsOn(host: number): number[] {
    const found: number[] = []
    for (let vm = 0; vm < this.vms.length; vm++) if (this.hostOf[vm] === host) found.push(vm)
    return found
  }

  /** Moves a VM, in the plan alone. */
  move(vm: number, to: number): void {
    const from = this.hostOf[vm]!
    if (from === to) return
    this.add(from, vm, -1)
    this.add(to, vm, 1)
    this.hostOf[vm] = to
    this.moved.set(this.vms[vm]!.id, this.hosts[to]!.id)
    this.rules.move(this.vms[vm]!.slot, this.hosts[from]!.slot, this.hosts[to]!.slot)
  }

  /** A host that rests takes VMs from here on. */
  open(host: number): void {
    const row = this.hosts[host]!
    if (!row.maintenance) return
    this.rows[host] = { ...row, maintenance: undefined }
    this.figures[host] = { ...this.figures[host]!, status: 'responding' }
  }

  /** A VM leaves its host for none: it is saved. Rules go on to count it where it was. */
  take(vm: number): void {
    this.add(this.hostOf[vm]!, vm, -1)
    this.hostOf[vm] = -1
  }

  /** A VM that left for none comes to a host. */
  bring(vm: number, to: number): void {
    this.add(to, vm, 1)
    this.hostOf[vm] = to
  }

  /** A host's figures as if it carried nothing. */
  emptied(host: number): HostFigures {
    const nothing = { cpuPercent: 0, memoryUsedMib: 0, iops: 0, networkUsedMbps: 0 }
    return { ...this.figures[host]!, ...nothing, runningVms: 0, virtualProcessors: 0 }
  }

  private add(host: number, vm: number, sign: 1 | -1): void {
    this.loads.add(host, vm, sign)
    this.figures[host] = this.figuresWith(this.figures[host]!, vm, sign)
  }

  private figuresWith(host: HostFigures, vm: number, sign: number): HostFigures {
    const { cpuCount } = this.vms[vm]!
    const { load } = this.plainRequestOf(vm)
    const cpu = (load.cpuPercent * cpuCount) / host.processors
    return {
      ...host,
      cpuPercent: Math.max(0, host.cpuPercent + sign * cpu),
      memoryUsedMib: host.memoryUsedMib + sign * this.loads.heldMib(vm),
      iops: Math.max(0, host.iops + sign * load.diskIops),
      networkUsedMbps: Math.max(0, host.networkUsedMbps + sign * load.networkMbps),
      runningVms: host.runningVms + sign,
      virtualProcessors: (host.virtualProcessors ?? 0) + sign * cpuCount,
    }
  }
}

/** VMs that hold memory of these hosts, in the order of their ids. */
function residents(world: World, hosts: readonly HostRow[]): VmRow[] {
  const found: VmRow[] = []
  for (const host of hosts) {
    for (const id of world.index.vmsByHost.of(host.id)) {
      const vm = world.get('vm', id)
      if (world.vms.data.heldMib[vm.slot]! > 0) found.push(vm)
    }
  }
  return found.sort(byId)
}
