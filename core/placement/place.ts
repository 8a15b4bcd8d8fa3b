import type { HostGroupId, HostId, VmId, VolumeId } from '../../shared/domain/index.ts'
import type { Refusal } from '../../shared/refusals/index.ts'
import { refuse } from '../../shared/refusals/index.ts'
import type { HostRow, World } from '../world/index.ts'
import type { HostFigures, PlacementRequest } from './figures.ts'
import { figuresOf } from './read-figures.ts'
import { hostsBelow, hostsWithName } from './hosts.ts'
import { figure, score } from './format.ts'
import { fabricOptions, Placer, type Placement } from './placer.ts'
import { rateHost } from './rate.ts'

/**
 * The host of a group for automatic placement (facts 1.5), among those that `visible` lets pass.
 * Refused with the reasons where none can take the VM.
 */
export function chooseHost(
  world: World,
  request: PlacementRequest,
  hostGroupId: HostGroupId,
  visible: (host: HostRow) => boolean = () => true,
): Placement | Refusal {
  const hostIds = hostsBelow(world, hostGroupId).filter(id => visible(world.get('host', id)))
  const placer = new Placer(world, request, hostIds)
  const group = world.get('hostgroup', hostGroupId).name
  return placer.next(request.name) ?? placer.refusal(group, request.name)
}

/**
 * A host that a person chose, and its volume, where they named one: refused for what blocks it, and
 * for what rates it zero unless that may be overridden and is.
 */
export function placeOnHost(
  world: World,
  request: PlacementRequest,
  hostId: HostId,
  choice: { readonly volumeId?: VolumeId; readonly overrideZeroRating?: boolean } = {},
): Placement | Refusal {
  const [host] = figuresOf(world, [hostId]) as [HostFigures]
  const named = choice.volumeId && host.volumes.filter(volume => volume.id === choice.volumeId)
  const chosen = named ? { ...host, volumes: named } : host
  const rating = rateHost(withName(world, request), chosen, fabricOptions(world))
  const against = rating.reasons.filter(
    one => one.severity !== 'warning' && !(choice.overrideZeroRating && one.overridable),
  )
  if (against.length > 0 || rating.volumeId === undefined) {
    const reasons = against.map(one => one.text)
    return refuse('placement.host-unsuitable', { host: host.hostName, reasons })
  }
  const suitable = rating.stars > 0 ? 1 : 0
  return { rating, hostId, volumeId: rating.volumeId, rated: 1, suitable }
}

/** The request with the hosts on which its name is taken. */
export function withName(world: World, request: PlacementRequest, except?: VmId): PlacementRequest {
  if (request.name === undefined) return request
  return { ...request, nameTakenOn: hostsWithName(world, request.name, except) }
}

/** The rating of a placement in words, as it is kept with the VM. */
export function explainPlacement(placement: Placement): string[] {
  const { rating, rated, suitable } = placement
  const chosen =
    rated === 1
      ? `${rating.hostName} was chosen by hand and rates ${rating.stars} of 5 stars.`
      : `${rating.hostName} has the highest score of ${figure(suitable)} suitable hosts among ${figure(rated)}: ${score(rating.score)}, ${rating.stars} of 5 stars.`
  const names = { cpu: 'CPU', memory: 'Memory', disk: 'Disk I/O', network: 'Network' }
  const terms = rating.terms.map(
    term =>
      `${names[term.resource]}: ${term.formula} = ${score(term.points)} of ${figure(term.weight)}.`,
  )
  const free = figure(rating.volumeFreeGib ?? 0, 0)
  const favours = rating.favours.map(one => `${one.text} ${score(one.points)} for its rank.`)
  const volume = `${rating.volumeName ?? 'Its volume'} has most free space: ${free} GB.`
  const sum = `Sum ${score(rating.points)} of ${figure(rating.pointsMax)}, times 5 / ${figure(rating.pointsMax)} = ${score(rating.score)}.`
  return [chosen, ...terms, sum, ...favours, volume, ...rating.reasons.map(one => one.text)]
}
