import { computed, type ComputedRef } from 'vue'
import type {
  DiskRowView,
  GuestOsProfileView,
  HardwareProfileView,
  ShareRowView,
  TemplateRowView,
} from '../../../shared/contract/index.ts'
import { client, useQuery, type Query } from '../../session/index.ts'

/** How often the lists are asked for again while somebody looks at them. */
const everyMs = 4000

export interface Library {
  templates: Query<TemplateRowView[]>
  hardwareProfiles: Query<HardwareProfileView[]>
  guestOsProfiles: Query<GuestOsProfileView[]>
  disks: Query<DiskRowView[]>
  shares: Query<ShareRowView[]>
  /** How many of each there are; undefined until they are known. */
  counts: ComputedRef<Record<string, number | undefined>>
  reload(): Promise<void>
}

/** All that the library holds in scope. Its lists are short enough to be held whole. */
export function useLibrary(): Library {
  const all = () => ({ text: '' })
  const options = { everyMs }
  const templates = useQuery(all, client.template.list, options)
  const hardwareProfiles = useQuery(all, client.hardwareProfile.list, options)
  const guestOsProfiles = useQuery(all, client.guestOsProfile.list, options)
  const disks = useQuery(all, client.disk.list, options)
  const shares = useQuery(all, client.share.list, options)
  const lists = [templates, hardwareProfiles, guestOsProfiles, disks, shares]
  return {
    templates,
    hardwareProfiles,
    guestOsProfiles,
    disks,
    shares,
    counts: computed(() => ({
      templates: templates.data.value?.length,
      hardware: hardwareProfiles.data.value?.length,
      'guest-os': guestOsProfiles.data.value?.length,
      disks: disks.data.value?.length,
      shares: shares.data.value?.length,
    })),
    reload: async () => void (await Promise.all(lists.map(list => list.reload()))),
  }
}
