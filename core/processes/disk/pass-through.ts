import { byId, oneDecimal } from '../../../shared/domain/index.ts'
import type { Refusal } from '../../../shared/refusals/index.ts'
import { refuse } from '../../../shared/refusals/index.ts'
import { arrayOf, seesArray, volumeOver } from '../../storage/index.ts'
import type { Change, HostRow, LunRow, VmDisk, VmRow, VolumeRow, World } from '../../world/index.ts'
import { put } from '../../world/index.ts'
import { diskFigures } from '../../physics/index.ts'
import { serviceWorkMs } from '../guests.ts'
import { withoutRawVolumes } from '../space.ts'
import type { WorkForecast } from '../work.ts'
import { gibText } from '../work.ts'
import type { DiskParameters } from './types.ts'

/** Why a LUN cannot be given to a VM: it is in use, thin, or not seen where the VM lives. */
export function lunRefusal(
  world: World,
  vm: VmRow,
  { lunId }: DiskParameters,
): Refusal | undefined {
  const lun = world.find('lun', lunId)
  if (!lun) return refuse('not-found', { kind: 'LUN', id: lunId ?? '' })
  const over = volumeOver(world, lun.id)
  if (over) {
    const holder = world.find('vm', over.passedTo)?.name ?? over.name
    return refuse('storage.lun-in-use', { lun: lun.name, volume: holder })
  }
  if (lun.isThin) return refuse('disk.lun-thin', { lun: lun.name })
  const host = world.get('host', vm.hostId)
  const array = arrayOf(world, lun)
  if (!seesArray(world, host, array)) {
    return refuse('disk.lun-not-seen', { lun: lun.name, host: host.name, array: array.name })
  }
  if (vm.highlyAvailable && array.hostId !== undefined) {
    return refuse('storage-migration.not-shared', { name: vm.name, volume: lun.name })
  }
  return undefined
}

/** The hosts that see a LUN for a VM: of one that may start elsewhere, all attached nodes. */
function seersOf(world: World, vm: VmRow, lun: LunRow): HostRow[] {
  const home = world.get('host', vm.hostId)
  if (!vm.highlyAvailable || home.clusterId === undefined) return [home]
  const array = arrayOf(world, lun)
  const nodes = [...world.index.hostsByCluster.of(home.clusterId)].map(id => world.get('host', id))
  return nodes.filter(node => seesArray(world, node, array)).sort(byId)
}

/** The disk of a VM that a LUN becomes. */
export function rawDisk(
  world: World,
  vm: VmRow,
  { disk, lunId, bus = 'scsi' }: DiskParameters,
): VmDisk {
  const lun = world.find('lun', lunId)
  const sizeGib = lun?.sizeGib ?? 0
  const path = lun ? `${arrayOf(world, lun).name}\\${lun.name}` : ''
  const { volumeId } = vm.disks[0]!
  const size = { sizeGib, usedGib: sizeGib }
  return { name: disk, format: 'pass-through', ...size, volumeId, path, bus }
}

/**
 * A LUN becomes a disk of a VM. It has no file system of the host: a volume that nothing else may
 * use stands for it, so that paths, owners, load and faults are those of any other.
 */
export function attached(world: World, vm: VmRow, parameters: DiskParameters): Change[] {
  const lun = world.get('lun', parameters.lunId!)
  const id = world.nextId('volume')
  const seers = seersOf(world, vm, lun)
  const isNode = vm.highlyAvailable && world.get('host', vm.hostId).clusterId !== undefined
  const volume: VolumeRow = {
    ...{ id, slot: world.volumes.take(), name: `${arrayOf(world, lun).name} ${lun.name}` },
    ...{ kind: isNode ? 'cluster-disk' : 'local', fileSystem: 'ntfs', layout: 'concatenation' },
    ...{ lunIds: [lun.id], ownerHostId: vm.hostId, passedTo: vm.id },
    ...{ capacityGib: lun.sizeGib, usedGib: lun.sizeGib },
  }
  const disk = { ...rawDisk(world, vm, parameters), volumeId: id }
  return [
    put('volume', volume),
    ...seers.map(host => put('host', { ...host, volumeIds: [...host.volumeIds, id] })),
    put('vm', { ...vm, disks: [...vm.disks, disk] }),
  ]
}

/** A LUN is the VM's no longer: nobody uses it, and what is on it stays until somebody does. */
export function detached(world: World, vm: VmRow, disk: VmDisk): Change[] {
  const disks = vm.disks.filter(one => one !== disk)
  return [put('vm', { ...vm, disks }), ...withoutRawVolumes(world, [disk.volumeId])]
}

/** What giving a LUN to a VM, or taking it back, would mean. */
export function forecastRaw(world: World, vm: VmRow, parameters: DiskParameters): WorkForecast {
  const base = { durationS: serviceWorkMs / 1000, downtimeS: 0, movedGib: 0, spaceGib: 0 }
  if (parameters.action === 'remove') {
    return {
      ...base,
      explanation: [
        'The LUN is free again, with all that is on it: nothing is deleted until somebody uses it.',
        `From then on the requests of ${vm.name} go to its first disk.`,
      ],
    }
  }
  const lun = world.get('lun', parameters.lunId!)
  const pool = world.get('pool', lun.poolId)
  const { serviceMs } = diskFigures[pool.diskKind]
  return {
    ...base,
    explanation: [
      `${lun.name} with ${gibText(lun.sizeGib)} becomes the disk as it is: no file, no file system of the host, nothing is copied.`,
      `Requests of ${vm.name} go to the ${pool.disks} disks of ${pool.name} from then on, ${oneDecimal(serviceMs)} ms for an operation of a disk while nobody else asks them; it starts from its first disk. That all of a guest's load lies on such a disk is our assumption.`,
      `While it has the disk, ${vm.name} can have no checkpoint and no snapshot of its own, and can be neither cloned, stored nor copied; ${raising(vm)}`,
    ],
  }
}

function raising(vm: VmRow): string {
  return vm.highlyAvailable
    ? 'live and quick migration go on: the LUN goes with it to every node that is attached to its array.'
    : 'it stays on its host.'
}
