import { formatNumber } from '../../ui/index.ts'

/** Units that say nothing beside a figure: a count, and yes or no as one or zero. */
const silent = new Set(['', 'count', '0/1'])

/** The unit as it stands beside a figure. */
export function unitText(unit: string): string {
  return silent.has(unit) ? '' : unit
}

/** A figure of a signal with its unit; a digit after the point only where there is something. */
export function signalText(value: number, unit: string): string {
  const digits = Number.isInteger(value) || Math.abs(value) >= 1000 ? 0 : 1
  return `${formatNumber(value, digits)} ${unitText(unit)}`.trim()
}
