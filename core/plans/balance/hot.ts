import type { PlanLoad } from '../../../shared/contract/index.ts'
import type { LevelResource, OptimizationThresholds } from '../../../shared/domain/index.ts'
import { levelUnits } from '../../../shared/domain/index.ts'
import { figure } from '../../placement/index.ts'
import type { PlanState } from '../state.ts'

const names: Readonly<Record<LevelResource, string>> = {
  ...{ cpu: 'CPU', memory: 'memory', disk: 'disk space', iops: 'disk', network: 'network' },
}

interface Free {
  readonly name: string
  readonly free: number
  readonly threshold: number
  readonly unit: string
  /** Whether it is the host's own level at which optimization starts, and no threshold. */
  readonly isLevel?: boolean
}

/** A threshold of nothing leaves its resource out. */
function isLow({ free, threshold }: Free): boolean {
  return threshold > 0 && free < threshold
}

function freeOf(
  state: PlanState,
  host: number,
  thresholds: OptimizationThresholds,
  load = state.loads.loadOf(host),
): Free[] {
  const { memoryMib, parentMib, iopsMax, networkMbps } = state.figures[host]!
  const { cpuFreePercent, memoryFreeMib, diskFreeIops, networkFreeMbps } = thresholds
  return [
    { name: 'CPU', free: 100 - load.cpuPercent, threshold: cpuFreePercent, unit: '%' },
    {
      name: 'memory',
      free: memoryMib - parentMib - load.memoryMib,
      threshold: memoryFreeMib,
      unit: 'MB',
    },
    { name: 'disk', free: iopsMax - load.iops, threshold: diskFreeIops, unit: 'IOPS' },
    {
      name: 'network',
      free: networkMbps - load.networkMbps,
      threshold: networkFreeMbps,
      unit: 'Mbps',
    },
    ...levelsLeft(state, host, load),
  ]
}

/**
 * What is left of resources for which somebody set a level at which optimization starts (facts
 * 1.4), in the unit of the level; disk space moves with no host.
 */
function levelsLeft(state: PlanState, host: number, load: PlanLoad): Free[] {
  const { levels, memoryMib, iopsMax, networkMbps } = state.figures[host]!
  if (!levels) return []
  const left: Readonly<Partial<Record<LevelResource, number>>> = {
    ...{ cpu: 100 - load.cpuPercent, memory: memoryMib - load.memoryMib },
    iops: iopsMax - load.iops,
    network: networkMbps > 0 ? 100 - (load.networkMbps / networkMbps) * 100 : 100,
  }
  return Object.entries(left).flatMap(([key, free]): Free[] => {
    const resource = key as LevelResource
    const { reserve, startOptimization: threshold } = levels[resource]
    if (threshold <= reserve) return []
    return [{ name: names[resource], free, threshold, unit: levelUnits[resource], isLevel: true }]
  })
}

/**
 * Resources of a host of which less is free than the threshold or level, in words; undefined where
 * none is. The load is the mean of the top 40 % of ten one-minute samples (facts 2.2).
 */
export function hotText(
  state: PlanState,
  host: number,
  thresholds: OptimizationThresholds,
): string | undefined {
  const hot = freeOf(state, host, thresholds).filter(isLow)
  if (hot.length === 0) return undefined
  return hot
    .map(({ name, free, threshold, unit, isLevel }) => {
      const is = unit === '%' ? 1 : 0
      const level = isLevel ? ', the level at which its optimization starts' : ''
      const asked = `${figure(threshold)} ${unit}${level}`
      return `${name}: ${figure(free, is)} ${unit} free, below ${asked}`
    })
    .join('; ')
}

/** Whether a host has less free than a threshold or than a level of its own. */
export function isHot(state: PlanState, host: number, thresholds: OptimizationThresholds): boolean {
  return freeOf(state, host, thresholds).some(isLow)
}

/** Whether a host would have less free than that with a VM on top of what it carries. */
export function isHotWith(
  state: PlanState,
  { vm, to }: { readonly vm: number; readonly to: number },
  thresholds: OptimizationThresholds,
): boolean {
  return freeOf(state, to, thresholds, state.loads.loadOf(to, vm)).some(isLow)
}

/** How far the host that is nearest to a threshold is from it, in words. */
export function coolestGap(
  state: PlanState,
  thresholds: OptimizationThresholds,
): string | undefined {
  let nearest: { readonly gap: number; readonly text: string } | undefined
  state.hosts.forEach((host, at) => {
    for (const { name, free, threshold, unit } of freeOf(state, at, thresholds)) {
      if (threshold <= 0) continue
      const gap = (free - threshold) / threshold
      if (nearest && gap >= nearest.gap) continue
      const has = `${figure(free, unit === '%' ? 1 : 0)} ${unit}`
      nearest = {
        gap,
        text: `${host.name} is nearest with ${has} of ${name} free, and the threshold is ${figure(threshold)} ${unit}`,
      }
    }
  })
  return nearest?.text
}
