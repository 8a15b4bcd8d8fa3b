/** A waiting time in words: its number and whether it counts seconds, minutes or hours. */
export interface ReadyIn {
  count: number
  unit: 'seconds' | 'minutes' | 'hours'
}

/** An expected time in a unit that nobody takes for exact: tens of seconds, minutes, hours. */
export function readyIn(seconds: number): ReadyIn {
  if (seconds < 55) return { count: Math.max(10, Math.ceil(seconds / 10) * 10), unit: 'seconds' }
  if (seconds < 5400) return { count: Math.max(1, Math.round(seconds / 60)), unit: 'minutes' }
  return { count: Math.round(seconds / 3600), unit: 'hours' }
}
