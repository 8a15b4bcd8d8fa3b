import type { HostId, VolumeId } from '../../../shared/domain/index.ts'
import { byIdNumber } from '../../../shared/domain/index.ts'
import { Refusal } from '../../../shared/refusals/index.ts'
import type { Placement, PlacementRequest } from '../../placement/index.ts'
import {
  activeRulesOf,
  dynamicRequest,
  explainPlacement,
  hostsBelow,
  newVmLoad,
  placeOnHost,
  Placer,
  vlansOf,
} from '../../placement/index.ts'
import type { World } from '../../world/index.ts'
import { takenGib } from '../../storage/index.ts'
import type { ProvisionParameters } from './types.ts'

/** A host and a volume for a new VM, and the rating in words. */
export interface Place {
  readonly hostId: HostId
  readonly volumeId: VolumeId
  readonly stars: number
  readonly rated: number
  readonly explanation: readonly string[]
}

/** What placement is asked for a VM to be provisioned. */
function requestOf(world: World, parameters: ProvisionParameters): PlacementRequest {
  const { cpuCount, memoryMib, disk, highlyAvailable, networks, name } = parameters
  const { tags, availabilitySets, customProperties } = parameters
  return {
    name,
    cpuCount,
    memoryMib,
    ...dynamicRequest(parameters),
    // Room for a copy of the parent too, which may be on the volume already.
    diskGib: takenGib(disk) + (parameters.parent?.takenGib ?? 0),
    highlyAvailable,
    networks: networks.map(adapter => adapter.network),
    ...vlansOf(networks),
    load: newVmLoad,
    rules: activeRulesOf(world, { tags, availabilitySets }),
    customProperties,
    userId: parameters.ownerId ?? parameters.creatorId,
  }
}

/** Chooses the place of a new VM by the present state of the fabric, or says why there is none. */
export function choosePlace(world: World, parameters: ProvisionParameters): Place | Refusal {
  const placement = placementOf(world, parameters)
  if (placement instanceof Refusal) return placement
  return {
    hostId: placement.hostId,
    volumeId: placement.volumeId,
    stars: placement.rating.stars,
    rated: placement.rated,
    explanation: explainPlacement(placement),
  }
}

function placementOf(world: World, parameters: ProvisionParameters): Placement | Refusal {
  const { destination } = parameters
  const request = requestOf(world, parameters)
  if (destination.kind === 'host') {
    return placeOnHost(world, request, destination.hostId, destination)
  }
  const groups = destination.hostGroupIds.filter(id => world.find('hostgroup', id))
  const hostIds = [...new Set(groups.flatMap(id => hostsBelow(world, id)))]
  hostIds.sort(byIdNumber)
  const placer = new Placer(world, request, hostIds)
  const names = groups.map(id => world.get('hostgroup', id).name).join(', ')
  return placer.next(request.name) ?? placer.refusal(names, request.name)
}
