import { useI18n } from 'vue-i18n'
import type {
  SlowAnswer,
  SlowContributor,
  SlowCourse,
  SlowFigure,
} from '../../../shared/contract/index.ts'
import { msPerDay, msPerHour } from '../../../shared/domain/index.ts'
import {
  formatDateTime,
  formatDuration,
  formatNumber,
  formatPercentage,
  formatTime,
} from '../../ui/index.ts'
import { valueText } from '../performance/index.ts'

const megabyte = 1e6

/** A value of a figure with its unit: bytes in megabytes, seconds in ms. */
export function amountOf(value: number, unit: string): string {
  if (unit === '%') return formatPercentage(value, value < 9.95 && value > 0 ? 1 : 0)
  if (unit === 'B/s') return `${formatNumber(value / megabyte, value < 10 * megabyte ? 1 : 0)} MB/s`
  if (unit === 's') return amountOf(value * 1000, 'ms')
  if (unit === 'ms') return `${formatNumber(value, value < 99.5 ? 1 : 0)} ms`
  if (unit === '1/s') return `${formatNumber(value, value < 9.95 ? 1 : 0)}/s`
  return valueText(value, unit)
}

/** The value of a figure as it is read first: in percent where it is a part of something. */
export function shownOf({ value, unit, percent }: SlowFigure): string {
  return percent === undefined ? amountOf(value, unit) : amountOf(percent, '%')
}

/** The words of why something is slow. */
export function useSlowWords() {
  const { t } = useI18n({ useScope: 'global' })

  /** What the bottleneck is and why, in one sentence or two. */
  function reason({ reason: { code, params }, chain, tells }: SlowAnswer): string {
    const link = tells && chain[tells.link]
    const used = link?.figures[tells!.figure]
    const waited = tells?.wait === undefined ? used : link?.figures[tells.wait]
    const limit = used?.critical ?? used?.warning
    return t(`slow.reason.${code}`, {
      ...params,
      used: used ? shownOf(used) : '',
      waited: waited ? shownOf(waited) : '',
      figure: used ? t(`slow.figure.${used.key}`) : '',
      limit: used && limit !== undefined ? limitOf(used, limit) : '',
    })
  }

  function limitOf({ value, unit, percent }: SlowFigure, limit: number): string {
    const isPart = percent !== undefined && value > 0
    return isPart ? amountOf((limit / value) * percent, '%') : amountOf(limit, unit)
  }

  /** Since when, and how sure that is. */
  function since(course: SlowCourse, asOfMs: number): string {
    const { sinceMs, isLonger, everyMs, fromMs } = course
    if (isLonger) {
      return t('slow.since.longer', { hours: formatNumber((asOfMs - fromMs) / msPerHour) })
    }
    if (sinceMs === undefined) return t('slow.since.not')
    const params = { time: formatDateTime(sinceMs), every: formatDuration(everyMs) }
    if (asOfMs - sinceMs < everyMs) return t('slow.since.just', params)
    return t('slow.since.at', { ...params, ago: formatDuration(asOfMs - sinceMs) })
  }

  /** How it is now, held against what it was before. */
  function badly({ now, before, unit, figure }: SlowCourse): string {
    const params = { figure: t(`slow.course.${figure}`), now: amountOf(now, unit) }
    if (before === undefined || before <= 0) return t('slow.badly.now', params)
    const was = { ...params, before: amountOf(before, unit) }
    const times = now / before
    if (times < 1.5) return t('slow.badly.usual', was)
    return t('slow.badly.times', { ...was, times: formatNumber(times, times < 9.95 ? 1 : 0) })
  }

  /** Since when a VM does more than before, and how much more. */
  function rose(
    { sinceMs, isStart, before, value }: SlowContributor,
    unit: string,
    asOfMs: number,
  ): string {
    if (sinceMs === undefined) return t('slow.rose.not')
    const isToday = Math.floor(sinceMs / msPerDay) === Math.floor(asOfMs / msPerDay)
    const time = isToday ? formatTime(sinceMs) : formatDateTime(sinceMs)
    if (isStart) return t('slow.rose.start', { time })
    if (before === undefined || before <= 0) return time
    return t('slow.rose.from', { time, before: amountOf(before, unit), now: amountOf(value, unit) })
  }

  /** Who uses most of what is short, with its part of it. */
  function most({ name, sharePercent, value }: SlowContributor, unit: string): string {
    const share = formatPercentage(sharePercent, 1)
    return t('slow.most.value', { name, share, amount: amountOf(value, unit) })
  }

  return { reason, since, badly, rose, most }
}
