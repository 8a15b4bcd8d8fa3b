import type { HostReserves } from '../../../shared/domain/index.ts'
import { reserveKeys } from '../../../shared/domain/index.ts'

/** Reserves while somebody types them: a field may stand empty. */
export type ReserveDraft = { -readonly [Key in keyof HostReserves]?: number }

/** The reserves once every field is filled. */
export function wholeReserves(draft: ReserveDraft): HostReserves | undefined {
  if (reserveKeys.some(key => draft[key] === undefined)) return undefined
  return Object.fromEntries(reserveKeys.map(key => [key, draft[key]])) as unknown as HostReserves
}
