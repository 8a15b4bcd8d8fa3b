import { runCode } from '../world/index.ts'
import type { World } from '../world/index.ts'

/** Numbers in the record of a guest. */
export const recordLength = 10

/**
 * What a simulated second reads of the guests that run: all of one host and volume after one
 * another, so that their sums need no look-up for each, and the figures of a guest side by side.
 * Follows from the columns; the order is that in which the second adds up, and so part of the
 * result.
 */
export interface Loads {
  /** The revision of the columns from which this was made. */
  readonly revision: number
  /** Slots of the guests, by host, then by volume, then by slot. */
  readonly slots: Int32Array
  /**
   * Their records: start, slope and end of the piece of the load curve, limit and number of the
   * processors, base and span of the operations, reads and writes of one, span of the traffic.
   */
  readonly records: Float64Array
  readonly groups: readonly LoadGroup[]
  /** Slots of the guests that boot. */
  readonly starting: Int32Array
}

/** Guests on one host and volume (their slots; -1 for no volume), and where the next ones begin. */
interface LoadGroup {
  readonly host: number
  readonly volume: number
  readonly end: number
}

const known = new WeakMap<World, Loads>()

/** The loads of a world, made again where the columns of a guest changed. */
export function loadsOf(world: World): Loads {
  const before = known.get(world)
  if (before?.revision === world.vms.revision) return before
  const loads = makeLoads(world)
  known.set(world, loads)
  return loads
}

function makeLoads(world: World): Loads {
  const { hostSlot, volumeSlot } = world.vms.data
  const byVolume = inOrderOf(volumeSlot, slotsThat(world, runCode.running), world.volumes.length)
  const slots = inOrderOf(hostSlot, byVolume, world.hosts.length)
  const groups: LoadGroup[] = []
  const records = new Float64Array(slots.length * recordLength)
  for (let at = 0; at < slots.length; at++) {
    const slot = slots[at]!
    fillRecord(world, records, at * recordLength, slot)
    const [host, volume] = [hostSlot[slot]!, volumeSlot[slot]!]
    const next = slots[at + 1] ?? -1
    const isLast = next < 0 || hostSlot[next] !== host || volumeSlot[next] !== volume
    if (isLast) groups.push({ host, volume, end: at + 1 })
  }
  const starting = slotsThat(world, runCode.starting)
  return { revision: world.vms.revision, slots, records, groups, starting }
}

function slotsThat({ vms }: World, code: number): Int32Array {
  const slots = new Int32Array(vms.length)
  let count = 0
  for (let slot = 0; slot < vms.length; slot++) {
    if (vms.data.run[slot] === code) slots[count++] = slot
  }
  return slots.subarray(0, count)
}

/** The slots by what a column says of them, from -1 to below `most`; those of one kind stay so. */
function inOrderOf(column: Int32Array, slots: Int32Array, most: number): Int32Array {
  const places = new Int32Array(most + 2)
  for (const slot of slots) places[column[slot]! + 2]! += 1
  for (let kind = 1; kind < places.length; kind++) places[kind]! += places[kind - 1]!
  const sorted = new Int32Array(slots.length)
  for (const slot of slots) sorted[places[column[slot]! + 1]!++] = slot
  return sorted
}

function fillRecord({ vms }: World, records: Float64Array, at: number, slot: number): void {
  const { data } = vms
  records[at] = data.pieceStart[slot]!
  records[at + 1] = data.pieceSlope[slot]!
  records[at + 2] = data.pieceEndS[slot]!
  records[at + 3] = data.cpuLimit[slot]!
  records[at + 4] = data.cpuCount[slot]!
  records[at + 5] = data.iopsBase[slot]!
  records[at + 6] = data.iopsSpan[slot]!
  records[at + 7] = data.readPart[slot]!
  records[at + 8] = data.writePart[slot]!
  records[at + 9] = data.networkSpan[slot]!
}
