import type { TipSignal } from '../../../../shared/contract/index.ts'
import {
  formatNumber,
  type ChartBand,
  type ChartLimit,
  type ChartSeries,
} from '../../../ui/index.ts'

export interface EvidenceChart {
  key: string
  title: string
  unit: string
  series: ChartSeries[]
  limits: ChartLimit[]
  bands: ChartBand[]
  min: number | undefined
  max: number | undefined
}

type Tone = ChartLimit['tone']

/**
 * The samples of one signal as a chart: levels as lines, what lies past them shaded, samples past
 * them filled. The comparison of the condition tells on which side of a level the good values are.
 */
export function evidenceChart(
  signal: TipSignal,
  caption: Record<'warning' | 'critical', (value: string) => string>,
): EvidenceChart {
  const { samples, name, title, unit } = signal
  const known = samples.map(([, value]) => value)
  const levels = (['warning', 'critical'] as const).flatMap(level => {
    const at = signal[level]
    if (at === undefined) return []
    const tone: Tone = level === 'critical' ? 'crit' : 'warn'
    return [{ at, tone, label: caption[level](formatNumber(at, Number.isInteger(at) ? 0 : 1)) }]
  })
  const isOver = !signal.comparison?.startsWith('<')
  const room = roomOf([...known, ...levels.map(level => level.at)])

  return {
    ...{ key: name, title, unit, limits: levels, ...room },
    bands: bandsOf(levels, isOver, room),
    series: [
      {
        ...{ key: name, name: title },
        points: samples,
        marked: value => toneOf(value, levels, isOver),
      },
    ],
  }
}

/** The worst level that a value is past. */
function toneOf(value: number, levels: readonly ChartLimit[], isOver: boolean): Tone | undefined {
  const past = levels.filter(level => (isOver ? value >= level.at : value <= level.at))
  return past.some(level => level.tone === 'crit') ? 'crit' : past[0]?.tone
}

/** A band from each level to the next one, the last to the edge of the chart. */
function bandsOf(
  levels: readonly ChartLimit[],
  isOver: boolean,
  { min = 0, max = 0 }: { min?: number; max?: number },
): ChartBand[] {
  const outwards = [...levels].sort((a, b) => (isOver ? a.at - b.at : b.at - a.at))
  return outwards.map(({ at, tone }, index) => {
    const next = outwards[index + 1]?.at ?? (isOver ? max : min)
    return { from: Math.min(at, next), to: Math.max(at, next), tone }
  })
}

/** Values and levels with some room round them; from zero where nothing is below. */
function roomOf(values: readonly number[]): { min: number | undefined; max: number | undefined } {
  if (values.length === 0) return { min: undefined, max: undefined }
  const low = Math.min(0, ...values)
  const high = Math.max(...values)
  return { min: low, max: roundUp(high > low ? high + (high - low) * 0.15 : low + 1) }
}

/** Up to a value of which a quarter is a round number. */
function roundUp(value: number): number {
  if (value <= 0) return value
  let step = 1
  while (step * 10 <= value) step *= 10
  while (step > value) step /= 10
  return (Math.ceil((value / step) * 2) / 2) * step
}
