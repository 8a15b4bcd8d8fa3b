import type { HostReserves, ReserveKey, ReserveLevels } from '../../../shared/domain/index.ts'
import { levelResources, reserveKeys } from '../../../shared/domain/index.ts'

/** Reserves while somebody types them: a field may stand empty. */
export type ReserveDraft = { -readonly [Key in ReserveKey]?: number } & { levels?: ReserveLevels }

/** The reserves once every field is filled; levels may stand empty. */
export function wholeReserves(draft: ReserveDraft): HostReserves | undefined {
  if (reserveKeys.some(key => draft[key] === undefined)) return undefined
  const whole = Object.fromEntries(reserveKeys.map(key => [key, draft[key]]))
  return { ...(whole as unknown as HostReserves), levels: wholeLevels(draft.levels) }
}

/** The levels that are given; undefined where none is. */
export function wholeLevels(levels: ReserveLevels | undefined): ReserveLevels | undefined {
  const given = levelResources.flatMap(resource => {
    const { startOptimization, placement } = levels?.[resource] ?? {}
    if (startOptimization === undefined && placement === undefined) return []
    return [[resource, { startOptimization, placement }] as const]
  })
  return given.length > 0 ? Object.fromEntries(given) : undefined
}

/** Whether two reserves say the same. */
export function sameReserves(one: ReserveDraft, other: ReserveDraft): boolean {
  if (reserveKeys.some(key => one[key] !== other[key])) return false
  return sameLevels(one.levels, other.levels)
}

export function sameLevels(one?: ReserveLevels, other?: ReserveLevels): boolean {
  return levelResources.every(
    resource =>
      one?.[resource]?.startOptimization === other?.[resource]?.startOptimization &&
      one?.[resource]?.placement === other?.[resource]?.placement,
  )
}
