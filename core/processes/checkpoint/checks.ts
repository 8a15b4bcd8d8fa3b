import type { VmState } from '../../../shared/domain/index.ts'
import { checkpointsMax } from '../../../shared/domain/index.ts'
import type { Refusal } from '../../../shared/refusals/index.ts'
import { refuse } from '../../../shared/refusals/index.ts'
import { checkpointOf, checkpointsOf } from '../../guests/index.ts'
import { assignedMibOf } from '../../memory/index.ts'
import type { VmRow, World } from '../../world/index.ts'
import { spaceRefusal } from '../space.ts'
import type { CheckpointAction } from './types.ts'

/** States in which a VM can be kept and brought back (facts 5.3). */
const resting: readonly VmState[] = ['running', 'paused', 'saved', 'stopped']
const verbs: Readonly<Record<CheckpointAction, string>> = {
  create: 'make a checkpoint',
  restore: 'restore a checkpoint',
  delete: 'delete a checkpoint',
  merge: 'merge checkpoints',
}

/** Memory that a checkpoint of the VM as it is now keeps on disk. */
export function imageMibOf(world: World, vm: VmRow): number {
  return vm.state === 'stopped' ? 0 : assignedMibOf(world, vm)
}

/** Whether deleted checkpoints can be merged now: with 2008 R2 only while the VM is off. */
export function mayMerge(world: World, vm: VmRow): boolean {
  const { version } = world.get('host', vm.hostId)
  return version === '2008-r2' ? vm.state === 'stopped' : resting.includes(vm.state)
}

/**
 * Why a checkpoint action is not possible on the VM: its state, the limit of 50, a passed-through
 * disk, a checkpoint that is not there, or room on its volume (facts 4.3, 5.3, 7.1).
 */
export function checkpointRefusal(
  world: World,
  vm: VmRow,
  action: CheckpointAction,
  checkpointId?: number,
): Refusal | undefined {
  const { name, state } = vm
  if (vm.recycled) return refuse('vm.recycled', { name })
  if (!resting.includes(state)) {
    return refuse('vm.bad-power-state', {
      ...{ name, action: verbs[action], state, allowed: [...resting] },
    })
  }
  if (action === 'create') return createRefusal(world, vm)
  if (action === 'merge') return undefined
  const one = checkpointOf(vm, checkpointId)
  if (!one) return refuse('checkpoint.unknown', { name, checkpoint: checkpointId ?? 0 })
  if (action === 'delete') return undefined
  return spaceRefusal(world, vm, { ...vm, savedImageMib: one.imageMib })
}

/** Why a VM cannot go back to the checkpoint that it goes on from. */
export function restoreLatestRefusal(world: World, vm: VmRow): Refusal | undefined {
  if (checkpointsOf(vm).every(one => one.isDeleted)) {
    return refuse('checkpoint.none', { name: vm.name })
  }
  const { id } = checkpointOf(vm, vm.checkpointId) ?? checkpointsOf(vm).find(one => !one.isDeleted)!
  return checkpointRefusal(world, vm, 'restore', id)
}

function createRefusal(world: World, vm: VmRow): Refusal | undefined {
  const { name } = vm
  if (checkpointsOf(vm).length >= checkpointsMax) {
    return refuse('checkpoint.limit', { name, limit: checkpointsMax })
  }
  const disk = vm.disks.find(one => one.format === 'pass-through')
  if (disk) return refuse('checkpoint.pass-through', { name, disk: disk.name })
  const savedImageMib = (vm.savedImageMib ?? 0) + imageMibOf(world, vm)
  return spaceRefusal(world, vm, { ...vm, savedImageMib })
}
