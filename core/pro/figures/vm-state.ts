import { checkpointDepth, checkpointsOf, guestFactsOf, heartbeatOf } from '../../guests/index.ts'
import type { VmRow, World } from '../../world/index.ts'

/** Checkpoints of a VM that are not deleted. */
export function checkpointCount(vm: VmRow): number {
  return checkpointsOf(vm).filter(one => !one.isDeleted).length
}

export { checkpointDepth }

/** When the oldest checkpoint of a VM was made. */
export function oldestCheckpointMs(vm: VmRow): number | undefined {
  return checkpointsOf(vm).find(one => !one.isDeleted)?.createdMs
}

/** What a VM wrote since its checkpoints were made, GiB: files besides its disks. */
export function checkpointGib(vm: VmRow): number {
  const kept = checkpointsOf(vm).flatMap(one => one.writtenGib)
  return [...kept, ...(vm.writtenGib ?? [])].reduce((sum, gib) => sum + gib, 0)
}

/** 1 while the host hears nothing of a guest that should answer; else 0. */
export function heartbeatLost(world: World, vm: VmRow): number {
  return heartbeatOf(world, vm) === 'lost' ? 1 : 0
}

/** When a guest was updated last; what is off or stored gets no updates. */
export function patchedMs(world: World, vm: VmRow): number {
  return guestFactsOf(world, vm).lastPatchedMs
}

/** 1 where a VM is off: stopped, saved or stored. */
export function isOff({ state, recycled }: VmRow): number {
  const off = state === 'stopped' || state === 'saved' || state === 'stored'
  return off && !recycled ? 1 : 0
}

/** 1 while it stands still since its disks do not answer or have no room; else 0. */
export function isCritical({ state, isStalled, failure }: VmRow): number {
  return state === 'paused' && (isStalled || failure) ? 1 : 0
}

/** 1 where the last job of a VM left it in a state that wants a repair. */
export function wantsRepair({ state }: VmRow): number {
  return state.endsWith('-failed') || state === 'missing' ? 1 : 0
}
