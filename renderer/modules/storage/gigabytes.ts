import { formatMib, formatNumber } from '../../ui/index.ts'

/** GiB as the product writes sizes. */
export function formatGib(gib: number): string {
  return formatMib(gib * 1024)
}

/** Milliseconds with a digit where they are few. */
export function formatMs(ms: number): string {
  return `${formatNumber(ms, ms < 100 ? 1 : 0)} ms`
}
