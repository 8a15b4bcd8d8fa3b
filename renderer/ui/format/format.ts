const locale = 'en-US'
const formats = new Map<number, Intl.NumberFormat>()

/** A number with thousands grouped: 2,088. `fractionDigits` are always shown; zero has no sign. */
export function formatNumber(value: number, fractionDigits = 0): string {
  let format = formats.get(fractionDigits)
  if (!format) {
    format = new Intl.NumberFormat(locale, {
      minimumFractionDigits: fractionDigits,
      maximumFractionDigits: fractionDigits,
    })
    formats.set(fractionDigits, format)
  }
  const text = format.format(value)
  return /^-[0.]+$/.test(text) ? text.slice(1) : text
}

const steps = [
  { from: 1e12, sign: 'T' },
  { from: 1e9, sign: 'G' },
  { from: 1e6, sign: 'M' },
  { from: 1e3, sign: 'k' },
]

/** A number from 0 on in few letters, as beside an axis: `1.5 M` for 1,500,000. */
export function formatShort(value: number): string {
  const { from, sign } = steps.find(step => value >= step.from) ?? { from: 1, sign: '' }
  const tenths = Math.round((value / from) * 10)
  return `${formatNumber(tenths / 10, tenths % 10 === 0 ? 0 : 1)} ${sign}`.trim()
}

/** A share from 0 to 1 as a percentage: 34 %. */
export function formatPercent(share: number, fractionDigits = 0): string {
  return `${formatNumber(share * 100, fractionDigits)} %`
}

/** A percentage that already is one: 34 %. */
export function formatPercentage(value: number, fractionDigits = 0): string {
  return `${formatNumber(value, fractionDigits)} %`
}

/** Memory or disk of that many MiB, in the largest unit that needs at most one decimal. */
export function formatMib(mib: number): string {
  if (mib < 1024) return `${formatNumber(mib)} MB`
  if (mib < 1024 * 1024) return `${shortNumber(mib / 1024)} GB`
  return `${shortNumber(mib / (1024 * 1024))} TB`
}

/** A size of that many bytes: 512 B, 4.2 KB, 16 GB. */
export function formatBytes(bytes: number): string {
  if (bytes < 1024) return `${formatNumber(bytes)} B`
  if (bytes < 1024 * 1024) return `${shortNumber(bytes / 1024)} KB`
  return formatMib(bytes / (1024 * 1024))
}

/** A span of time: 340 ms, 8.9 s, 00:04:12, 6 d 02:14. */
export function formatDuration(durationMs: number): string {
  if (durationMs < 1000) return `${formatNumber(durationMs)} ms`
  if (durationMs < 60_000) return `${shortNumber(durationMs / 1000)} s`
  const seconds = Math.floor(durationMs / 1000)
  const days = Math.floor(seconds / 86_400)
  const hours = two(Math.floor(seconds / 3600) % 24)
  const minutes = two(Math.floor(seconds / 60) % 60)
  return days > 0 ? `${days} d ${hours}:${minutes}` : `${hours}:${minutes}:${two(seconds % 60)}`
}

const clocks = new Map<string, Intl.DateTimeFormat>()

function clock(name: string, timeZone: string, options: Intl.DateTimeFormatOptions) {
  const key = `${name} ${timeZone}`
  let format = clocks.get(key)
  if (!format) {
    format = new Intl.DateTimeFormat('en-GB', { ...options, timeZone, hourCycle: 'h23' })
    clocks.set(key, format)
  }
  return format
}

const timeOptions = { hour: '2-digit', minute: '2-digit', second: '2-digit' } as const
const dateOptions = { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' } as const

/** What stands where there is no such moment: a date reaches 100 million days from 1970. */
const noTime = '–'
const dateMostMs = 8.64e15
const isTime = (timeMs: number) => Math.abs(timeMs) <= dateMostMs

/** The time of day of a moment in ms since 1970: 08:09:31. A dash for what is no moment. */
export function formatTime(timeMs: number, timeZone = 'UTC'): string {
  if (!isTime(timeMs)) return noTime
  return clock('time', timeZone, timeOptions).format(timeMs)
}

/** The day of a moment: Tue 3 Aug 2010. A dash for what is no moment. */
export function formatDate(timeMs: number, timeZone = 'UTC'): string {
  if (!isTime(timeMs)) return noTime
  return clock('date', timeZone, dateOptions).format(timeMs).replaceAll(',', '')
}

/** Day and time of a moment: Tue 3 Aug 2010 08:09:31. A dash for what is no moment. */
export function formatDateTime(timeMs: number, timeZone = 'UTC'): string {
  if (!isTime(timeMs)) return noTime
  return `${formatDate(timeMs, timeZone)} ${formatTime(timeMs, timeZone)}`
}

function shortNumber(value: number): string {
  const tenths = Math.round(value * 10) / 10
  return formatNumber(tenths, tenths < 100 && tenths % 1 !== 0 ? 1 : 0)
}

function two(value: number): string {
  return String(value).padStart(2, '0')
}
