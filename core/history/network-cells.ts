import { virtualNetworksOf } from '../networks/index.ts'
import type { HostRow, VmRow, World } from '../world/index.ts'
import type { Track } from './track.ts'

/** Virtual networks of a host that have a history; those beyond have none. */
export const networksPerHost = 8

/** A number for a virtual network: its host's id and its name, hashed (FNV-1a). */
export function networkNumber(hostId: string, name: string): number {
  let hash = 0x811c9dc5
  const text = `${hostId}/${name}`
  for (let at = 0; at < text.length; at++) {
    hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193) >>> 0
  }
  return hash === 0 ? 1 : hash
}

/** On which virtual network each VM sends, and what is sent on them at this moment. */
export class NetworkCells {
  /** The cell of each VM by slot, one more than it is; 0 for none. */
  cellOf = new Int32Array(64)
  /** What is sent on each cell at this moment. */
  mbps = new Float32Array(0)

  constructor(
    private readonly world: World,
    private readonly track: Track,
  ) {}

  /** All that a VM sends goes through its first adapter (ours). */
  noteVm(vm: VmRow): void {
    if (vm.slot >= this.cellOf.length) {
      const wider = new Int32Array(vm.slot * 2)
      wider.set(this.cellOf)
      this.cellOf = wider
    }
    const host = this.world.find('host', vm.stored ? undefined : vm.hostId)
    const name = vm.networkAdapters[0]?.network
    const at = host ? virtualNetworksOf(this.world, host).findIndex(one => one.name === name) : -1
    const isKept = host !== undefined && at >= 0 && at < networksPerHost
    this.cellOf[vm.slot] = isKept ? host.slot * networksPerHost + at + 1 : 0
  }

  noteHost(host: HostRow): void {
    const names = virtualNetworksOf(this.world, host).map(one => one.name)
    this.hold(host.slot, at => {
      const name = names[at]
      return name === undefined ? 0 : networkNumber(host.id, name)
    })
    for (const id of this.world.index.vmsByHost.of(host.id)) this.noteVm(this.world.get('vm', id))
  }

  noteHostGone(host: HostRow): void {
    this.hold(host.slot, () => 0)
  }

  /** Adds what was gathered to the history of the networks, and begins again. */
  close(): void {
    const { ids, looks, sums, tops, length } = this.track
    for (let cell = 0; cell < length; cell++) {
      if (ids[cell] === 0) continue
      const mbps = this.mbps[cell]!
      sums[cell] = sums[cell]! + mbps
      if (mbps > tops[cell]!) tops[cell] = mbps
      looks[cell] = looks[cell]! + 1
    }
    this.mbps.fill(0)
  }

  private hold(hostSlot: number, numberAt: (at: number) => number): void {
    const first = hostSlot * networksPerHost
    for (let at = 0; at < networksPerHost; at++) this.track.hold(first + at, numberAt(at))
    if (this.mbps.length >= this.track.ids.length) return
    const wider = new Float32Array(this.track.ids.length)
    wider.set(this.mbps)
    this.mbps = wider
  }
}
