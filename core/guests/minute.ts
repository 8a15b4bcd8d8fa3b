import { idsInOrder, mibPerGib } from '../../shared/domain/index.ts'
import { refuse, viewOfRefusal } from '../../shared/refusals/index.ts'
import type { Simulation } from '../engine/simulation.ts'
import { mayMerge, mergeRequest } from '../processes/checkpoint/index.ts'
import { putFiles } from '../processes/space.ts'
import { wholeKib } from '../storage/index.ts'
import type { VmRow, World } from '../world/index.ts'
import { put } from '../world/index.ts'
import { hasMergeable } from './checkpoints.ts'
import { lookForVms } from './missing.ts'
import { writesGrow, writtenAfterMinute } from './writes.ts'

/**
 * What happens to guests at every whole minute, in the order of their ids: differencing disks grow
 * with what was written, and a VM that is off merges what waits for it. Only VMs with checkpoints
 * or on parents are looked at.
 */
export function passMinute({ world, jobs }: Simulation): void {
  lookForVms(world)
  const ids = new Set([...world.index.vmsWithCheckpoints, ...world.index.vmsOnParents])
  for (const id of idsInOrder(ids)) {
    grow(world, world.get('vm', id))
    const vm = world.get('vm', id)
    const isFree = vm.jobId === undefined && !vm.recycled
    if (isFree && hasMergeable(vm) && mayMerge(world, vm)) jobs.submit(mergeRequest(vm))
  }
}

/** A full volume stops the guest, as the virtualization service does. */
function grow(world: World, vm: VmRow): void {
  const wanted = writtenAfterMinute(world, vm)
  const before = writesGrow(vm)
  if (wanted <= before) return
  const volume = world.get('volume', vm.disks[0]!.volumeId)
  const freeGib = Math.max(1 / mibPerGib, volume.capacityGib - volume.usedGib)
  const gib = Math.min(wanted - before, wholeKib(freeGib - 1 / mibPerGib))
  world.applyAll(putFiles(world, grown(vm, gib)))
  if (gib < wanted - before && vm.state === 'running' && vm.jobId === undefined) {
    const failure = refuse('vm.paused-full', { name: vm.name, volume: volume.name })
    const stopped = world.get('vm', vm.id)
    world.apply(put('vm', { ...stopped, state: 'paused', failure: viewOfRefusal(failure) }))
  }
}

/** The VM with so much more in the file that its first disk writes to. */
function grown(vm: VmRow, gib: number): VmRow {
  if (vm.checkpointId === undefined) {
    const disks = vm.disks.map((disk, at) =>
      at === 0 ? { ...disk, usedGib: disk.usedGib + gib } : disk,
    )
    return { ...vm, disks }
  }
  const writtenGib = vm.disks.map((_, at) => (vm.writtenGib?.[at] ?? 0) + (at === 0 ? gib : 0))
  return { ...vm, writtenGib }
}
