import type { TopFigure } from '../../shared/contract/index.ts'
import { pressureOf } from '../memory/index.ts'
import type { HostRow, VmRow, World } from '../world/index.ts'
import { iopsOf, networkMbpsOf, runCode } from '../world/index.ts'

type FigureOf = (world: World, slot: number) => number

function latencyMsOf(world: World, slot: number): number {
  const volume = world.vms.data.volumeSlot[slot]!
  return volume < 0 || iopsOf(world, slot) === 0 ? 0 : world.volumes.data.latencyMs[volume]!
}

/** The figure of a running VM by its slot. */
export const topFigureOf: Readonly<Record<TopFigure, FigureOf>> = {
  cpu: (world, slot) => world.vms.data.grantedPercent[slot]!,
  memory: (world, slot) => pressureOf(world, slot) ?? 0,
  iops: iopsOf,
  latency: latencyMsOf,
  network: networkMbpsOf,
}

/** The slots with the largest values, largest first; equal ones in the order of their slots. */
export class Largest {
  readonly slots: Int32Array
  readonly values: Float64Array
  length = 0

  constructor(private readonly limit: number) {
    this.slots = new Int32Array(limit)
    this.values = new Float64Array(limit)
  }

  /** Whether a value would be among them, so that nothing else need be asked of the others. */
  takes(value: number): boolean {
    return this.length < this.limit || value > this.values[this.limit - 1]!
  }

  /** Slots have to come in rising order. */
  add(slot: number, value: number): void {
    if (!this.takes(value)) return
    let at = this.length < this.limit ? this.length++ : this.limit - 1
    while (at > 0 && this.values[at - 1]! < value) {
      this.values[at] = this.values[at - 1]!
      this.slots[at] = this.slots[at - 1]!
      at--
    }
    this.values[at] = value
    this.slots[at] = slot
  }
}

interface Seen {
  readonly vm: (row: VmRow) => boolean
  readonly host: (row: HostRow) => boolean
}

interface Ranking {
  readonly largest: Largest
  /** Running VMs that are seen. */
  readonly compared: number
  /** Those that boot. */
  readonly starting: number
}

/**
 * The VMs that use most of something, in one pass over the columns: hosts are asked once each, VMs
 * only whether they are seen. VMs without a value, and those that are paused, are not ranked.
 */
export function rankVms(world: World, figure: TopFigure, limit: number, seen: Seen): Ranking {
  const { run, hostSlot } = world.vms.data
  const hosts = new Uint8Array(world.hosts.length)
  for (const host of world.all('host')) hosts[host.slot] = seen.host(host) ? 1 : 0
  const valueOf = topFigureOf[figure]
  const largest = new Largest(limit)
  let compared = 0
  let starting = 0
  for (let slot = 0; slot < world.vms.length; slot++) {
    const code = run[slot]!
    // A paused VM uses nothing: its memory stays as it was.
    if (code === runCode.off || code === runCode.paused || hosts[hostSlot[slot]!] !== 1) continue
    const row = world.index.vmBySlot[slot]
    if (!row || !seen.vm(row)) continue
    if (code === runCode.running) compared++
    else starting++
    const value = valueOf(world, slot)
    if (value > 0) largest.add(slot, value)
  }
  return { largest, compared, starting }
}
