import { formatNumber } from '../../../ui/format/index.ts'

interface HardwareFigures {
  cpuCount: number
  memoryMib: number
  dynamicMemory?: { minimumMib: number; maximumMib: number }
}

/** Processors and memory in a line, and the disk where there is one: 2 CPU, 2,048 MB, 40 GB. */
export function hardwareLine(hardware: HardwareFigures, diskGib?: number): string {
  const parts = [`${hardware.cpuCount} CPU`, memoryLine(hardware)]
  if (diskGib !== undefined) parts.push(formatGib(diskGib))
  return parts.join(', ')
}

/** Memory in a line; dynamic memory with its startup and range: 512 MB (256–2,048 MB). */
export function memoryLine({
  memoryMib,
  dynamicMemory,
}: Omit<HardwareFigures, 'cpuCount'>): string {
  const startup = `${formatNumber(memoryMib)} MB`
  if (!dynamicMemory) return startup
  const { minimumMib, maximumMib } = dynamicMemory
  return `${startup} (${formatNumber(minimumMib)}–${formatNumber(maximumMib)} MB)`
}

/** A size in GB: 40 GB, 3.5 GB. */
export function formatGib(gib: number): string {
  return `${formatNumber(gib, Number.isInteger(gib) || gib >= 100 ? 0 : 1)} GB`
}
