import { latestMs, msPerDay } from '../domain/index.ts'
/**
 * The times of a log are those of a clock on the wall of the machine that wrote it. They are held
 * as if that wall stood in UTC, in milliseconds since 1970, so that they can be compared and
 * written again unchanged whatever the zone of the reader is.
 */

/** No time is further from 1970, in ms: what a Date holds, less a day for time zones. */
export const wallMsMost = latestMs - msPerDay

const pad = (value: number, width: number) => String(value).padStart(width, '0')

/** `MM/DD/YYYY HH:MM:SS.mmm`, as logs hold it (facts 8.4). */
export function formatTime(wallMs: number): string {
  const at = new Date(wallMs)
  const day = `${pad(at.getUTCMonth() + 1, 2)}/${pad(at.getUTCDate(), 2)}`
  const clock = [at.getUTCHours(), at.getUTCMinutes(), at.getUTCSeconds()]
  return (
    `${day}/${pad(at.getUTCFullYear(), 4)} ` +
    `${clock.map(part => pad(part, 2)).join(':')}.${pad(at.getUTCMilliseconds(), 3)}`
  )
}

const month = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/
const day = /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/
const year = /^(\d{4})-(\d{1,2})-(\d{1,2})$/
const clock = /^(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?$/

/**
 * Reads the time of a record. Windows writes the month first whatever the language; dates with dots
 * (day first) and with dashes (year first) come from tools that write logs anew.
 * @returns undefined where the text is no time, also for a 30th of February
 */
export function parseTime(text: string): number | undefined {
  const [date = '', time = '', ...more] = text.trim().split(/[ T]+/)
  if (more.length > 0) return undefined
  const byMonth = month.exec(date)
  const byDay = day.exec(date)
  const byYear = year.exec(date)
  const parts = byMonth
    ? [byMonth[3], byMonth[1], byMonth[2]]
    : byDay
      ? [byDay[3], byDay[2], byDay[1]]
      : byYear?.slice(1)
  const at = clock.exec(time)
  if (!parts || !at) return undefined
  const [y, m, d] = parts.map(Number) as [number, number, number]
  const [hours, minutes, seconds] = [at[1], at[2], at[3] ?? 0].map(Number) as [
    number,
    number,
    number,
  ]
  const fraction = Math.floor(Number(`0.${at[4] ?? 0}`) * 1000 + 1e-6)
  if (hours > 23 || minutes > 59 || seconds > 59) return undefined
  const wallMs = Date.UTC(y, m - 1, d, hours, minutes, seconds, fraction)
  const made = new Date(wallMs)
  // A year of two digits becomes one of the twentieth century, which nobody wrote.
  const isReal =
    made.getUTCFullYear() === y && made.getUTCMonth() === m - 1 && made.getUTCDate() === d
  return isReal ? wallMs : undefined
}

/** Why a record that is not after the one before is left out. */
export function notLater(wallMs: number, beforeMs: number): string {
  const before = `${formatTime(beforeMs)}, the time of the record before it`
  return `${formatTime(wallMs)} is not later than ${before}, so the record is left out.`
}
