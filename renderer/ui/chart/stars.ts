export type StarFill = 'full' | 'half' | 'none'

/** How each of `max` stars is drawn for a value, which is taken to the nearest half. */
export function starFills(value: number, max: number): StarFill[] {
  const halves = Math.round(Math.min(max, Math.max(0, value)) * 2)
  return Array.from({ length: max }, (_, index) => {
    const left = halves - index * 2
    if (left >= 2) return 'full'
    return left === 1 ? 'half' : 'none'
  })
}
