import { formatMib, formatNumber } from '../../ui/index.ts'

const largestInMib = 1024

/** What is used of how much memory, in one unit: 431 / 512 MB, 3.2 / 16 GB. */
export function memoryPair(usedMib: number, wholeMib: number): string {
  if (wholeMib < largestInMib) return `${formatNumber(usedMib)} / ${formatNumber(wholeMib)} MB`
  return `${formatNumber(usedMib / 1024, 1)} / ${formatMib(wholeMib)}`
}
