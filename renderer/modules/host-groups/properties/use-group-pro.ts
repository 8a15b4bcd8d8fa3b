import { useProSettings } from '../../pro-settings/index.ts'
import type { GroupAbout } from './group-tab.ts'

/** What PRO watches and does by itself in a host group, while it is edited. */
export function useGroupPro({ hostGroupId, name }: GroupAbout) {
  return useProSettings(hostGroupId, name)
}
