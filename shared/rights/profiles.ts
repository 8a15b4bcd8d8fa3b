import type { Privilege } from './actions.ts'
import { privileges } from './actions.ts'

/** The profiles of a user role (facts 3.1). */
export const roleProfiles = [
  'administrator',
  'delegated-administrator',
  'read-only-administrator',
  'self-service-user',
] as const
export type RoleProfile = (typeof roleProfiles)[number]

/** Privileges that change nothing. */
const reading: readonly Privilege[] = [
  'vm.read',
  'host.read',
  'hostgroup.read',
  'network.read',
  'storage.read',
  'fault.read',
  'library.read',
  'template.read',
  'placement.rate',
  'plan.read',
  'pro.read',
  'job.read',
  'user.read',
  'role.read',
  'role.explain',
  'audit.read',
  'counter.read',
  'collector.read',
  'clock.read',
  'trace.read',
]

/**
 * What a delegated administrator never has, whatever the scope: users, traces and rules of PRO
 * belong to the whole fabric, sessions to everybody, and the clock is a right of its own on the
 * role.
 */
const wholeFabricOnly: ReadonlySet<Privilege> = new Set<Privilege>([
  'user.edit',
  'pro.author',
  'session.read',
  'session.end',
  'trace.import',
  'placement.configure',
  'history.configure',
  'clock.control',
])

/** The privileges that come with a profile; a self-service role names its own actions instead. */
export const profilePrivileges: Record<RoleProfile, ReadonlySet<Privilege>> = {
  administrator: new Set(privileges),
  'delegated-administrator': new Set(privileges.filter(one => !wholeFabricOnly.has(one))),
  'read-only-administrator': new Set(reading),
  'self-service-user': new Set<Privilege>(['vm.read', 'template.read', 'job.read', 'clock.read']),
}

/** Profiles whose members see the console; the others see the portal only (seed 003, Security). */
export const consoleProfiles: ReadonlySet<RoleProfile> = new Set<RoleProfile>([
  'administrator',
  'delegated-administrator',
  'read-only-administrator',
])
