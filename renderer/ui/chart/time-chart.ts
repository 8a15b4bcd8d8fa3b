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
export interface Plot {
  left: number
  right: number
  top: number
  bottom: number
  /** How wide it is drawn between its sides. */
  width: number
}

/** As high as the name of a line at its end. */
export const endLabelPx = 14

const sidePx = { left: 52, top: 28, bottom: 24 }
const bareRightPx = 20
/** Below it names at the ends of lines would take more room than the lines. */
const labelledFromPx = 380

/** Room for names at the ends of lines is left where all have some, and more in a wide chart. */
export function plotOf(widthPx: number, heightPx: number, lines: number): Plot {
  const isLabelled = lines * endLabelPx <= heightPx - sidePx.top - sidePx.bottom
  const right =
    isLabelled && widthPx >= labelledFromPx
      ? Math.round(Math.min(220, Math.max(108, widthPx * 0.2)))
      : bareRightPx
  return { ...sidePx, right, width: Math.max(1, widthPx - sidePx.left - right) }
}

/** Whether there is room for names at the ends of lines. */
export function isLabelled({ right }: Plot): boolean {
  return right > bareRightPx
}

/** The moment under a pixel of a chart that shows that stretch of time. */
export function momentAt(xPx: number, plot: Plot, fromMs: number, toMs: number): number {
  const share = (xPx - plot.left) / plot.width
  return Math.round(fromMs + Math.min(1, Math.max(0, share)) * (toMs - fromMs))
}

/** How far from the left edge a moment stands. */
export function pixelOf(timeMs: number, plot: Plot, fromMs: number, toMs: number): number {
  return plot.left + ((timeMs - fromMs) / Math.max(1, toMs - fromMs)) * plot.width
}

/** A name in so many signs at most: its middle is left out, as twins differ at their ends. */
export function shortened(name: string, most: number): string {
  if (name.length <= most) return name
  const end = Math.floor((most - 1) / 3)
  return `${name.slice(0, most - 1 - end).trimEnd()}…${name.slice(name.length - end).trimStart()}`
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
