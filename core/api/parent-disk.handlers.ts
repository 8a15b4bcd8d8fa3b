import type { VolumeDetails } from '../../shared/contract/index.ts'
import type { Refusal } from '../../shared/refusals/index.ts'
import { refuse } from '../../shared/refusals/index.ts'
import { changeOf, recordJob } from '../jobs/record.ts'
import { childrenOf, parentsOf, withParents } from '../storage/index.ts'
import type { ParentDisk, VolumeRow } from '../world/index.ts'
import { put } from '../world/index.ts'
import type { Applied, HandlerContext, InputOf } from './handler.ts'

/** Disks that stand on a parent: VMs in scope by name, and how many there are besides. */
function usersOf({ world, access, caller }: HandlerContext, volume: VolumeRow, one: ParentDisk) {
  const { vms, parents } = childrenOf(world, volume.id, one.id)
  const mine = access.scope(caller, 'vm.read')
  const seen = vms.filter(vm => mine.vm(vm)).map(vm => vm.name)
  const usedBy = [...seen, ...parents.map(parent => parent.name)]
  return { usedBy, hidden: vms.length - seen.length }
}

/** The parents on a volume with who uses them. */
export function parentDisksOf(
  context: HandlerContext,
  volume: VolumeRow,
): VolumeDetails['parentDisks'] {
  const all = parentsOf(volume)
  return all.map(one => ({
    parentId: one.id,
    ...{ name: one.name, path: one.path, format: one.format },
    ...{ sizeGib: one.sizeGib, usedGib: one.usedGib },
    parentName: all.find(other => other.id === one.parentId)?.name,
    isWhole: one.copying === undefined,
    ...usersOf(context, volume, one),
  }))
}

/** A parent goes for good; nothing may stand on it or be copying it. */
function deleteParentDisk(
  context: HandlerContext,
  { volumeId, parentId }: InputOf<'storage', 'deleteParentDisk'>,
): Refusal | (() => Applied) {
  const { world, caller } = context
  const volume = world.get('volume', volumeId)
  const parent = parentsOf(volume).find(one => one.id === parentId)
  if (!parent) return refuse('disk.parent-unknown', { parent: parentId, volume: volume.name })
  const { name } = parent
  const { usedBy, hidden } = usersOf(context, volume, parent)
  const disks = usedBy.length + hidden
  if (disks > 0) {
    return refuse('disk.parent-in-use', { parent: name, volume: volume.name, disks, names: usedBy })
  }
  const copying = world.find('job', parent.copying)
  if (copying && world.index.openJobs.has(copying.id)) {
    return refuse('storage.in-use-by-job', { name, job: copying.targetName })
  }
  return () => {
    const left = parentsOf(volume).filter(one => one.id !== parentId)
    world.apply(put('volume', withParents(volume, left)))
    const changes = changeOf(name, 'files', parent.path, 'deleted')
    const target = { targetId: volumeId, targetName: volume.name }
    const job = { name: 'job.storage.deleteParentDisk', ...target, caller, changes }
    return { jobId: recordJob(world, job) }
  }
}

/** Parents of differencing disks. */
export const parentDiskHandlers = { deleteParentDisk }
