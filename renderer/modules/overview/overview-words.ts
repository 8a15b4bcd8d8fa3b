import type { CapacityParts, OverviewTop } from '../../../shared/contract/index.ts'
import { formatMib, formatNumber } from '../../ui/index.ts'

/** The resources of a capacity, in the order of its columns. */
export const resources = ['processors', 'memory', 'storage'] as const
export type Resource = (typeof resources)[number]

const digits = (value: number): number => (value !== 0 && value < 9.95 ? 1 : 0)

/** An amount of a resource with its unit: processors by number, memory and storage by size. */
export function amountText(resource: Resource, value: number): string {
  if (resource === 'memory') return formatMib(value)
  if (resource === 'storage') return formatMib(value * 1024)
  return formatNumber(value, digits(value))
}

/** Whether what is used and reserved leaves little: nothing free, or less than a tenth. */
export function roomTone({ capacity, free }: CapacityParts): 'warn' | 'crit' | undefined {
  if (capacity === 0) return undefined
  if (free <= 0) return 'crit'
  return free < capacity / 10 ? 'warn' : undefined
}

/** A figure of a consumer with its unit. */
export function figureText(value: number, unit: OverviewTop['unit']): string {
  return `${formatNumber(value, unit === 'IOPS' ? 0 : 1)} ${unit}`
}

type Translate = (key: string, values: Record<string, unknown>) => string

/** Among how many VMs the largest consumers were sought: those that run, and those that boot. */
export function comparedText(
  t: Translate,
  { compared, starting }: Pick<OverviewTop, 'compared' | 'starting'>,
): string {
  const count = formatNumber(compared)
  if (starting === 0) return t('overview.top.compared', { count })
  return t('overview.top.starting', { count, starting: formatNumber(starting) })
}
