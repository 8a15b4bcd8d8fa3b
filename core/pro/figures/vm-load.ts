import { demandedAt, iopsOf, memoryDemandMibOf, operationsAt, runCode } from '../../world/index.ts'
import type { World } from '../../world/index.ts'

type Fill = (world: World, out: Float64Array) => void

/** A figure of the VMs that run; the others have 0. */
function ofRunning(figure: (world: World, slot: number) => number): Fill {
  return (world, out) => {
    const { run } = world.vms.data
    for (let slot = 0; slot < world.vms.length; slot++) {
      out[slot] = run[slot] === runCode.running ? figure(world, slot) : 0
    }
  }
}

/** Processor time that a guest gets, percent of its virtual processors. */
export const processorPercent = ofRunning((world, slot) => world.vms.data.grantedPercent[slot]!)

/** Percent of its virtual processors that a VM is ready to use and does not get. */
export const processorWaitPercent = ofRunning((world, slot) => {
  const { demandPercent, cpuLimit, grantedPercent } = world.vms.data
  return Math.max(0, Math.min(demandPercent[slot]!, cpuLimit[slot]!) - grantedPercent[slot]!)
})

/** What a guest asks for of the memory that it has, percent. */
export const memoryPressurePercent = ofRunning(
  (world, slot) =>
    (memoryDemandMibOf(world, slot) * 100) / Math.max(1, world.vms.data.assignedMib[slot]!),
)

/** Disk operations a second that a VM gets. */
export const iops = ofRunning(iopsOf)

/** What a VM asks of its disks now, within its own limit. */
function askedIops(world: World, slot: number): number {
  return operationsAt(world, slot, world.vms.data.grantedPercent[slot]!)
}

/** What it would ask for without its limit. */
export const demandedIops = ofRunning((world, slot) =>
  demandedAt(world, slot, world.vms.data.grantedPercent[slot]!),
)

export const isRunning = ofRunning(() => 1)

/** What the VMs of each volume ask for together, and how many they are, by its slot. */
interface VolumeAsks {
  readonly iops: Float64Array
  readonly vms: Int32Array
}

export function volumeAsks(world: World): VolumeAsks {
  const { run, volumeSlot } = world.vms.data
  const sums = new Float64Array(world.volumes.length)
  const vms = new Int32Array(world.volumes.length)
  for (let slot = 0; slot < world.vms.length; slot++) {
    const volume = volumeSlot[slot]!
    if (run[slot] !== runCode.running || volume < 0) continue
    sums[volume] = sums[volume]! + askedIops(world, slot)
    vms[volume]!++
  }
  return { iops: sums, vms }
}

/** What a VM asks for of all requests of its volume, percent. */
export function ioSharePercent(world: World, out: Float64Array): void {
  const asks = volumeAsks(world)
  ofRunning((_, slot) => {
    const volume = world.vms.data.volumeSlot[slot]!
    const all = volume < 0 ? 0 : asks.iops[volume]!
    return all > 0 ? (askedIops(world, slot) * 100) / all : 0
  })(world, out)
}

/** How many times the mean of the others on its volume a VM asks for; 0 for one alone. */
export function ioTimesMean(world: World, out: Float64Array): void {
  const asks = volumeAsks(world)
  ofRunning((_, slot) => {
    const volume = world.vms.data.volumeSlot[slot]!
    const others = volume < 0 ? 0 : asks.vms[volume]! - 1
    if (others < 1) return 0
    const own = askedIops(world, slot)
    const mean = (asks.iops[volume]! - own) / others
    return own / Math.max(mean, 0.1)
  })(world, out)
}

/** Mean time of a request of the volume that a VM's load lies on, ms. */
export const volumeLatencyMs = ofRunning((world, slot) => {
  const volume = world.vms.data.volumeSlot[slot]!
  return volume < 0 ? 0 : world.volumes.data.latencyMs[volume]!
})
