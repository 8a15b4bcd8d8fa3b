export const mibPerGib = 1024
export const bytesPerMib = 1048576
export const msPerSecond = 1000
export const msPerMinute = 60000
export const msPerHour = 3600000
export const msPerDay = 86400000

/** Monday 2026-01-05 08:00 UTC, where the simulated clock of a new fabric starts. */
export const fabricEpochMs = 1767600000000

/** No moment is later, in ms since 1970: what a Date holds. */
export const latestMs = 8.64e15

/** Factors of the simulated clock that a person can choose. */
export const clockFactors = [1, 10, 60, 600, 3600] as const

/** Memory that a VM costs its host besides its own (facts 7.3): 32 MiB and 8 MiB a further GiB. */
export function vmOverheadMib(memoryMib: number): number {
  const gib = Math.ceil(memoryMib / mibPerGib)
  return 32 + 8 * Math.max(0, gib - 1)
}

/** To a tenth: GiB as sizes are kept, and figures as refusals name them. */
export function tenth(value: number): number {
  return Math.round(value * 10) / 10
}

/** A figure with one decimal, as sentences say it. */
export function oneDecimal(value: number): string {
  return tenth(value).toFixed(1)
}

/** Seconds with one decimal and their unit, as sentences say them. */
export function secondsText(value: number): string {
  return `${oneDecimal(value)} s`
}
