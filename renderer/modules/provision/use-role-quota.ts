import { computed, type ComputedRef } from 'vue'
import type { RoleRowView, VmRowView } from '../../../shared/contract/index.ts'
import { client, useQuery } from '../../session/index.ts'
import { quotaEffect, type QuotaEffect, type VmDraft } from './model/index.ts'

const pageRows = 500
/** More VMs of one role than this are not summed on the screen; the core counts them all. */
const mostPages = 20

export interface RoleQuota {
  role: RoleRowView
  /** Undefined while it is counted, or where the role has no quota. */
  effect: QuotaEffect | undefined
  shared: boolean
}

/** What the VMs to create do to the quota of their owner's role. */
export function useRoleQuota(
  draft: () => VmDraft,
  roles: () => readonly RoleRowView[] | undefined,
): ComputedRef<RoleQuota | undefined> {
  const role = computed(() => roles()?.find(one => one.id === draft().role?.id))
  const used = useQuery(
    () => {
      const chosen = role.value
      if (!chosen?.quota) return undefined
      const ownerName = chosen.quota.shared ? undefined : draft().owner?.name
      if (!chosen.quota.shared && ownerName === undefined) return undefined
      return { roleName: chosen.name, ownerName }
    },
    ({ roleName, ownerName }, { signal }) => pointsInUse(roleName, ownerName, signal),
  )
  return computed(() => {
    const chosen = role.value
    if (!chosen) return undefined
    const { quota } = chosen
    const requested = (draft().quotaPoints ?? 0) * (draft().count ?? 1)
    const points = used.data.value
    const effect =
      quota && points !== undefined ? quotaEffect(points, requested, quota.points) : undefined
    return { role: chosen, effect, shared: quota?.shared ?? false }
  })
}

/** Sums the points of the deployed VMs of a role, of one owner or of all. */
async function pointsInUse(
  roleName: string,
  ownerName: string | undefined,
  signal: AbortSignal,
): Promise<number> {
  const filter = [
    { field: 'roleName', op: 'is' as const, value: roleName },
    { field: 'recycled', op: 'is' as const, value: 'false' },
    ...(ownerName ? [{ field: 'ownerName', op: 'is' as const, value: ownerName }] : []),
  ]
  let points = 0
  for (let page = 0; page < mostPages; page += 1) {
    const window = { filter, offset: page * pageRows, limit: pageRows }
    const { rows, total } = await client.vm.list(window, { signal })
    points += rows.filter(isCounted).reduce((sum, row) => sum + row.quotaPoints, 0)
    if ((page + 1) * pageRows >= total) break
  }
  return points
}

/** A VM whose creation failed is on no host and costs nothing (facts 3.3). */
function isCounted(row: VmRowView): boolean {
  return row.state !== 'creation-failed'
}
