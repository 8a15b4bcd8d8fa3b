import {
  mdiCalendarClock,
  mdiCameraOutline,
  mdiDatabaseOutline,
  mdiHarddisk,
  mdiServerNetworkOutline,
} from '@mdi/js'

export const storageSectionKeys = ['volumes', 'luns', 'arrays', 'snapshots', 'schedules'] as const
export type StorageSectionKey = (typeof storageSectionKeys)[number]

/** The parts of the Storage workspace, in the order in which they are listed. */
export const storageSections: readonly { key: StorageSectionKey; icon: string }[] = [
  { key: 'volumes', icon: mdiDatabaseOutline },
  { key: 'luns', icon: mdiHarddisk },
  { key: 'arrays', icon: mdiServerNetworkOutline },
  { key: 'snapshots', icon: mdiCameraOutline },
  { key: 'schedules', icon: mdiCalendarClock },
]

/** The part that a path names, or else the first. */
export function storageSectionOf(wanted: unknown): StorageSectionKey {
  return storageSectionKeys.find(key => key === wanted) ?? 'volumes'
}
