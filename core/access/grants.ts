import type { Privilege, RoleProfile, SelfServiceAction } from '../../shared/rights/index.ts'
import { privilegesOfAction, profilePrivileges, withImplied } from '../../shared/rights/index.ts'
import type { RoleRow } from '../world/index.ts'

const granted = new WeakMap<RoleRow, ReadonlySet<Privilege>>()

/**
 * The privileges of a role: those of its profile, for self-service those of the permitted actions
 * with what they imply, and the clock where the role says so. What is not in here is denied.
 */
export function privilegesOfRole(role: RoleRow): ReadonlySet<Privilege> {
  const known = granted.get(role)
  if (known) return known
  const all = new Set(profilePrivileges[role.profile])
  if (role.profile === 'self-service-user') {
    for (const action of withImplied(role.actions)) {
      for (const privilege of privilegesOfAction[action] ?? []) all.add(privilege)
    }
  }
  if (role.mayControlClock) all.add('clock.control')
  granted.set(role, all)
  return all
}

/** The permitted action of a self-service role that grants the privilege, if it is one of them. */
export function actionGranting(role: RoleRow, privilege: Privilege): SelfServiceAction | undefined {
  if (role.profile !== 'self-service-user') return undefined
  return withImplied(role.actions).find(one => privilegesOfAction[one]?.includes(privilege))
}

/** The names of the profiles as people read them (facts 3.1). */
export const profileNames: Readonly<Record<RoleProfile, string>> = {
  administrator: 'Administrator',
  'delegated-administrator': 'Delegated Administrator',
  'read-only-administrator': 'Read-Only Administrator',
  'self-service-user': 'Self-Service User',
}

/** The names of the permitted actions as people read them (facts 3.2). */
export const actionNames: Readonly<Record<SelfServiceAction, string>> = {
  deploy: 'Deploy',
  deployFromTemplateOnly: 'Deploy from template only',
  createFromVhdOrTemplate: 'Create from VHD or template',
  start: 'Start',
  stop: 'Stop',
  shutDown: 'Shut down',
  pauseAndResume: 'Pause and resume',
  saveState: 'Save state',
  checkpoint: 'Checkpoint',
  checkpointRestoreOnly: 'Restore checkpoints only',
  store: 'Store',
  remove: 'Remove',
  remoteConnection: 'Remote connection',
  localAdministrator: 'Local Administrator',
  author: 'Author',
  share: 'Share',
  receive: 'Receive',
}
