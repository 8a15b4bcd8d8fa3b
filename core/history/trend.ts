import { msPerDay } from '../../shared/domain/index.ts'
import type { World } from '../world/index.ts'
import type { History } from './history.ts'
import { readSeries } from './series.ts'
import type { Series } from './series.ts'
import { subjectOf } from './subject.ts'

/** A straight line through samples, by least squares. */
export interface Trend {
  /** Samples that it goes through. */
  readonly samples: number
  readonly perDay: number
  /** Standard error of the slope, as if the deviations of samples were independent. */
  readonly perDayError: number
  /** Where the line is at the end. */
  readonly value: number
}

/** Days until a line reaches a limit, with the bounds of 95 %. */
export interface DaysToFull {
  readonly days: number
  readonly earliest: number
  readonly latest: number
}

/** Half the width of 95 % in standard errors. */
const sure = 1.96

/** The trend of a series; undefined where fewer than three samples are known. */
export function trendOfSeries({ average, everyMs }: Series): Trend | undefined {
  let [count, sumX, sumY] = [0, 0, 0]
  average.forEach((value, at) => {
    if (Number.isNaN(value)) return
    count++
    sumX += at
    sumY += value
  })
  if (count < 3) return undefined
  const [meanX, meanY] = [sumX / count, sumY / count]
  let [xx, xy, yy] = [0, 0, 0]
  average.forEach((value, at) => {
    if (Number.isNaN(value)) return
    xx += (at - meanX) * (at - meanX)
    xy += (at - meanX) * (value - meanY)
    yy += (value - meanY) * (value - meanY)
  })
  const slope = xy / xx
  const left = Math.max(0, yy - slope * xy)
  const aDay = msPerDay / everyMs
  const error = Math.sqrt(left / (count - 2) / xx)
  const last = average.length - 1
  return {
    samples: count,
    ...{ perDay: slope * aDay, perDayError: error * aDay, value: meanY + slope * (last - meanX) },
  }
}

/** The trend of a figure over a time; undefined where there is too little to say. */
export function trendOf(
  world: World,
  history: History,
  objectId: string,
  figure: string,
  fromMs: number,
  toMs: number,
): Trend | undefined {
  const subject = subjectOf(world, objectId)
  return subject && trendOfSeries(readSeries(history, subject, figure, fromMs, toMs))
}

/** When a trend reaches a limit; `not-filling` where its slope may as well be none, or falls. */
export function daysToFull(trend: Trend, limit: number): DaysToFull | 'not-filling' {
  const least = trend.perDay - sure * trend.perDayError
  if (least <= 0) return 'not-filling'
  const room = Math.max(0, limit - trend.value)
  return {
    days: room / trend.perDay,
    earliest: room / (trend.perDay + sure * trend.perDayError),
    latest: room / least,
  }
}
