import type { HostId, JobId } from '../../shared/domain/index.ts'
import { runCode } from './columns.ts'
import type { World } from './world.ts'

/** Memory that a guest asks for at its present load, MiB; 0 for one that is off. */
export function memoryDemandMibOf(world: World, slot: number): number {
  const { run, memoryBase, memorySpan, demandPercent } = world.vms.data
  if (run[slot] === runCode.off) return 0
  return memoryBase[slot]! + memorySpan[slot]! * demandPercent[slot]! * 0.01
}

/** Memory in use inside a guest, MiB: what it asks for, of what it has. */
export function memoryUsedMibOf(world: World, slot: number): number {
  return Math.min(memoryDemandMibOf(world, slot), world.vms.data.assignedMib[slot]!)
}

/** Disk operations a second that a guest asks for at a load, with those of its paging. */
export function demandedAt(world: World, slot: number, percent: number): number {
  const { iopsBase, iopsSpan, pagingIops } = world.vms.data
  return iopsBase[slot]! + iopsSpan[slot]! * percent * 0.01 + pagingIops[slot]!
}

/** What a VM asks for at a load, within its own limit. */
export function operationsAt(world: World, slot: number, percent: number): number {
  return Math.min(demandedAt(world, slot, percent), world.vms.data.iopsLimit[slot]!)
}

/** Takes operations that a guest asked for and does not get from the totals of this second. */
export function takeBack(world: World, slot: number, operations: number): void {
  const { readPart, writePart, hostSlot, volumeSlot } = world.vms.data
  const { iops, reads, writes } = world.volumes.data
  const hostIops = world.hosts.data.iops
  const on = hostSlot[slot]!
  const disk = volumeSlot[slot]!
  hostIops[on] = hostIops[on]! - operations
  iops[disk] = iops[disk]! - operations
  reads[disk] = reads[disk]! - operations * readPart[slot]!
  writes[disk] = writes[disk]! - operations * writePart[slot]!
}

/** Disk operations a second of a VM: what its volume serves of those that it asks for. */
export function iopsOf(world: World, slot: number): number {
  const { run, bootIops } = world.vms.data
  if (run[slot] !== runCode.running) return run[slot] === runCode.off ? 0 : bootIops[slot]!
  const volumeSlot = world.vms.data.volumeSlot[slot]!
  const served = volumeSlot < 0 ? 1 : world.volumes.data.servedShare[volumeSlot]!
  const { grantedPercent, ioShare } = world.vms.data
  return operationsAt(world, slot, grantedPercent[slot]!) * ioShare[slot]! * served
}

/** What a VM would send and receive if its uplink carried it all, Mbps; a boot's is not up yet. */
export function askedMbpsOf(world: World, slot: number): number {
  const { run, networkSpan, grantedPercent } = world.vms.data
  return run[slot] === runCode.running ? networkSpan[slot]! * (grantedPercent[slot]! * 0.01) : 0
}

/** Network traffic of a VM, Mbps. */
export function networkMbpsOf(world: World, slot: number): number {
  return askedMbpsOf(world, slot) * world.vms.data.networkShare[slot]!
}

const nothingComes = { memoryMib: 0, vms: 0, processors: 0 } as const

/** What migrations under way bring to a host: its memory is promised before they arrive. */
export function comingTo(
  world: World,
  hostId: HostId,
  but?: JobId,
): { readonly memoryMib: number; readonly vms: number; readonly processors: number } {
  const arrivals = world.index.arrivals.of(hostId)
  if (arrivals.size === 0) return nothingComes
  let memoryMib = 0
  let vms = 0
  let processors = 0
  for (const jobId of arrivals) {
    const vm = jobId === but ? undefined : world.find('vm', world.get('job', jobId).targetId)
    if (!vm || vm.hostId === hostId) continue
    memoryMib += world.vms.data.heldMib[vm.slot]!
    vms++
    processors += vm.cpuCount
  }
  return { memoryMib, vms, processors }
}
