import { msPerMinute } from '../../../shared/domain/index.ts'
import type { ChartSeries } from '../../ui/index.ts'

type Points = ChartSeries['points']

/**
 * One-minute means, oldest first, with the moments that they end at. The last one belongs to the
 * minute that `asOfMs` lies in.
 */
export function pointsOf(history: readonly number[], asOfMs: number): Points {
  const lastMs = Math.floor(asOfMs / msPerMinute) * msPerMinute
  return history.map((value, at) => [lastMs - (history.length - 1 - at) * msPerMinute, value])
}

/** The mean of a history; undefined of none. */
export function meanOf(history: readonly number[]): number | undefined {
  if (history.length === 0) return undefined
  return history.reduce((sum, value) => sum + value, 0) / history.length
}
