import type { VmGroupView } from '../../../../shared/contract/index.ts'
import type { HostId } from '../../../../shared/domain/index.ts'
import type { InputOf } from '../../../session/index.ts'

type Changes = Omit<InputOf<'cluster.setOwners'>, 'vmIds'>

/** What the cluster tab of a VM edits. */
export interface GroupDraft {
  possibleOwnerIds: readonly HostId[]
  preferredOwnerIds: readonly HostId[]
  priority: VmGroupView['priority']
  failoverThreshold?: number
  failoverPeriodH?: number
  failback: VmGroupView['failback']
}

/** The draft to begin with. */
export function groupDraftOf(group: VmGroupView): GroupDraft {
  const { possibleOwnerIds, preferredOwnerIds, priority, failback } = group
  const { failoverThreshold, failoverPeriodH } = group
  const owners = { possibleOwnerIds, preferredOwnerIds }
  return { ...owners, priority, failoverThreshold, failoverPeriodH, failback }
}

/** Only what differs from before, as the command takes it; an empty field changes nothing. */
export function groupChangesOf(draft: GroupDraft, group: VmGroupView): Changes {
  const before = groupDraftOf(group)
  const keys = Object.keys(before) as (keyof GroupDraft)[]
  const changed = keys.filter(
    key => draft[key] !== undefined && String(draft[key]) !== String(before[key]),
  )
  return Object.fromEntries(changed.map(key => [key, draft[key]]))
}
