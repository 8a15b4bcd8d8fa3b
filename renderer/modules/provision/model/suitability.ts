import type { HostRating } from '../../../../shared/contract/index.ts'

/** Whether a host takes the VM: yes, only when somebody says so, or not at all. */
export type Suitability = 'suitable' | 'overridable' | 'blocked'

type Reason = HostRating['reasons'][number]

/** The reasons that cost a host its stars; warnings do not. */
export function zeroReasons(rating: HostRating): Reason[] {
  return rating.reasons.filter(reason => reason.severity !== 'warning')
}

/** The reasons that only warn. */
export function warnings(rating: HostRating): Reason[] {
  return rating.reasons.filter(reason => reason.severity === 'warning')
}

/** Whether the host can be chosen: a zero may be ignored only where every reason allows it. */
export function suitabilityOf(rating: HostRating): Suitability {
  const reasons = zeroReasons(rating)
  if (reasons.length === 0) return 'suitable'
  return reasons.every(one => one.severity === 'zero' && one.overridable)
    ? 'overridable'
    : 'blocked'
}
