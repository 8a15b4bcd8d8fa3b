export { diskRefusal } from './checks.ts'
export { diskName, diskProcess, forecastDisk } from './disk.ts'
export type { DiskParameters } from './types.ts'
