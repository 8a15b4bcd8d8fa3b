import { byIdNumber, mibPerGib } from '../../shared/domain/index.ts'
import { refuse, viewOfRefusal } from '../../shared/refusals/index.ts'
import type { Simulation } from '../engine/simulation.ts'
import { mayMerge, mergeRequest } from '../processes/checkpoint/index.ts'
import { putFiles } from '../processes/space.ts'
import type { VmRow, World } from '../world/index.ts'
import { put } from '../world/index.ts'
import { hasMergeable, wholeKib } from './checkpoints.ts'
import { lookForVms } from './missing.ts'
import { writtenAfterMinute } from './writes.ts'

/**
 * What happens to guests at every whole minute, in the order of their ids: differencing disks grow
 * with what was written, and a VM that is off merges what waits for it. Only VMs with checkpoints
 * are looked at.
 */
export function passMinute({ world, jobs }: Simulation): void {
  lookForVms(world)
  const ids = [...world.index.vmsWithCheckpoints]
  ids.sort(byIdNumber)
  for (const id of ids) {
    grow(world, world.get('vm', id))
    const vm = world.get('vm', id)
    const isFree = vm.jobId === undefined && !vm.recycled
    if (isFree && hasMergeable(vm) && mayMerge(world, vm)) jobs.submit(mergeRequest(vm))
  }
}

/** A full volume stops the guest, as the virtualization service does. */
function grow(world: World, vm: VmRow): void {
  const wanted = writtenAfterMinute(world, vm)
  const before = vm.writtenGib?.[0] ?? 0
  if (wanted <= before) return
  const volume = world.get('volume', vm.disks[0]!.volumeId)
  const freeGib = Math.max(1 / mibPerGib, volume.capacityGib - volume.usedGib)
  const gib = Math.min(wanted - before, wholeKib(freeGib - 1 / mibPerGib))
  const writtenGib = vm.disks.map((_, at) => (vm.writtenGib?.[at] ?? 0) + (at === 0 ? gib : 0))
  world.applyAll(putFiles(world, { ...vm, writtenGib }))
  if (gib < wanted - before && vm.state === 'running' && vm.jobId === undefined) {
    const failure = refuse('vm.paused-full', { name: vm.name, volume: volume.name })
    const stopped = world.get('vm', vm.id)
    world.apply(put('vm', { ...stopped, state: 'paused', failure: viewOfRefusal(failure) }))
  }
}
