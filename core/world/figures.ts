import type { HostId, JobId } from '../../shared/domain/index.ts'
import { runCode } from './columns.ts'
import type { World } from './world.ts'

/** Memory in use inside a guest, MiB; 0 for one that is off. */
export function memoryUsedMibOf(world: World, slot: number): number {
  const { run, memoryBase, memorySpan, grantedPercent } = world.vms.data
  if (run[slot] === runCode.off) return 0
  return memoryBase[slot]! + memorySpan[slot]! * grantedPercent[slot]! * 0.01
}

/** Disk operations a second of a VM. */
export function iopsOf(world: World, slot: number): number {
  const { iopsBase, iopsSpan, grantedPercent } = world.vms.data
  if (!works(world, slot)) return 0
  return iopsBase[slot]! + iopsSpan[slot]! * grantedPercent[slot]! * 0.01
}

/** Network traffic of a VM, Mbps. */
export function networkMbpsOf(world: World, slot: number): number {
  const { networkSpan, grantedPercent } = world.vms.data
  return works(world, slot) ? networkSpan[slot]! * grantedPercent[slot]! * 0.01 : 0
}

function works(world: World, slot: number): boolean {
  const code = world.vms.data.run[slot]
  return code === runCode.running || code === runCode.starting
}

/** What migrations under way bring to a host: its memory is promised before they arrive. */
export function comingTo(
  world: World,
  hostId: HostId,
  but?: JobId,
): { readonly memoryMib: number; readonly vms: number } {
  let memoryMib = 0
  let vms = 0
  for (const jobId of world.index.arrivals.of(hostId)) {
    const vm = jobId === but ? undefined : world.find('vm', world.get('job', jobId).targetId)
    if (!vm || vm.hostId === hostId) continue
    memoryMib += world.vms.data.heldMib[vm.slot]!
    vms++
  }
  return { memoryMib, vms }
}
