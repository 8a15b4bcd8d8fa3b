import type { HostId } from '../../shared/domain/index.ts'
import { survives } from '../cluster/reserve/index.ts'
import type { World } from '../world/index.ts'
import type { ClusterReserveFigures } from './cluster-reserve.ts'
import type { HostFigures, PlacementRequest } from './figures.ts'
import { figuresOf } from './read-figures.ts'
import { fabricOptions, Placer } from './placer.ts'

/** So many VMs are tried; what fits beyond them is "or more". */
export const fitMax = 5000

/** What stopped the count, on most of the hosts. */
export interface FitLimit {
  readonly code: string
  readonly hosts: number
  readonly text: string
  readonly next: string
}

/** How many VMs of one request fit one after another, each placed as automatic placement would. */
export interface Fit {
  readonly count: number
  readonly isCapped: boolean
  readonly byHost: ReadonlyMap<HostId, number>
  readonly limits: readonly FitLimit[]
}

export interface FitOptions {
  /** Failures that clusters are to survive with them; absent for what each is told. */
  readonly reserveNodes?: number
  /** So many are enough to know of. */
  readonly most?: number
}

/** Places VMs of a request in mind until none fits, by every condition of placement. */
export function howManyFit(
  world: World,
  request: PlacementRequest,
  hostIds: readonly HostId[],
  { reserveNodes, most = fitMax }: FitOptions = {},
): Fit {
  const figures = withReserve(figuresOf(world, hostIds), reserveNodes)
  const placer = new Placer(world, request, hostIds, fabricOptions(world), figures)
  const byHost = new Map<HostId, number>()
  let count = 0
  while (count < most) {
    const place = placer.next()
    if (!place) break
    byHost.set(place.hostId, (byHost.get(place.hostId) ?? 0) + 1)
    count++
  }
  const isCapped = count === most
  return { count, isCapped, byHost, limits: isCapped ? [] : placer.limits() }
}

/**
 * The request as if the limit that binds were not there; undefined where that cannot be thought.
 */
export function without(
  code: string,
  request: PlacementRequest,
  options: FitOptions,
): { request: PlacementRequest; options: FitOptions } | undefined {
  if (code === 'cluster-reserve') {
    return options.reserveNodes === 0 ? undefined : { request, options: { reserveNodes: 0 } }
  }
  if (code === 'volume' && request.diskGib > 0) {
    return { request: { ...request, diskGib: 0 }, options }
  }
  const isMemory = code === 'memory' && request.memoryMib > 0
  return isMemory ? { request: { ...request, memoryMib: 0, reserveMib: 0 }, options } : undefined
}

function withReserve(
  figures: readonly HostFigures[],
  reserveNodes: number | undefined,
): readonly HostFigures[] {
  if (reserveNodes === undefined) return figures
  const known = new Map<ClusterReserveFigures, ClusterReserveFigures>()
  return figures.map(host => {
    const { clusterReserve: old } = host
    if (!old) return host
    const goal = { ...old.goal, reserveNodes }
    const clusterReserve = known.get(old) ?? { ...old, goal, isOver: !survives(old.state, goal) }
    known.set(old, clusterReserve)
    return { ...host, clusterReserve }
  })
}
