export const spanUnits = ['s', 'min', 'h', 'd'] as const
export type SpanUnit = (typeof spanUnits)[number]

/** Seconds of each unit. */
export const unitS: Readonly<Record<SpanUnit, number>> = { s: 1, min: 60, h: 3600, d: 86_400 }

/** Whole seconds in the largest unit of which they are a whole number. */
export function spanOf(seconds: number): { amount: number; unit: SpanUnit } {
  const unit = spanUnits.findLast(one => seconds >= unitS[one] && seconds % unitS[one] === 0) ?? 's'
  return { amount: seconds / unitS[unit], unit }
}
