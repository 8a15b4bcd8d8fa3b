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
