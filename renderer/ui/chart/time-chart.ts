/** One line of a time chart: moments that rise, and what it was then; NaN leaves a gap. */
export interface TimeSeries {
  key: string
  name: string
  timesMs: readonly number[]
  values: readonly number[]
  /** Its place in the list of series colours, from 0. */
  color: number
  widthPx: number
  style: 'solid' | 'dashed' | 'dotted'
}

/** A stretch of the value axis that asks for attention. */
export interface TimeBand {
  from: number
  /** Without an end it goes on to the end of the axis. */
  to?: number
  tone: 'warn' | 'crit'
  label: string
}

export type TimeChartKind = 'line' | 'area' | 'stacked' | 'histogram'

/** Where the drawing lies in its box: what turns pixels into moments and back. */
export const plotPx = { left: 52, right: 108, top: 28, bottom: 24 } as const

/** The moment under a pixel of a chart that is so wide and shows that stretch of time. */
export function momentAt(xPx: number, widthPx: number, fromMs: number, toMs: number): number {
  const share = (xPx - plotPx.left) / Math.max(1, widthPx - plotPx.left - plotPx.right)
  return Math.round(fromMs + Math.min(1, Math.max(0, share)) * (toMs - fromMs))
}

/** How far from the left edge a moment stands. */
export function pixelOf(timeMs: number, widthPx: number, fromMs: number, toMs: number): number {
  const share = (timeMs - fromMs) / Math.max(1, toMs - fromMs)
  return plotPx.left + share * Math.max(1, widthPx - plotPx.left - plotPx.right)
}

/** The place of the last sample at or before a moment, -1 where there is none. */
export function indexAt(timesMs: readonly number[], timeMs: number): number {
  let [low, high] = [0, timesMs.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (timesMs[middle]! <= timeMs) low = middle + 1
    else high = middle
  }
  return low - 1
}
