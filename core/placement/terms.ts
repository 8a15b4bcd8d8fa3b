import type { HostRating } from '../../shared/contract/index.ts'
import { vmOverheadMib } from '../../shared/domain/index.ts'
import type { HostFigures, PlacementGoal, PlacementRequest, RatingOptions } from './figures.ts'
import { figure } from './format.ts'

export type RatingTerm = HostRating['terms'][number]
export type Resource = RatingTerm['resource']

/** What a term weighs: usage now, what the VM adds, and what the host has, in one unit. */
interface Load {
  readonly now: number
  readonly adds: number
  readonly capacity: number
  readonly reserve: number
}

const units = { cpu: 'percent', memory: 'MiB', disk: 'IOPS', network: 'percent' } as const

/** The reserve that counts for memory: the host's or its parent partition's, the larger. */
export function memoryReserveOf(host: Pick<HostFigures, 'memoryReserveMib' | 'parentMib'>): number {
  return Math.max(host.memoryReserveMib, host.parentMib)
}

/** Memory that the VM takes of its host. */
export function memoryNeededMib(request: Pick<PlacementRequest, 'memoryMib'>): number {
  return request.memoryMib + vmOverheadMib(request.memoryMib)
}

const loads: Record<Resource, (request: PlacementRequest, host: HostFigures) => Load> = {
  cpu: (request, host) => ({
    now: host.cpuPercent,
    // percent of the VM's processors, as percent of the host's
    adds: (request.load.cpuPercent * request.cpuCount) / host.processors,
    capacity: 100,
    reserve: host.cpuReservePercent,
  }),
  memory: (request, host) => ({
    now: host.memoryUsedMib,
    adds: memoryNeededMib(request),
    capacity: host.memoryMib,
    reserve: memoryReserveOf(host),
  }),
  disk: (request, host) => ({
    now: host.iops,
    adds: request.load.diskIops,
    capacity: host.iopsMax,
    reserve: 0,
  }),
  network: (request, host) => ({
    now: ratioPercent(host.networkUsedMbps, host.networkMbps),
    adds: ratioPercent(request.load.networkMbps, host.networkMbps),
    capacity: 100,
    reserve: host.networkReservePercent,
  }),
}
export const resources: readonly Resource[] = ['cpu', 'memory', 'disk', 'network']

function ratioPercent(part: number, whole: number): number {
  return whole > 0 ? (part / whole) * 100 : 0
}

/** Part of the capacity above the reserve that is in use with the VM; may exceed 1. */
function usedRatio(load: Load): number {
  const usable = load.capacity - load.reserve
  return usable > 0 ? (load.now + load.adds) / usable : 1
}

/** Part of the weight that a term earns: what is left, or for the packing goal what is used. */
export function shareOf(ratio: number, goal: PlacementGoal): number {
  const used = Math.min(1, Math.max(0, ratio))
  return goal === 'load-balancing' ? 1 - used : used
}

/** The points of all terms without their texts: for loops over many hosts. */
export function pointsOf(
  request: PlacementRequest,
  host: HostFigures,
  options: RatingOptions,
): number {
  let points = 0
  for (const resource of resources) {
    const ratio = usedRatio(loads[resource](request, host))
    points += shareOf(ratio, options.goal) * options.weights[resource]
  }
  return points
}

/** The four terms of a rating (facts 1.1) with everything that their formulas used. */
export function termsOf(
  request: PlacementRequest,
  host: HostFigures,
  options: RatingOptions,
): RatingTerm[] {
  return resources.map(resource => {
    const load = loads[resource](request, host)
    const weight = options.weights[resource]
    const share = shareOf(usedRatio(load), options.goal)
    return {
      resource,
      weight,
      ...load,
      unit: units[resource],
      share,
      points: share * weight,
      formula: formulaOf(load, weight, options.goal),
    }
  })
}

/** Resources whose reserve the VM would break: more would be in use than lies above it. */
export function brokenReserves(request: PlacementRequest, host: HostFigures): Resource[] {
  return resources.filter(resource => usedRatio(loads[resource](request, host)) > 1)
}

function formulaOf(load: Load, weight: number, goal: PlacementGoal): string {
  const usable =
    load.reserve > 0
      ? `(${figure(load.capacity)} - ${figure(load.reserve)})`
      : figure(load.capacity)
  const ratio = `${figure(load.now + load.adds)} / ${usable}`
  const times = `x ${figure(weight)}`
  const beyond = usedRatio(load) > 1
  if (goal === 'load-balancing') return `(1 - ${ratio}) ${times}${beyond ? ', at least 0' : ''}`
  return `${ratio} ${times}${beyond ? `, at most ${figure(weight)}` : ''}`
}
