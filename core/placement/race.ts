import type { HostId } from '../../shared/domain/index.ts'
import { limitsOf, mibPerGib, numberOfId } from '../../shared/domain/index.ts'
import type { ReserveVm } from '../cluster/reserve/index.ts'
import { spareMib, survives } from '../cluster/reserve/index.ts'
import type { ClusterReserveFigures } from './cluster-reserve.ts'
import { reserveVmOf } from './cluster-reserve.ts'
import { bestVolume } from './filters.ts'
import type { HostFigures, PlacementRequest, VolumeFigures } from './figures.ts'

/** A host in the race for VMs of one request. */
export interface Candidate {
  host: HostFigures
  /** Score and favours; undefined where it cannot take the VM, whatever its name and its volume. */
  rank: number | undefined
  readonly reach: Reach
  readonly field: ClusterField | undefined
  /** Its place in the reserve of its cluster; absent where the cluster does not count it. */
  readonly place: number | undefined
  /** Whether its host group says what an over-committed cluster means: then its rank knows. */
  readonly isGoverned: boolean
  keepsReserve: boolean
  /** Whether it is in the race now. */
  isOpen: boolean
  /** Counts up whenever its entry in the heap is no longer true. */
  stamp: number
}

/** Hosts that reach the same volumes share where the next disk would go. */
export class Reach {
  best: VolumeFigures | undefined
  readonly members: Candidate[] = []
  private reserveMib = 0

  constructor(
    request: PlacementRequest,
    readonly anyHost: HostFigures,
  ) {
    this.best = bestVolume(request, anyHost)
  }

  join(candidate: Candidate): void {
    this.members.push(candidate)
    this.reserveMib = Math.max(this.reserveMib, candidate.host.diskReserveMib)
  }

  hasRoom(diskReserveMib: number, diskGib: number): boolean {
    return this.best !== undefined && this.best.freeGib - diskReserveMib / mibPerGib >= diskGib
  }

  hasRoomForAll(diskGib: number): boolean {
    return this.hasRoom(this.reserveMib, diskGib)
  }
}

/** What a cluster says of the VMs that come to its nodes: its reserve, and how many it may hold. */
export class ClusterField {
  reserve: ClusterReserveFigures | undefined
  readonly members: Candidate[] = []
  vms: number
  private readonly vm: ReserveVm
  private readonly limit: number
  private readonly isMove: boolean
  private spare = -1

  constructor(request: PlacementRequest, host: HostFigures) {
    this.vms = host.clusterVms ?? 0
    this.vm = reserveVmOf(request)
    const counts = request.highlyAvailable && request.clusterId !== host.clusterId
    this.limit = counts ? limitsOf(host).vmsPerCluster : Infinity
    this.reserve = host.clusterReserve
    this.isMove = request.clusterId !== undefined && request.clusterId === host.clusterId
  }

  get isFull(): boolean {
    return this.vms >= this.limit
  }

  /** A VM more on a node; whether what the cluster says of its nodes may be another now. */
  take({ place }: Candidate): boolean {
    this.vms++
    if (this.reserve && place !== undefined) this.reserve.state.add(place, this.vm)
    this.spare -= 2 * this.vm.sizeMib
    const was = this.members.some(member => !member.keepsReserve || member.isGoverned)
    if (this.spare >= 2 * this.vm.sizeMib && !was) return this.isFull
    this.examine()
    return true
  }

  /** Asks for each node whether the cluster keeps its reserve with a VM there. */
  examine(): void {
    const { reserve, vm } = this
    if (!reserve || this.isMove) return
    const { state, goal, isOver } = reserve
    const knows = goal.method === '2012-r2' && !isOver
    this.spare = knows ? spareMib(state, goal.reserveNodes, vm.sizeMib) : -1
    const all = this.spare >= 2 * vm.sizeMib
    for (const member of this.members) {
      const { place } = member
      member.keepsReserve =
        member.isGoverned ||
        place === undefined ||
        all ||
        (!isOver && state.with(place, vm, () => survives(state, goal)))
    }
  }
}

interface Entry {
  readonly candidate: Candidate
  readonly rank: number
  readonly number: number
  readonly stamp: number
}

/** The hosts in the race, the best first: the highest rank, then the lowest id. */
export class RankHeap {
  private readonly entries: Entry[] = []

  push(candidate: Candidate): void {
    const { rank, stamp, host } = candidate
    this.insert({ candidate, rank: rank!, number: numberOfId(host.hostId), stamp })
  }

  /** The best host that is open and has no VM of the name yet; it stays where it is. */
  best(nameTakenOn: ReadonlySet<HostId> | undefined): Candidate | undefined {
    const aside: Entry[] = []
    let found: Candidate | undefined
    for (let top = this.entries[0]; top; top = this.entries[0]) {
      const isTrue = top.stamp === top.candidate.stamp && top.candidate.isOpen
      if (isTrue && !nameTakenOn?.has(top.candidate.host.hostId)) {
        found = top.candidate
        break
      }
      this.shift()
      if (isTrue) aside.push(top)
    }
    for (const entry of aside) this.insert(entry)
    return found
  }

  /** How many of the hosts of a name are open. */
  openAmong(ids: ReadonlySet<HostId> | undefined, all: readonly Candidate[]): number {
    if (!ids || ids.size === 0) return 0
    return all.filter(one => one.isOpen && ids.has(one.host.hostId)).length
  }

  private insert(entry: Entry): void {
    const { entries } = this
    let at = entries.length
    while (at > 0) {
      const above = (at - 1) >> 1
      if (!goesBefore(entry, entries[above]!)) break
      entries[at] = entries[above]!
      at = above
    }
    entries[at] = entry
  }

  private shift(): void {
    const { entries } = this
    const last = entries.pop()
    if (!last || entries.length === 0) return
    let at = 0
    for (;;) {
      let below = 2 * at + 1
      if (below >= entries.length) break
      if (below + 1 < entries.length && goesBefore(entries[below + 1]!, entries[below]!)) below++
      if (!goesBefore(entries[below]!, last)) break
      entries[at] = entries[below]!
      at = below
    }
    entries[at] = last
  }
}

function goesBefore(a: Entry, b: Entry): boolean {
  return a.rank > b.rank || (a.rank === b.rank && a.number < b.number)
}
