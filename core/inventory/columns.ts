import type { VmState } from '../../shared/domain/index.ts'
import { costMib } from '../../shared/domain/index.ts'
import { checkpointDepth, loadDiskOf } from '../guests/index.ts'
import { clampMib, startMibOf } from '../memory/index.ts'
import type { Workload } from '../workload/index.ts'
import { chainOf, readCostOf, writeCostOf } from '../storage/index.ts'
import { processorShare, syncHostPower } from '../hosts/index.ts'
import { processorsWorth } from '../physics/index.ts'
import type { HostRow, VmRow, World } from '../world/index.ts'
import { guestAnswers, runCode } from '../world/index.ts'

/** More than any disk gives: a VM without a limit. */
const unlimited = 1e12

/** What the hot loop sees of a state; a state that is not listed is off. */
const runOfState: Partial<Record<VmState, number>> = {
  running: runCode.running,
  stopping: runCode.running,
  starting: runCode.starting,
  paused: runCode.paused,
  saving: runCode.paused,
  restoring: runCode.paused,
  migrating: runCode.running,
}

/**
 * Whether a VM holds memory of its host: also while it is being created, and while its host hangs
 * with it.
 */
export function holdsMemory(vm: Pick<VmRow, 'state' | 'lost'>): boolean {
  const hangs = vm.state === 'host-not-responding' && vm.lost?.holdsMemory === true
  return runOfState[vm.state] !== undefined || vm.state === 'creating' || hangs
}

/**
 * Brings the columns of a VM in line with its row: host, volume, hardware, state and load curve.
 * Its host's held memory and count of running VMs follow. To be called after every change of a VM
 * row that stays; figures that the simulation writes are left alone, but those of a VM that went
 * off or was paused become 0.
 */
export function syncVmColumns(world: World, workload: Workload, vm: VmRow): void {
  const { slot } = vm
  const columns = world.vms.data
  leaveHost(world, slot)
  world.vms.revision++
  columns.run[slot] = vm.isQueued ? runCode.off : (runOfState[vm.state] ?? runCode.off)
  columns.hostSlot[slot] = world.get('host', vm.hostId).slot
  const disk = loadDiskOf(vm)
  columns.volumeSlot[slot] = world.find('volume', disk?.volumeId)?.slot ?? -1
  columns.cpuCount[slot] = vm.cpuCount
  syncMemory(world, vm)
  columns.cpuWeight[slot] = vm.cpuWeight
  columns.cpuReserve[slot] = vm.cpuReservePercent
  columns.cpuLimit[slot] = vm.cpuLimitPercent
  const load = workload.curveOf(vm)
  columns.curve[slot] = load.curve
  columns.curveOffsetS[slot] = load.curveOffsetS
  // The next step looks the curve up again.
  columns.pieceEndS[slot] = 0
  columns.memoryBase[slot] = load.memoryBase
  columns.memorySpan[slot] = load.memorySpan
  noteLack(world, vm)
  columns.iopsBase[slot] = load.iopsBase
  columns.iopsSpan[slot] = load.iopsSpan
  columns.networkSpan[slot] = load.networkSpan
  columns.iopsLimit[slot] = vm.iopsLimit ?? unlimited
  columns.ioShare[slot] = 1
  columns.networkShare[slot] = 1
  const depth = checkpointDepth(vm) + chainOf(world, disk).length
  columns.readPart[slot] = (1 - load.writeShare) * readCostOf(depth)
  columns.writePart[slot] = load.writeShare * writeCostOf(disk, depth)
  joinHost(world, slot)
  const stands = columns.run[slot] === runCode.off || columns.run[slot] === runCode.paused
  if (stands) quiet(world, slot)
}

/**
 * Memory of a VM: what it starts with once it takes any, and then what the balancer made of it. The
 * balancer leaves a VM alone that a job works on, or whose guest does not answer.
 */
function syncMemory(world: World, vm: VmRow): void {
  const columns = world.vms.data
  const { slot, dynamicMemory } = vm
  const before = columns.assignedMib[slot]!
  const stays = before > 0 && dynamicMemory !== undefined
  const assigned = stays ? clampMib(before, dynamicMemory) : startMibOf(vm)
  columns.assignedMib[slot] = holdsMemory(vm) ? assigned : 0
  columns.heldMib[slot] = holdsMemory(vm) ? costMib(assigned) : 0
  const isFree = vm.state === 'running' && vm.jobId === undefined && guestAnswers(world, vm)
  const balanced = isFree ? dynamicMemory : undefined
  columns.minimumMib[slot] = balanced?.minimumMib ?? 0
  columns.maximumMib[slot] = balanced?.maximumMib ?? 0
  columns.bufferPercent[slot] = balanced?.bufferPercent ?? 0
  columns.memoryWeight[slot] = balanced?.weight ?? 0
  if (stays) return
  columns.addedMib[slot] = 0
  columns.removedMib[slot] = 0
}

/** Static memory that suffices at full load needs no look; what lacked before does not any more. */
function noteLack(world: World, { slot, dynamicMemory }: VmRow): void {
  const { mayLack, assignedMib, memoryBase, memorySpan, shortShare, pagingIops } = world.vms.data
  const most = memoryBase[slot]! + memorySpan[slot]!
  mayLack[slot] = dynamicMemory !== undefined || most > assignedMib[slot]! ? 1 : 0
  if (mayLack[slot] === 1) return
  shortShare[slot] = 0
  pagingIops[slot] = 0
}

/** Takes what a VM holds off its host; to be called before its slot is released. */
export function clearVmColumns(world: World, slot: number): void {
  leaveHost(world, slot)
  world.vms.revision++
  world.vms.data.heldMib[slot] = 0
  world.vms.data.assignedMib[slot] = 0
  world.vms.data.run[slot] = runCode.off
  quiet(world, slot)
}

/** Brings the columns of a host in line with its row. */
export function syncHostColumns(world: World, host: HostRow): void {
  world.hosts.data.capacityPercent[host.slot] =
    processorsWorth(host) * 100 * processorShare(world, host)
  syncHostPower(world, host)
}

function leaveHost(world: World, slot: number): void {
  const { cpuCount, hostSlot, heldMib, run } = world.vms.data
  const host = hostSlot[slot]!
  world.hosts.data.heldMib[host]! -= heldMib[slot]!
  if (heldMib[slot]! > 0) world.hosts.data.virtualProcessors[host]! -= cpuCount[slot]!
  if (run[slot] !== runCode.off) world.hosts.data.runningVms[host]! -= 1
  countGuest(world, slot, -1)
}

/** A guest that runs asks its volume. */
function countGuest(world: World, slot: number, by: 1 | -1): void {
  const { run, volumeSlot } = world.vms.data
  const volume = volumeSlot[slot]!
  if (run[slot] !== runCode.running || volume < 0) return
  world.volumes.data.guests[volume]! += by
}

function joinHost(world: World, slot: number): void {
  const { cpuCount, hostSlot, heldMib, run } = world.vms.data
  const host = hostSlot[slot]!
  world.hosts.data.heldMib[host]! += heldMib[slot]!
  if (heldMib[slot]! > 0) world.hosts.data.virtualProcessors[host]! += cpuCount[slot]!
  if (run[slot] !== runCode.off) world.hosts.data.runningVms[host]! += 1
  countGuest(world, slot, 1)
}

function quiet(world: World, slot: number): void {
  const columns = world.vms.data
  columns.demandPercent[slot] = 0
  columns.grantedPercent[slot] = 0
  columns.shortShare[slot] = 0
  columns.pagingIops[slot] = 0
}
