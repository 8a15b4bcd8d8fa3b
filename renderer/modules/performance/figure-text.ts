import { formatNumber } from '../../ui/index.ts'

/** A value as the lists write it: three digits that matter, and no more than six decimals. */
export function figureText(value: number | undefined): string {
  if (value === undefined || Number.isNaN(value)) return ''
  const size = Math.abs(value)
  if (size === 0) return '0'
  if (size >= 1000) return formatNumber(value)
  if (size >= 10) return formatNumber(value, 1)
  if (size >= 1) return formatNumber(value, 2)
  return formatNumber(value, size >= 0.01 ? 4 : 6)
}

/** A unit that is written down; a plain number has none. */
export function withoutCount(unit: string | undefined): string | undefined {
  return unit === 'count' ? undefined : unit
}

/** A counter with its unit, where its name does not say it. */
export function withUnit(name: string, unit: string | undefined): string {
  const written = withoutCount(unit)
  const isSaid = written === '%' && name.includes('%')
  return !written || isSaid ? name : `${name} (${written})`
}

/** A value with its unit; nothing where there is none. */
export function valueText(value: number | undefined, unit: string | undefined): string {
  const text = figureText(value)
  return text === '' || !unit || unit === 'count' ? text : `${text} ${unit}`
}
