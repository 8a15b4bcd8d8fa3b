import { z } from 'zod'
import { msPerHour } from './units.ts'

const hoursOfDay = 24
/** Hours of a week, from Monday 00:00. */
export const hoursOfWeek = 7 * hoursOfDay

/**
 * When hosts may be off: a figure for each hour of the week from Monday 00:00 on, 1 where they may.
 * The hours are those of the fabric's time zone, which is UTC.
 */
export const weekSchedule = z.string().regex(/^[01]{168}$/)

/** How clusters in a host group are powered (facts 2.3); hold and pay-back are ours. */
export const powerOptimization = z.object({
  isOn: z.boolean(),
  schedule: weekSchedule,
  /** After a host was turned off or on, none of its cluster is turned off for so long. */
  holdMinutes: z.number().int().min(0).max(1440),
  /** A host is turned off only where the schedule leaves it off for so long. */
  payBackMinutes: z.number().int().min(0).max(1440),
})
export type PowerOptimization = z.infer<typeof powerOptimization>

/** Always is published; off, hold and pay-back are ours. */
export const defaultPowerOptimization: PowerOptimization = {
  isOn: false,
  schedule: '1'.repeat(hoursOfWeek),
  holdMinutes: 30,
  payBackMinutes: 30,
}

/**
 * Nodes of a cluster that may be off at once (facts 2.3): the table of the product, which differs
 * for clusters that the console made itself.
 */
export function mayBeOff(nodes: number, isMadeHere: boolean): number {
  return Math.max(0, Math.floor((nodes - (isMadeHere ? 2 : 3)) / 2))
}

/** The hour of the week in which an instant lies, from Monday 00:00; 1970 began on a Thursday. */
export function hourOfWeek(timeMs: number): number {
  const thursday = 3 * hoursOfDay
  return (Math.floor(timeMs / msPerHour) + thursday) % hoursOfWeek
}

/**
 * How long the schedule lets hosts be off from an instant on, in ms: 0 where they may not be now,
 * endless where they always may.
 */
export function allowedForMs(schedule: string, nowMs: number): number {
  const now = hourOfWeek(nowMs)
  for (let hours = 0; hours < hoursOfWeek; hours++) {
    if (schedule[(now + hours) % hoursOfWeek] === '1') continue
    if (hours === 0) return 0
    return (Math.floor(nowMs / msPerHour) + hours) * msPerHour - nowMs
  }
  return Infinity
}
