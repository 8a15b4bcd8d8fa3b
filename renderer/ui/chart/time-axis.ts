import { msPerDay, msPerHour, msPerMinute, msPerSecond } from '../../../shared/domain/index.ts'
import { formatDateTime, formatTime } from '../format/index.ts'

const stepsMs = [
  ...[1, 2, 5, 10, 15, 30].map(one => one * msPerSecond),
  ...[1, 2, 5, 10, 15, 30].map(one => one * msPerMinute),
  ...[1, 2, 3, 6, 12].map(one => one * msPerHour),
  ...[1, 2, 7, 14, 28, 84, 365].map(one => one * msPerDay),
]

/**
 * Moments at even steps of the clock that a time axis is labelled at.
 * @param most how many there is room for
 * @param originMs what the steps count from: 0 for the clock, else the start that time is told from
 */
export function timeTicks(fromMs: number, toMs: number, most: number, originMs = 0): number[] {
  const room = Math.max(1, most)
  const stepMs = stepsMs.find(one => (toMs - fromMs) / one <= room) ?? stepsMs.at(-1)!
  const firstMs = Math.ceil((fromMs - originMs) / stepMs) * stepMs + originMs
  const count = Math.min(room + 1, Math.floor((toMs - firstMs) / stepMs) + 1)
  return Array.from({ length: Math.max(0, count) }, (_, at) => firstMs + at * stepMs)
}

/** A moment as the axis of such a stretch says it: with its day where the stretch is over one. */
export function momentOnAxis(timeMs: number, spanMs: number): string {
  if (spanMs <= msPerDay) return formatTime(timeMs)
  return formatDateTime(timeMs)
    .replace(/ \d{4} /, ' ')
    .slice(4, -3)
}

/** Time since a start: +0:05:00, +26:00:00. */
export function elapsedText(elapsedMs: number): string {
  const two = (value: number) => String(value).padStart(2, '0')
  const s = Math.round(Math.abs(elapsedMs) / msPerSecond)
  const sign = elapsedMs < 0 && s > 0 ? '−' : '+'
  return `${sign}${Math.floor(s / 3600)}:${two(Math.floor(s / 60) % 60)}:${two(s % 60)}`
}
