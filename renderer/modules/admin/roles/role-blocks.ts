import type { RoleRowView } from '../../../../shared/contract/index.ts'

/** Why a role cannot be changed or deleted: a key of the translated texts. */
export type RoleBlock = 'administratorOnly' | 'hiddenScope' | 'theOne'

/**
 * What keeps somebody from changing a role. A part of its scope that lies outside their own would
 * be
 * lost with the change, and the one Administrator role is the administrators' affair.
 */
export function editBlock(
  role: Pick<RoleRowView, 'profile' | 'hiddenScope'>,
  isAdministrator: boolean,
): RoleBlock | undefined {
  if (isAdministrator) return undefined
  if (role.profile === 'administrator') return 'administratorOnly'
  return role.hiddenScope > 0 ? 'hiddenScope' : undefined
}

/** What keeps somebody from deleting a role. */
export function deleteBlock(
  role: Pick<RoleRowView, 'profile' | 'hiddenScope'>,
  isAdministrator: boolean,
): RoleBlock | undefined {
  if (role.profile === 'administrator') return 'theOne'
  return editBlock(role, isAdministrator)
}
