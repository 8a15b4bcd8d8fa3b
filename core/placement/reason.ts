import type { HostRating } from '../../shared/contract/index.ts'
import type { HostFigures, PlacementRequest, RatingOptions } from './figures.ts'

export type RatingReason = HostRating['reasons'][number]

/** One condition of facts 1.6: why a host cannot or should not take the VM, or undefined. */
export type Filter = (
  request: PlacementRequest,
  host: HostFigures,
  options: RatingOptions,
) => RatingReason | undefined

export function reason(
  code: string,
  severity: RatingReason['severity'],
  text: string,
  next: string,
  overridable = false,
): RatingReason {
  return { code, severity, text, next, overridable }
}

/** A reason whose words take work: they are made when somebody reads them. */
export function lateReason(
  code: string,
  severity: RatingReason['severity'],
  {
    text,
    next,
    overridable = false,
  }: { readonly text: () => string; readonly next: string; readonly overridable?: boolean },
): RatingReason {
  let made: string | undefined
  return {
    ...{ code, severity, next, overridable },
    get text() {
      return (made ??= text())
    },
  }
}
