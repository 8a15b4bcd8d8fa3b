import { z } from 'zod'

export const chartKinds = ['line', 'area', 'stacked', 'histogram', 'report'] as const
export type ChartKind = (typeof chartKinds)[number]

export const lineStyles = ['solid', 'dashed', 'dotted'] as const

/** The most counters of one chart, and charts of one view. */
export const chartLinesMax = 50
export const chartsMax = 4

/** How one counter is drawn. */
export const chartLine = z.object({
  path: z.string().min(1).max(1024),
  /** Its place in the list of series colours, from 0. */
  color: z.number().int().min(0).max(5),
  widthPx: z.number().int().min(1).max(4),
  style: z.enum(lineStyles),
  /** Power of ten by which it is multiplied; chosen by its values where absent. */
  scale: z.number().int().min(-9).max(9).optional(),
  isHidden: z.literal(true).optional(),
})
export type ChartLine = z.infer<typeof chartLine>

export const chart = z.object({
  kind: z.enum(chartKinds),
  lines: z.array(chartLine).max(chartLinesMax),
  /** Warning and critical levels of the chosen counter are drawn behind it. */
  showsBands: z.boolean(),
})
export type Chart = z.infer<typeof chart>

/** Charts side by side over the same time. */
export const chartSpec = z.object({
  charts: z.array(chart).min(1).max(chartsMax),
  /** How much of simulated time a live chart shows. */
  spanS: z.number().int().min(60).max(14400),
})
export type ChartSpec = z.infer<typeof chartSpec>
