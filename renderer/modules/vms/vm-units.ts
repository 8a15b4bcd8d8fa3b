import { formatMib, formatNumber } from '../../ui/index.ts'

const largestInMib = 1024

/** What is used of how much memory, in one unit: 431 / 512 MB, 3.2 / 16 GB. */
export function memoryPair(usedMib: number, wholeMib: number): string {
  if (wholeMib < largestInMib) return `${formatNumber(usedMib)} / ${formatNumber(wholeMib)} MB`
  return `${formatNumber(usedMib / 1024, 1)} / ${formatMib(wholeMib)}`
}

/** Gibibytes with a decimal where they are few: 0.4 GB, 12 GB; what is less than one in MB. */
export function gigabytes(gib: number): string {
  if (gib > 0 && gib < 0.1) return `${formatNumber(gib * 1024, gib < 0.01 ? 1 : 0)} MB`
  return `${formatNumber(gib, gib % 1 === 0 || gib >= 100 ? 0 : 1)} GB`
}
