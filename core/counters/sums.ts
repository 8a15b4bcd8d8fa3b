/** Figures of counters that add up, for the invariants that say so. */
export { bytesPerMbit } from './catalogue/networks.ts'
export { bytesPerRequest } from './catalogue/disks.ts'
export { busyVolumeSlot, operationsOf } from './catalogue/subjects.ts'
export { volumeOperations } from './catalogue/management.ts'
export { guestPercentOf, rootPercentOf, virtualPercentOf } from './catalogue/processors.ts'
