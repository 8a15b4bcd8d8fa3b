import { mibPerGib, numberOfId } from '../../shared/domain/index.ts'
import { clusterReserve } from './cluster-reserve.ts'
import type { HostFigures, PlacementRequest, RatingOptions, VolumeFigures } from './figures.ts'
import { figure, listed } from './format.ts'
import { hostFilters } from './host-filters.ts'
import type { Filter, RatingReason } from './reason.ts'
import { placementLevel } from './level-filter.ts'
import { reason } from './reason.ts'
import { checkReasons, ruleReasons, withoutChecked } from './rules/index.ts'
import { brokenReserves, memoryNeededMib, memoryReserveOf } from './terms.ts'

/** Whether a volume may take the VM's disks: those of a highly available one only a shared one. */
function isEligible(request: PlacementRequest, host: HostFigures, volume: VolumeFigures): boolean {
  const { kind } = volume
  if (kind === 'local' && request.highlyAvailable && host.clusterId !== undefined) return false
  return (kind !== 'cluster-disk' || volume.ownerHostId === host.hostId) && mayUse(request, volume)
}

/** Whether whose VM it will be may use the volume; a VM that is there already may stay. */
function mayUse({ userId }: PlacementRequest, { allowed }: VolumeFigures): boolean {
  return userId === undefined || allowed === undefined || allowed.userIds.has(userId)
}

/** The eligible volume with most free space, the one with the lower id of two alike. */
export function bestVolume(
  request: PlacementRequest,
  host: HostFigures,
): VolumeFigures | undefined {
  let best: VolumeFigures | undefined
  for (const volume of host.volumes) {
    if (best && volume.freeGib < best.freeGib) continue
    if (best && volume.freeGib === best.freeGib && numberOfId(volume.id) > numberOfId(best.id))
      continue
    if (isEligible(request, host, volume)) best = volume
  }
  return best
}

/** Whether the volume has room for the VM above the host's reserve of disk space. */
export function hasRoom(
  request: PlacementRequest,
  host: HostFigures,
  volume: VolumeFigures | undefined,
): boolean {
  const reserveGib = host.diskReserveMib / mibPerGib
  return volume !== undefined && volume.freeGib - reserveGib >= request.diskGib
}

function volumeRoom(request: PlacementRequest, host: HostFigures): RatingReason | undefined {
  const volume = bestVolume(request, host)
  if (hasRoom(request, host, volume)) return undefined
  const need = `Needs ${figure(request.diskGib)} GB on one volume`
  const closed = host.volumes.find(one => !mayUse(request, one))
  if (!volume && closed) {
    const groups = closed.allowed?.groups.join(', ') ?? ''
    const text = `${closed.name} is for members of ${groups}, and the owner of the VM is in none of them.`
    return reason('volume', 'zero', text, 'Choose another host, or join one of the groups.')
  }
  if (!volume) {
    const shared = request.highlyAvailable ? 'shared volume' : 'volume'
    const text = `${need}, and ${host.hostName} reaches no ${shared}.`
    return reason('volume', 'zero', text, `Give ${host.hostName} a ${shared}.`)
  }
  const freeGib = Math.max(0, volume.freeGib - host.diskReserveMib / mibPerGib)
  return reason(
    'volume',
    'zero',
    `${need}, and the most free above the reserve is ${figure(freeGib)} GB (${volume.name}).`,
    `Free ${figure(Math.ceil((request.diskGib - freeGib) * 10) / 10)} GB there, or add a volume.`,
  )
}

function memoryRoom(request: PlacementRequest, host: HostFigures): RatingReason | undefined {
  const needed = memoryNeededMib(request)
  const reserve = memoryReserveOf(host)
  const free = host.memoryMib - reserve - host.memoryUsedMib
  if (needed <= free) return undefined
  const whose = host.parentMib > host.memoryReserveMib ? 'the parent partition' : 'the host reserve'
  return reason(
    'memory',
    'zero',
    `Needs ${figure(needed)} MB with its overhead, and ${figure(Math.max(0, free))} MB are free above the ${figure(reserve)} MB of ${whose}.`,
    `Free ${figure(needed - free)} MB there: stop, save or move VMs.`,
  )
}

function available(_: PlacementRequest, host: HostFigures): RatingReason | undefined {
  if (host.availableForPlacement) return undefined
  return reason(
    'not-available',
    'zero',
    `${host.hostName} is taken out of placement.`,
    `Make ${host.hostName} available for placement.`,
  )
}

function networks(request: PlacementRequest, host: HostFigures): RatingReason | undefined {
  const missing = request.networks.filter(network => !host.networks.includes(network))
  if (missing.length === 0) return undefined
  const names = listed([...new Set(missing)])
  return reason(
    'networks',
    'zero',
    `${host.hostName} has no network ${names}.`,
    `Add ${names} to a virtual switch of ${host.hostName}, or choose another network.`,
  )
}

/** A network that is in a VLAN itself leads adapters of another one nowhere (facts 1.6, row 4). */
function vlans(request: PlacementRequest, host: HostFigures): RatingReason | undefined {
  for (const { network, vlan } of request.vlans ?? []) {
    const own = host.virtualNetworks?.find(one => one.name === network)?.vlan
    if (own === undefined || own === vlan) continue
    return reason(
      'vlan',
      'zero',
      `An adapter of the VM is in VLAN ${vlan}, and ${network} of ${host.hostName} carries VLAN ${own}.`,
      `Put the adapter into VLAN ${own} or into none, or choose another host.`,
    )
  }
  return undefined
}

function clustered(request: PlacementRequest, host: HostFigures): RatingReason | undefined {
  if (request.highlyAvailable && host.clusterId === undefined) {
    return reason(
      'not-clustered',
      'zero',
      `The VM is highly available, and ${host.hostName} is in no cluster.`,
      'You may still place it here; it then loses high availability.',
      true,
    )
  }
  if (!request.highlyAvailable && host.clusterId !== undefined) {
    return reason(
      'not-highly-available',
      'warning',
      `The VM is not highly available, and ${host.hostName} is a node of ${host.clusterName ?? 'a cluster'}.`,
      'Make it highly available, or take a host that stands alone.',
      true,
    )
  }
  return undefined
}

function sameName(request: PlacementRequest, host: HostFigures): RatingReason | undefined {
  if (!request.nameTakenOn?.has(host.hostId)) return undefined
  return reason(
    'same-name',
    'zero',
    `${host.hostName} already holds a VM named ${request.name ?? 'like this'}.`,
    'Choose another name.',
  )
}

function processors(request: PlacementRequest, host: HostFigures): RatingReason | undefined {
  if (request.cpuCount <= host.logicalProcessors) return undefined
  return reason(
    'processors',
    'zero',
    `The VM has ${request.cpuCount} virtual processors, and ${host.hostName} has ${host.logicalProcessors} logical ones.`,
    `Use at most ${host.logicalProcessors}.`,
  )
}

const resourceNames = { cpu: 'CPU', memory: 'memory', disk: 'disk', network: 'network' } as const

/** The packing goal must not break a reserve (facts 1.2); lack of memory has its own reason. */
function reserves(
  request: PlacementRequest,
  host: HostFigures,
  options: RatingOptions,
): RatingReason | undefined {
  if (options.goal === 'load-balancing') return undefined
  const broken = brokenReserves(request, host).filter(resource => resource !== 'memory')
  if (broken.length === 0) return undefined
  const names = listed(broken.map(resource => resourceNames[resource]))
  return reason(
    'reserve',
    'zero',
    `With the VM ${host.hostName} would break its reserve of ${names}.`,
    'Move load away, or rate for load balancing.',
  )
}

const filters: readonly Filter[] = [
  ...hostFilters,
  available,
  volumeRoom,
  memoryRoom,
  networks,
  vlans,
  clustered,
  sameName,
  processors,
  reserves,
  placementLevel,
  clusterReserve,
]
const order = { blocked: 0, zero: 1, warning: 2 } as const

/** What the conditions of the rating find, and the reasons that follow with rules and checks. */
export interface Judged {
  readonly found: readonly RatingReason[]
  readonly reasons: readonly RatingReason[]
}

const nothing: Judged = { found: [], reasons: [] }

/** Asks every condition, rule and check; the reasons come the worst first. */
export function judge(
  request: PlacementRequest,
  host: HostFigures,
  options: RatingOptions,
): Judged {
  let some: RatingReason[] | undefined
  for (const filter of filters) {
    const one = filter(request, host, options)
    if (one) (some ??= []).push(one)
  }
  // most hosts of a thousand have nothing against them: nothing is put together for those
  if (!some && !host.asks && !request.rules?.length) return nothing
  const found = some ?? []
  const all = [
    ...withoutChecked(found, host),
    ...ruleReasons(request, host),
    ...checkReasons(request, host, found),
  ]
  return { found, reasons: all.sort((a, b) => order[a.severity] - order[b.severity]) }
}

/** Every reason against the host and every warning, the worst first. */
export function reasonsOf(
  request: PlacementRequest,
  host: HostFigures,
  options: RatingOptions,
): readonly RatingReason[] {
  return judge(request, host, options).reasons
}

/** Whether nothing but warnings speaks against the host. */
export function isSuitable(reasons: readonly RatingReason[]): boolean {
  return reasons.every(one => one.severity === 'warning')
}
