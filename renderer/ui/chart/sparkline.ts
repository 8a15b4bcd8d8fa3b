/**
 * The path of a sparkline in a box of that size, one point a sample, from the left edge to the
 * right. `max` is what the full height means; values outside 0 to `max` stop at the edge.
 */
export function sparklinePath(
  points: ArrayLike<number>,
  widthPx: number,
  heightPx: number,
  max?: number,
): string {
  if (points.length === 0) return ''
  const top = max ?? highest(points)
  const step = points.length > 1 ? widthPx / (points.length - 1) : 0
  let path = ''
  for (let index = 0; index < points.length; index += 1) {
    const share = top > 0 ? Math.min(1, Math.max(0, (points[index] ?? 0) / top)) : 0
    // A line is drawn half its width inside the box, or the highest values would be cut.
    const y = heightPx - 1 - share * (heightPx - 2)
    path += `${index === 0 ? 'M' : 'L'}${(index * step).toFixed(1)} ${y.toFixed(1)}`
  }
  return points.length > 1 ? path : `${path}h${widthPx}`
}

function highest(points: ArrayLike<number>): number {
  let top = 0
  for (let index = 0; index < points.length; index += 1) top = Math.max(top, points[index] ?? 0)
  return top
}
