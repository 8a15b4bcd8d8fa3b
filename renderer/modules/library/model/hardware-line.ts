import { formatNumber } from '../../../ui/format/index.ts'

/** Processors and memory in a line, and the disk where there is one: 2 CPU, 2,048 MB, 40 GB. */
export function hardwareLine(
  hardware: { cpuCount: number; memoryMib: number },
  diskGib?: number,
): string {
  const parts = [`${hardware.cpuCount} CPU`, `${formatNumber(hardware.memoryMib)} MB`]
  if (diskGib !== undefined) parts.push(formatGib(diskGib))
  return parts.join(', ')
}

/** A size in GB: 40 GB, 3.5 GB. */
export function formatGib(gib: number): string {
  return `${formatNumber(gib, Number.isInteger(gib) || gib >= 100 ? 0 : 1)} GB`
}
