import { msPerDay } from '../../shared/domain/index.ts'
import type { History, Series, Trend } from '../history/index.ts'
import { daysToFull, readSeriesOf, subjectOf, trendOfSeries } from '../history/index.ts'
import type { HostRow, VolumeRow, World } from '../world/index.ts'

/** Samples without which nothing is said of a trend: an hour of five-minute samples. */
export const trendSamplesMin = 12
/** Samples of an hour from which on a trend goes over the month and not over the last day. */
const coarseSamplesMin = 24
/** Half the width of 95 % in standard errors. */
const sure = 1.96

/** What a trend says of something that fills, in percent of its capacity. */
export interface FillTrend {
  readonly samples: number
  readonly everyMs: number
  /** Averages of the samples that are known, oldest first, in percent. */
  readonly points: readonly number[]
  /** Absent where there are too few samples. */
  readonly line?: {
    readonly perDay: number
    readonly low: number
    readonly high: number
    readonly now: number
    /** Absent where it may as well not fill. */
    readonly full?: { readonly days: number; readonly earliest: number; readonly latest?: number }
  }
}

/**
 * Neighbouring samples say nearly the same, so they are worth less than as many independent ones:
 * the standard error grows with the correlation of each deviation with the next.
 */
export function widened(trend: Trend, { average, everyMs }: Pick<Series, 'average' | 'everyMs'>) {
  const perSample = (trend.perDay * everyMs) / msPerDay
  const last = average.length - 1
  let [own, next, before] = [0, 0, NaN]
  average.forEach((value, at) => {
    const deviation = value - (trend.value - perSample * (last - at))
    if (!Number.isNaN(deviation)) own += deviation * deviation
    if (!Number.isNaN(deviation * before)) next += deviation * before
    before = deviation
  })
  const correlation = own === 0 ? 0 : Math.min(0.98, Math.max(0, next / own))
  const factor = Math.sqrt((1 + correlation) / (1 - correlation))
  return { ...trend, perDayError: trend.perDayError * factor }
}

/** The trend of something that is full at 100 percent. */
export function fillTrendOf(series: Series): FillTrend {
  const points = [...series.average].filter(value => !Number.isNaN(value))
  const found = { samples: points.length, everyMs: series.everyMs, points }
  const straight = points.length < trendSamplesMin ? undefined : trendOfSeries(series)
  if (!straight) return found
  const trend = widened(straight, series)
  const half = sure * trend.perDayError
  const { perDay, value } = trend
  const full = daysToFull(trend, 100)
  return {
    ...found,
    line: {
      ...{ perDay, low: perDay - half, high: perDay + half, now: value },
      ...(full === 'not-filling' ? {} : { full }),
    },
  }
}

/**
 * Series of groups of objects: the samples of an hour where all objects of a group have enough of
 * them, else those of five minutes.
 */
function recent(
  world: World,
  history: History,
  groups: readonly (readonly string[])[],
  figure: string,
): Series[][] {
  const { fine, coarse } = history.agesMs()
  const month = readGroups(world, history, groups, figure, coarse)
  const isYoung = month.map(series => series.some(one => knownIn(one) < coarseSamplesMin))
  const young = groups.filter((_, at) => isYoung[at])
  const day = readGroups(world, history, young, figure, fine)
  return month.map((series, at) => (isYoung[at] ? day.shift()! : series))
}

function readGroups(
  world: World,
  history: History,
  groups: readonly (readonly string[])[],
  figure: string,
  ageMs: number,
): Series[][] {
  const subjects = groups.flat().map(id => subjectOf(world, id)!)
  const fromMs = world.nowMs - ageMs
  const series = readSeriesOf(history, subjects, figure, fromMs, world.nowMs)
  let next = 0
  return groups.map(({ length }) => series.slice(next, (next += length)))
}

function knownIn({ average }: Series): number {
  return average.reduce((sum, value) => sum + (Number.isNaN(value) ? 0 : 1), 0)
}

/** How full each of some volumes was. */
export function volumeTrends(
  world: World,
  history: History,
  volumes: readonly VolumeRow[],
): FillTrend[] {
  const ids = volumes.map(({ id }) => [id])
  return recent(world, history, ids, 'used').map(([series]) => fillTrendOf(series!))
}

/**
 * The mean of series of one grain in percent, each by its weight; a sample is known where that of
 * every series is. Ends are aligned, as all of them end now.
 */
export function weightedMean(parts: readonly { series: Series; weight: number }[]): Series {
  const length = Math.min(...parts.map(part => part.series.average.length))
  const total = parts.reduce((sum, part) => sum + part.weight, 0)
  const average = new Float32Array(length)
  for (const { series, weight } of parts) {
    const skipped = series.average.length - length
    for (let at = 0; at < length; at++) {
      average[at] = average[at]! + (series.average[skipped + at]! * weight) / total
    }
  }
  const fromMs = Math.max(...parts.map(part => part.series.fromMs))
  return { fromMs, everyMs: parts[0]!.series.everyMs, average, maximum: average }
}

/** How full the memory of each group of hosts was, with what their parent partitions take. */
export function memoryTrends(
  world: World,
  history: History,
  groups: readonly (readonly HostRow[])[],
): FillTrend[] {
  const ids = groups.map(hosts => hosts.map(host => host.id))
  return recent(world, history, ids, 'memory').map((series, group) => {
    const parts = groups[group]!.map((host, at) => {
      return { series: series[at]!, weight: host.memoryMib }
    })
    return fillTrendOf(weightedMean(parts))
  })
}
