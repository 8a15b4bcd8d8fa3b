import type { UserId, VmId } from '../../shared/domain/index.ts'
import type { Refusal } from '../../shared/refusals/index.ts'
import { refuse } from '../../shared/refusals/index.ts'
import type { RoleRow, VmRow, World } from '../world/index.ts'
import type { Principal } from './types.ts'

/**
 * Quotas of template points (facts 3.3): points stand on the VM, only deployed VMs count, and a
 * role gives them to each member or shares them among all. Use is summed from the world's rows, so
 * there is no counter that could drift.
 */

/**
 * Whether the VM counts: it is deployed or about to be, so neither recycled nor in the library, and
 * its creation did not fail.
 */
function countsForQuota(vm: VmRow): boolean {
  const isInLibrary = vm.stored !== undefined && vm.state !== 'transferring'
  return vm.recycled === undefined && vm.state !== 'creation-failed' && !isInLibrary
}

/** The points in use in a role: of all members where the quota is shared, else of one owner. */
export function pointsUsed(
  world: World,
  role: RoleRow,
  ownerId: UserId | undefined,
  ignoreVmId?: VmId,
): number {
  const shared = role.quota?.shared ?? false
  let used = 0
  for (const vmId of world.index.vmsByRole.of(role.id)) {
    const vm = world.get('vm', vmId)
    if (vm.id === ignoreVmId || !countsForQuota(vm)) continue
    if (shared || vm.ownerId === ownerId) used += vm.quotaPoints
  }
  return used
}

/**
 * Refuses with `quota.exceeded` where the points would not fit into the role's quota. Without an
 * owner a VM counts only in a shared quota. Adding nothing always fits.
 */
export function checkQuota(
  world: World,
  role: RoleRow,
  ownerId: UserId | undefined,
  addPoints: number,
  ignoreVmId?: VmId,
): Refusal | undefined {
  const { quota } = role
  if (!quota || addPoints <= 0 || (!quota.shared && ownerId === undefined)) return undefined
  const used = pointsUsed(world, role, ownerId, ignoreVmId)
  if (used + addPoints <= quota.points) return undefined
  return refuse('quota.exceeded', {
    quota: 'template points',
    holder: holderOf(world, role, ownerId),
    used,
    requested: addPoints,
    limit: quota.points,
  })
}

/** Refuses one more VM like this in the quota of its role: stored ones do not count (facts 3.3). */
export function vmQuotaRefusal(
  world: World,
  { roleId, ownerId, quotaPoints }: Pick<VmRow, 'roleId' | 'ownerId' | 'quotaPoints'>,
): Refusal | undefined {
  const role = world.find('role', roleId)
  return role && checkQuota(world, role, ownerId, quotaPoints)
}

/** Refuses a quota below what the role's members use already: no quota is ever exceeded. */
export function checkQuotaHolds(world: World, role: RoleRow): Refusal | undefined {
  const { quota } = role
  if (!quota) return undefined
  const owners = new Set<UserId | undefined>()
  for (const vmId of world.index.vmsByRole.of(role.id)) owners.add(world.get('vm', vmId).ownerId)
  const holders = [...owners].filter(one => quota.shared || one !== undefined)
  for (const ownerId of quota.shared ? holders.slice(0, 1) : holders) {
    const used = pointsUsed(world, role, ownerId)
    if (used <= quota.points) continue
    const holder = holderOf(world, role, ownerId)
    return refuse('quota.exceeded', {
      quota: 'template points',
      holder,
      used,
      requested: 0,
      limit: quota.points,
    })
  }
  return undefined
}

/** The quotas of the principal's self-service roles and their use. */
export function quotaUses(world: World, principal: Principal) {
  return principal.roles
    .filter(role => role.profile === 'self-service-user')
    .map(role => ({
      roleId: role.id,
      roleName: role.name,
      shared: role.quota?.shared ?? false,
      used: pointsUsed(world, role, principal.userId),
      limit: role.quota?.points,
    }))
}

function holderOf(world: World, role: RoleRow, ownerId: UserId | undefined): string {
  if (role.quota?.shared) return `the role ${role.name}, shared by its members`
  const owner = world.find('user', ownerId)
  return `${owner?.displayName || owner?.name || 'nobody'} in the role ${role.name}`
}
