import { netBiosName } from '../../../shared/domain/index.ts'
import type { JobId } from '../../../shared/domain/index.ts'
import { numberOfId } from '../../../shared/domain/index.ts'
import { macAddressOf, vmDiskPath } from '../../inventory/index.ts'
import { copyOf } from '../../storage/index.ts'
import type { VmRow, World } from '../../world/index.ts'
import { loadNeeds } from '../../workload/index.ts'
import type { Place } from './place.ts'
import type { ProvisionParameters } from './types.ts'

/** Name of a guest: given, or made from the VM's name. */
function computerNameOf({ computerName, name }: ProvisionParameters): string {
  return computerName === '*' ? netBiosName(name) : computerName
}

/** The parent that the disk stands on: the one that is there, or the next that is made. */
function parentIdFor(world: World, { parent }: ProvisionParameters, { volumeId }: Place): number {
  const volume = world.get('volume', volumeId)
  return copyOf(volume, parent!.diskId)?.id ?? (volume.parentDisksMade ?? 0) + 1
}

/** The row of a VM that is being created on the place that was chosen. */
export function vmOfParameters(
  world: World,
  parameters: ProvisionParameters,
  place: Place,
  jobId: JobId,
): VmRow {
  const id = world.nextId('vm')
  const { name, disk, networks } = parameters
  const folder = vmDiskPath(world.get('volume', place.volumeId), name)
  return {
    id,
    slot: world.vms.take(),
    name,
    state: 'creating',
    hostId: place.hostId,
    cpuCount: parameters.cpuCount,
    memoryMib: parameters.memoryMib,
    dynamicMemory: parameters.dynamicMemory,
    roleMemoryMib: loadNeeds[parameters.workload].roleMemoryMib,
    cpuWeight: parameters.cpuWeight,
    cpuReservePercent: parameters.cpuReservePercent,
    cpuLimitPercent: parameters.cpuLimitPercent,
    // On a host that somebody chose although it is in no cluster, nothing takes it over.
    highlyAvailable:
      parameters.highlyAvailable && world.get('host', place.hostId).clusterId !== undefined,
    operatingSystem: parameters.operatingSystem,
    computerName: computerNameOf(parameters),
    guestServices: false,
    disks: [
      {
        name: `${name}-disk-0`,
        ...disk,
        volumeId: place.volumeId,
        ...(parameters.parent ? { parentId: parentIdFor(world, parameters, place) } : {}),
        path: parameters.path || folder,
      },
    ],
    networkAdapters: networks.map((adapter, index) => ({
      ...adapter,
      macAddress: macAddressOf(numberOfId(id), index),
    })),
    description: parameters.description,
    notes: '',
    tags: parameters.tags,
    customProperties: parameters.customProperties ?? {},
    ...(parameters.availabilitySets?.length
      ? { availabilitySets: parameters.availabilitySets }
      : {}),
    ownerId: parameters.ownerId,
    roleId: parameters.roleId,
    creatorId: parameters.creatorId,
    templateId: parameters.templateId,
    quotaPoints: parameters.quotaPoints,
    startAction: parameters.startAction,
    stopAction: parameters.stopAction,
    startDelayS: parameters.startDelayS,
    workload: parameters.workload,
    createdMs: world.nowMs,
    jobId,
    placement: { stars: place.stars, rated: place.rated, explanation: place.explanation },
  }
}
