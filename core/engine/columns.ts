import { fabricEpochMs, msPerSecond } from '../../shared/domain/index.ts'
import { clearVmColumns, syncHostColumns, syncVmColumns } from '../inventory/columns.ts'
import { strikeGuest } from '../inventory/struck-guest.ts'
import { samplesFromHex } from '../workload/index.ts'
import type {
  FaultRow,
  HostRow,
  PoolRow,
  SnapshotRow,
  TraceRow,
  VmRow,
  VolumeRow,
} from '../world/index.ts'
import { historyLength } from '../world/index.ts'
import type { Simulation } from './simulation.ts'

/**
 * Keeps the columns true to the rows: whatever puts a VM, host or volume into the world need not
 * know that columns exist, besides taking a slot.
 */
export function keepColumns(simulation: Simulation): void {
  const { world } = simulation
  world.listen((change, before) => {
    const row = 'gone' in change ? undefined : change.row
    switch (change.table) {
      case 'vm':
        return noteVm(simulation, before as VmRow | undefined, row as VmRow | undefined)
      case 'host':
        if (row) syncHostColumns(world, row as HostRow)
        else if (before) world.hosts.release((before as HostRow).slot)
        return
      case 'volume':
        if (!row && before) world.volumes.release((before as VolumeRow).slot)
        return
      case 'snapshot':
        if (row && !before) world.snapshots.data.freshShare[(row as SnapshotRow).slot] = 1
        if (!row && before) world.snapshots.release((before as SnapshotRow).slot)
        return
      case 'pool':
        if (!row && before) world.pools.release((before as PoolRow).slot)
        return
      case 'fault':
        return noteFault(simulation, (row ?? before) as FaultRow)
      case 'trace':
        return noteTrace(simulation, before as TraceRow | undefined, row as TraceRow | undefined)
    }
  })
}

function noteVm(simulation: Simulation, old: VmRow | undefined, now: VmRow | undefined): void {
  const { world } = simulation
  if (!now) {
    if (!old) return
    clearVmColumns(world, old.slot)
    return world.vms.release(old.slot)
  }
  if (!old || changesColumns(old, now)) syncGuest(simulation, now)
  if (!old || old.state !== now.state || old.hostId !== now.hostId) resetAverages(simulation, now)
}

/** The columns of a VM, and what a fault makes of its guest's load. */
function syncGuest({ world, workload }: Simulation, vm: VmRow): void {
  syncVmColumns(world, workload, vm)
  strikeGuest(world, vm)
}

/** A fault of a guest shows in its load as it begins, and no longer as it ends. */
function noteFault(simulation: Simulation, { targetId }: FaultRow): void {
  const vm = simulation.world.find('vm', targetId)
  if (vm) syncGuest(simulation, vm)
}

/** The load curve of a trace comes and goes with its row, also when a fabric is restored. */
function noteTrace({ workload }: Simulation, old?: TraceRow, now?: TraceRow): void {
  if (now) workload.addTrace(now.id, samplesFromHex(now.samplesHex), now.amounts)
  else if (old) workload.removeTrace(old.id)
}

function changesColumns(old: VmRow, now: VmRow): boolean {
  return (
    old.state !== now.state ||
    old.hostId !== now.hostId ||
    old.isQueued !== now.isQueued ||
    old.lost !== now.lost ||
    old.memoryMib !== now.memoryMib ||
    old.dynamicMemory !== now.dynamicMemory ||
    old.roleMemoryMib !== now.roleMemoryMib ||
    (now.dynamicMemory !== undefined && isFreed(old, now)) ||
    old.cpuCount !== now.cpuCount ||
    old.cpuWeight !== now.cpuWeight ||
    old.cpuLimitPercent !== now.cpuLimitPercent ||
    old.cpuReservePercent !== now.cpuReservePercent ||
    old.workload !== now.workload ||
    old.traceId !== now.traceId ||
    old.disks !== now.disks ||
    old.checkpoints !== now.checkpoints ||
    old.checkpointId !== now.checkpointId ||
    old.iopsLimit !== now.iopsLimit
  )
}

/** Whether the balancer may begin or has to stop with a VM. */
function isFreed(old: VmRow, now: VmRow): boolean {
  return old.jobId !== now.jobId || old.guestServices !== now.guestServices
}

/** The averages of placement start again with these events (facts 1.3). */
function resetAverages({ world }: Simulation, vm: VmRow): void {
  const { data } = world.vms
  // The running minute keeps what it has so far.
  data.sumAtMinute[vm.slot] = data.sumAtMinute[vm.slot]! - data.sumPercent[vm.slot]!
  data.sumPercent[vm.slot] = 0
  data.resetS[vm.slot] = Math.floor((world.nowMs - fabricEpochMs) / msPerSecond)
}

/** The ring of minutes of one slot, oldest first. */
export function historyOf(ring: Uint8Array, slot: number, nowMs: number): number[] {
  const minute = Math.floor(nowMs / 60000)
  const values: number[] = []
  for (let back = historyLength - 1; back >= 0; back--) {
    const at = (((minute - back) % historyLength) + historyLength) % historyLength
    values.push(ring[slot * historyLength + at]!)
  }
  return values
}
