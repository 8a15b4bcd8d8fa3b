import type { VolumeId } from '../../../shared/domain/index.ts'
import { chainOf, copyOf, parentAt, takenGib, readCostOf } from '../../storage/index.ts'
import type { VmDisk, VmRow, World } from '../../world/index.ts'
import { gibText } from '../work.ts'
import { diskOf, disksAfter, emptiedGib, emptiedShare, volumeOfNew } from './checks.ts'
import { chosenParent } from './parents.ts'
import type { DiskParameters } from './types.ts'
import { Refusal } from '../../../shared/refusals/index.ts'

/** What an action does to files, in a sentence without its full stop. */
export function workText(world: World, vm: VmRow, parameters: DiskParameters): string {
  const old = diskOf(vm, parameters.disk)
  switch (parameters.action) {
    case 'add':
      return addText(world, vm, parameters)
    case 'remove':
      return old?.parentId === undefined
        ? 'The file is deleted'
        : 'The file is deleted; its parent stays for others'
    case 'expand':
      return old?.format === 'fixed' ? 'The new part is written' : 'Only its tables change'
    case 'convert':
      return old?.parentId === undefined
        ? 'The old file is read and a new one written beside it'
        : 'The file and all its parents are read and one new file written; the parents stay for others'
    case 'compact':
      return `The file is read and written anew without what the guest has emptied, ${emptiedShare * 100} % of what was written since the last time (our assumption): ${gibText(old ? emptiedGib(old) : 0)}`
    case 'merge':
      return `What was written since is read and goes into the parent, which is the disk of ${vm.name} alone from then on`
    case 'makeParent':
      return `The file becomes read only, and ${vm.name} goes on with an empty differencing disk over it`
  }
}

function addText(world: World, vm: VmRow, parameters: DiskParameters): string {
  const { format, parent } = parameters
  if (format === 'fixed') return 'A fixed disk is written whole'
  if (format !== 'differencing') return 'A dynamic disk begins empty'
  const volume = world.find('volume', volumeOfNew(vm, parameters))
  const chosen = volume && chosenParent(world, volume, parent)
  const name = chosen && !(chosen instanceof Refusal) ? chosen.name : ''
  const isNew = volume && parent && 'diskId' in parent && !copyOf(volume, parent.diskId)
  return isNew
    ? `${name} is copied from the library to ${volume.name} once, for all disks that will stand on it; the new disk begins empty`
    : `The new disk begins empty and reads from ${name}, which is there already`
}

/** How many files a read looks through once the action is done, where there are parents. */
export function chainText(world: World, vm: VmRow, parameters: DiskParameters): string[] {
  const now = disksAfter(world, vm, parameters).find(one => one.name === parameters.disk)
  if (now?.format !== 'differencing') return []
  const isMade = parameters.action === 'makeParent'
  const old = diskOf(vm, parameters.disk)
  const below = isMade ? chainOf(world, old).length + 1 : Math.max(1, chainOf(world, now).length)
  const percent = Math.round((readCostOf(below) - 1) * 100)
  return [
    `A read may look through ${below + 1} files and costs ${percent} % more (our assumption); writes look for new blocks as those of a dynamic disk. Differencing disks are for tests, not for production.`,
  ]
}

/** How the room of parents on the volume changes by an action, in GiB. */
export function parentRoomGib(
  world: World,
  { action, parent: choice }: DiskParameters,
  disk: VmDisk | undefined,
  volumeId: VolumeId | undefined,
): number {
  const parent = disk && parentAt(world, disk)
  if (action === 'merge') return parent ? -takenGib(parent) : 0
  if (action === 'makeParent' && disk) return takenGib(disk)
  const volume = world.find('volume', volumeId)
  if (action !== 'add' || !volume || !choice || !('diskId' in choice)) return 0
  if (copyOf(volume, choice.diskId)) return 0
  const chosen = chosenParent(world, volume, choice)
  return chosen instanceof Refusal ? 0 : takenGib(chosen)
}
