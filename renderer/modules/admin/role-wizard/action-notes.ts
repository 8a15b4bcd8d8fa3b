import { privilegesOfAction, type SelfServiceAction } from '../../../../shared/rights/index.ts'

/**
 * Actions that name no privilege of their own and take effect all the same: the first restricts
 * Deploy, the second lets a request carry the guest's password.
 */
const effectiveWithoutPrivilege: ReadonlySet<SelfServiceAction> = new Set<SelfServiceAction>([
  'deployFromTemplateOnly',
  'localAdministrator',
])

/**
 * Whether the command that an action permits does not exist yet, so that granting it does nothing.
 */
export function isWaiting(action: SelfServiceAction): boolean {
  const privileges = privilegesOfAction[action] ?? []
  return privileges.length === 0 && !effectiveWithoutPrivilege.has(action)
}
