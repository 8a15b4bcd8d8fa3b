import type { HostRating } from '../../../../shared/contract/index.ts'
import { suitabilityOf } from './suitability.ts'

type Term = HostRating['terms'][number]

/** The two loads that the list of hosts shows, from 0 to 1. */
export interface RatingLoads {
  cpuAfter: number | undefined
  memoryAfter: number | undefined
}

/** Processor and memory load of the host with the VM on it. */
export function loadsOf(rating: HostRating): RatingLoads {
  return { cpuAfter: loadOf(rating, 'cpu'), memoryAfter: loadOf(rating, 'memory') }
}

function loadOf(rating: HostRating, resource: Term['resource']): number | undefined {
  const term = rating.terms.find(one => one.resource === resource)
  if (!term || term.capacity <= 0) return undefined
  return (term.now + term.adds) / term.capacity
}

/** A load that somebody should look at: the bands of the charts, 75 and 90 percent. */
export function toneOfLoad(share: number): 'warn' | 'crit' | undefined {
  if (share >= 0.9) return 'crit'
  return share >= 0.75 ? 'warn' : undefined
}

export interface RatingGroups {
  suitable: HostRating[]
  /** Zero stars; those that may be overridden first. */
  unsuitable: HostRating[]
}

/** The hosts with stars, best first, and those without. */
export function groupRatings(ratings: readonly HostRating[]): RatingGroups {
  const suitable = ratings.filter(one => suitabilityOf(one) === 'suitable')
  const overridable = ratings.filter(one => suitabilityOf(one) === 'overridable')
  const blocked = ratings.filter(one => suitabilityOf(one) === 'blocked')
  return {
    suitable: suitable.sort((one, other) => other.rank - one.rank),
    unsuitable: [...overridable, ...blocked],
  }
}

/** The place of a host among the suitable ones, counted from 1; undefined where it is none. */
export function placeOf(rating: HostRating, suitable: readonly HostRating[]): number | undefined {
  const index = suitable.findIndex(one => one.hostId === rating.hostId)
  return index < 0 ? undefined : index + 1
}
