import { limitsOf, mibPerGib } from '../../../shared/domain/index.ts'
import { freeMib } from '../../memory/index.ts'
import type { HostRow, World } from '../../world/index.ts'
import { runCode } from '../../world/index.ts'

/** Virtual processors of the VMs that hold memory for each logical processor. */
export function processorRatio(world: World, host: HostRow): number {
  return world.hosts.data.virtualProcessors[host.slot]! / host.logicalProcessors
}

export function coresOf({ cores, logicalProcessors }: HostRow): number {
  return cores ?? logicalProcessors
}

/** Memory for each core, GiB. */
export function memoryPerCoreGib(host: HostRow): number {
  return host.memoryMib / mibPerGib / coresOf(host)
}

/** Running VMs, in percent of what the host's version runs at most (facts 7.1). */
export function runningVmsPercent(world: World, host: HostRow): number {
  return (world.hosts.data.runningVms[host.slot]! * 100) / limitsOf(host).runningVmsPerHost
}

/** Memory that VMs can still get, in percent of all; what is short of the reserve is below 0. */
export function memoryAvailablePercent(world: World, host: HostRow): number {
  return (freeMib(world, host) * 100) / host.memoryMib
}

/** What the parent partition has once all VMs have theirs with their overhead, MiB. */
export function parentMemoryMib(world: World, host: HostRow): number {
  return host.memoryMib - world.hosts.data.heldMib[host.slot]!
}

/** Memory assigned to VMs, MiB, without what they cost the host besides. */
export function assignedMib(world: World, host: HostRow): number {
  const { assignedMib: assigned } = world.vms.data
  let sum = 0
  for (const id of world.index.vmsByHost.of(host.id)) sum += assigned[world.get('vm', id).slot]!
  return sum
}

/** A quarter more than what is assigned, in percent of the host's memory (seed 003, 110-125 %). */
export function headRoomPercent(world: World, host: HostRow): number {
  return (assignedMib(world, host) * 1.25 * 100) / host.memoryMib
}

/** Mean pressure of the VMs with dynamic memory that run, percent; 0 without any. */
export function memoryPressurePercent(world: World, host: HostRow): number {
  const { run, maximumMib, assignedMib: assigned, memoryBase, memorySpan } = world.vms.data
  const { demandPercent } = world.vms.data
  let sum = 0
  let count = 0
  for (const id of world.index.vmsByHost.of(host.id)) {
    const { slot } = world.get('vm', id)
    if (run[slot] !== runCode.running || maximumMib[slot] === 0) continue
    const demand = memoryBase[slot]! + memorySpan[slot]! * demandPercent[slot]! * 0.01
    sum += (demand * 100) / Math.max(1, assigned[slot]!)
    count++
  }
  return count === 0 ? 0 : sum / count
}
