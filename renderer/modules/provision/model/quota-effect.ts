/** What a request does to a quota of points. */
export interface QuotaEffect {
  before: number
  after: number
  /** Absent where there is no limit. */
  limit: number | undefined
  left: number | undefined
  exceeds: boolean
}

/** Points in use before and after a request of that many points, held against the limit. */
export function quotaEffect(used: number, requested: number, limit?: number): QuotaEffect {
  const after = used + requested
  return {
    before: used,
    after,
    limit,
    left: limit === undefined ? undefined : Math.max(0, limit - used),
    exceeds: limit !== undefined && after > limit,
  }
}
