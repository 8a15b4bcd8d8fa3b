import { oneDecimal } from '../../shared/domain/index.ts'
import { levelsOf } from '../hosts/index.ts'
import type { PlanState } from '../plans/index.ts'

/**
 * What a host is full of, and how much more than its placement level one keeps that takes VMs of a
 * host to be turned off, percent (ours): processors vary over the day, memory hardly. Disk and
 * network count where somebody set a level of them.
 */
const resources = [
  { key: 'cpu', resource: 'processor', marginPercent: 20 },
  { key: 'memory', resource: 'memory', marginPercent: 3 },
  { key: 'iops', resource: 'disk operations', marginPercent: 20 },
  { key: 'network', resource: 'network', marginPercent: 20 },
] as const

/** Load and capacity of each resource of a host, in the units of its levels. */
function usesOf(state: PlanState, host: number) {
  const load = state.loads.loadOf(host)
  const { memoryMib, iopsMax, networkMbps } = state.figures[host]!
  const network = networkMbps > 0 ? (load.networkMbps / networkMbps) * 100 : 0
  return {
    cpu: { load: load.cpuPercent, capacity: 100 },
    memory: { load: load.memoryMib, capacity: memoryMib },
    iops: { load: load.iops, capacity: iopsMax },
    network: { load: network, capacity: 100 },
  }
}

/**
 * What a host has less of than its placement level (facts 1.4), with a margin where it `takesMore`,
 * in words; undefined where it has enough. Percent are of what lies above the level, so that 100 is
 * the level itself.
 */
export function lackAt(state: PlanState, host: number, takesMore = false): string | undefined {
  const levels = levelsOf(state.world, state.hosts[host]!)
  const uses = usesOf(state, host)
  for (const { key, resource, marginPercent } of resources) {
    const { reserve, placement } = levels[key]
    const isAsked = key === 'cpu' || key === 'memory' || placement > reserve
    const { load, capacity } = uses[key]
    const percent = (load * 100) / Math.max(1, capacity - placement)
    const limit = takesMore ? 100 - marginPercent : 100
    if (!isAsked || percent <= limit) continue
    const { name } = state.hosts[host]!
    return `${name} would use ${oneDecimal(percent)} % of its ${resource} above its placement level, and ${limit} % is the limit`
  }
  return undefined
}
