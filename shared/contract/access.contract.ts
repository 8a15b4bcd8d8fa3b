import { z } from 'zod'
import {
  anyId,
  hostGroupId,
  roleId,
  shareId,
  templateId,
  userGroupId,
  userId,
} from '../domain/index.ts'
import { declared } from '../refusals/index.ts'
import { privileges, roleProfiles, selfServiceActions } from '../rights/index.ts'
import { command, commandAnswer, query, stream } from './operation.ts'
import { windowEvents, windowInput, windowOf } from './window.ts'

const name = z.string().trim().min(1).max(64)
/**
 * Account names: letters, digits, dot, hyphen, underscore, one backslash or at sign for a domain.
 */
export const accountName = z
  .string()
  .trim()
  .min(1)
  .max(64)
  .regex(/^[\p{L}\p{N}._@\\ -]+$/u)
export const password = z.string().min(1).max(200)
const description = z.string().max(2000).default('')

export const userRow = z.object({
  id: userId,
  name: z.string(),
  displayName: z.string(),
  enabled: z.boolean(),
  groups: z.array(z.object({ id: userGroupId, name: z.string() })),
  roles: z.array(z.object({ id: roleId, name: z.string() })),
  ownedVms: z.number().int(),
  createdMs: z.number(),
})
export const userGroupRow = z.object({
  id: userGroupId,
  name: z.string(),
  description: z.string(),
  members: z.array(z.object({ id: userId, name: z.string() })),
  roles: z.array(z.object({ id: roleId, name: z.string() })),
})

/** Scope of a role: with each host group goes all below it. */
export const roleScope = z.object({
  hostGroupIds: z.array(hostGroupId).max(200).default([]),
  shareIds: z.array(shareId).max(200).default([]),
  templateIds: z.array(templateId).max(500).default([]),
})

export const roleInput = z.object({
  name,
  description,
  profile: z.enum(roleProfiles),
  userIds: z.array(userId).max(5000).default([]),
  userGroupIds: z.array(userGroupId).max(500).default([]),
  scope: roleScope.prefault({}),
  /** Self-service only. Implied ones are added. */
  actions: z.array(z.enum(selfServiceActions)).default([]),
  /** Self-service only: template quota points, for each member or shared by all of them. */
  quota: z
    .object({ points: z.number().int().min(0).max(100000), shared: z.boolean().default(false) })
    .optional(),
  /** A right of its own: whether members may pause and speed up the simulated clock. */
  mayControlClock: z.boolean().default(false),
})
export type RoleInput = z.input<typeof roleInput>

export const roleRow = z.object({
  id: roleId,
  name: z.string(),
  description: z.string(),
  profile: z.enum(roleProfiles),
  users: z.array(z.object({ id: userId, name: z.string() })),
  userGroups: z.array(z.object({ id: userGroupId, name: z.string() })),
  people: z.number().int(),
  hostGroups: z.array(z.object({ id: hostGroupId, name: z.string() })),
  shares: z.array(z.object({ id: shareId, name: z.string() })),
  templates: z.array(z.object({ id: templateId, name: z.string() })),
  actions: z.array(z.enum(selfServiceActions)),
  quota: z.object({ points: z.number().int(), shared: z.boolean() }).optional(),
  mayControlClock: z.boolean(),
  /** Scope entries outside the user's own scope: only a count. */
  hiddenScope: z.number().int(),
})
export type UserRowView = z.infer<typeof userRow>
export type UserGroupRowView = z.infer<typeof userGroupRow>
export type RoleRowView = z.infer<typeof roleRow>

/** What the members of a role will be able to do, in words. */
export const roleDescription = z.object({
  who: z.string(),
  can: z.array(z.object({ lead: z.string(), text: z.string() })),
  cannot: z.array(z.object({ lead: z.string(), text: z.string() })),
  warnings: z.array(z.string()),
})

/** A decision of the evaluator with its proof. */
export const decisionView = z.object({
  allowed: z.boolean(),
  /** The chain of grants, or what was looked at. */
  because: z.array(z.string()),
  /** The nearest missing grant. */
  missing: z.string().optional(),
})
export type DecisionView = z.infer<typeof decisionView>

export const quotaUse = z.object({
  roleId,
  roleName: z.string(),
  shared: z.boolean(),
  used: z.number().int(),
  /** Absent where the role has no quota. */
  limit: z.number().int().optional(),
})

export const accountInfo = z.object({
  userId,
  name: z.string(),
  displayName: z.string(),
  roles: z.array(
    z.object({ id: roleId, name: z.string(), profile: z.enum(roleProfiles), scope: z.string() }),
  ),
  /** Self-service users get the portal, never the console. */
  surfaces: z.array(z.enum(['console', 'portal'])),
  /** Privileges held on anything at all; what is not here is not shown. */
  privileges: z.array(z.enum(privileges as [string, ...string[]])),
  expiresMs: z.number(),
})
export type AccountInfo = z.infer<typeof accountInfo>

const userTarget = { kind: 'user', field: 'userId' } as const

export const userContract = {
  list: query('/users', 'The users', 'user.read').input(windowInput).output(windowOf(userRow)),
  create: command('/users/create', 'Creates a user', 'user.edit', { palette: 'action.user.create' })
    .input(
      z.object({
        name: accountName,
        displayName: z.string().trim().max(80).default(''),
        password,
        userGroupIds: z.array(userGroupId).max(100).default([]),
      }),
    )
    .output(commandAnswer)
    .errors(declared('name.taken', 'access.password-weak')),
  update: command('/users/update', 'Changes a user', 'user.edit', { target: userTarget })
    .input(
      z.object({
        userId,
        displayName: z.string().trim().max(80).optional(),
        enabled: z.boolean().optional(),
        userGroupIds: z.array(userGroupId).max(100).optional(),
      }),
    )
    .output(commandAnswer)
    .errors(declared('role.last-administrator')),
  setPassword: command(
    '/users/set-password',
    'Sets another user’s password and ends their sessions',
    'user.edit',
    { target: userTarget },
  )
    .input(z.object({ userId, password }))
    .output(commandAnswer)
    .errors(declared('access.password-weak')),
  delete: command(
    '/users/delete',
    'Deletes a user; owned VMs stay, without an owner',
    'user.edit',
    { target: userTarget, danger: 'destructive' },
  )
    .input(z.object({ userId }))
    .output(commandAnswer)
    .errors(declared('role.last-administrator')),
}

export const userGroupContract = {
  list: query('/user-groups', 'The user groups', 'user.read')
    .input(z.object({}))
    .output(z.array(userGroupRow)),
  save: command('/user-groups/save', 'Creates a user group, or changes the one named', 'user.edit')
    .input(
      z.object({
        userGroupId: userGroupId.optional(),
        name,
        description,
        userIds: z.array(userId).max(5000).default([]),
      }),
    )
    .output(commandAnswer)
    .errors(declared('name.taken', 'role.last-administrator')),
  delete: command('/user-groups/delete', 'Deletes a user group', 'user.edit', {
    target: { kind: 'usergroup', field: 'userGroupId' },
    danger: 'disruptive',
  })
    .input(z.object({ userGroupId }))
    .output(commandAnswer)
    .errors(declared('role.last-administrator')),
}

const roleRefusals = declared(
  'name.taken',
  'quota.exceeded',
  'role.beyond-scope',
  'role.last-administrator',
  'role.needs-template',
  'role.profile-fixed',
)

export const roleContract = {
  list: query('/roles', 'The user roles in scope', 'role.read', { cmdlet: 'Get-SCUserRole' })
    .input(z.object({}))
    .output(z.array(roleRow)),
  create: command('/roles/create', 'Creates a user role', 'role.edit', {
    cmdlet: 'New-SCUserRole',
    undo: 'role.delete',
    palette: 'action.role.create',
  })
    .input(roleInput)
    .output(commandAnswer)
    .errors(roleRefusals),
  update: command('/roles/update', 'Changes a user role; the profile stays', 'role.edit', {
    cmdlet: 'Set-SCUserRole',
    target: { kind: 'role', field: 'roleId' },
  })
    .input(roleInput.omit({ profile: true }).extend({ roleId }))
    .output(commandAnswer)
    .errors(roleRefusals),
  delete: command('/roles/delete', 'Deletes a user role', 'role.edit', {
    cmdlet: 'Remove-SCUserRole',
    target: { kind: 'role', field: 'roleId' },
    danger: 'disruptive',
  })
    .input(z.object({ roleId }))
    .output(commandAnswer)
    .errors(roleRefusals),
  describe: query(
    '/roles/describe',
    'What the members of such a role will be able to do, in words',
    'role.read',
  )
    .input(roleInput)
    .output(roleDescription),
  explain: query(
    '/roles/explain',
    'Whether a user may do something to an object, with the proof',
    'role.explain',
  )
    .input(
      z.object({
        userId,
        privilege: z.enum(privileges as [string, ...string[]]),
        targetId: anyId.optional(),
      }),
    )
    .output(decisionView),
}

export const sessionRow = z.object({
  /** A handle of the session; not its secret. */
  id: z.string(),
  userName: z.string(),
  kind: z.enum(['window', 'browser', 'token']),
  label: z.string(),
  createdMs: z.number(),
  lastSeenMs: z.number(),
  expiresMs: z.number(),
  current: z.boolean(),
})
export type SessionRowView = z.infer<typeof sessionRow>

export const sessionContract = {
  current: query('/session/current', 'Who is signed in here, and what they may see', 'public')
    .input(z.object({}))
    .output(z.object({ account: accountInfo.optional() })),
  signIn: command('/session/sign-in', 'Begins a session', 'public', { journaled: false })
    .input(z.object({ name: z.string().max(64), password: z.string().max(200) }))
    .output(
      z.object({
        account: accountInfo,
        token: z
          .string()
          .optional()
          .meta({ description: 'Only for the host process, which keeps it in a cookie' }),
      }),
    )
    .errors(declared('access.sign-in-failed', 'access.rate-limited', 'fault.directory-down')),
  signOut: command('/session/sign-out', 'Ends this session', 'signed-in', { journaled: false })
    .input(z.object({}))
    .output(z.object({})),
  list: query('/session/list', 'Own sessions and tokens; with the right, everybody’s', 'signed-in')
    .input(z.object({ everybody: z.boolean().default(false) }))
    .output(z.array(sessionRow)),
  end: command(
    '/session/end',
    'Ends a session or token; another user’s needs the right',
    'signed-in',
    { journaled: false },
  )
    .input(z.object({ id: z.string().max(80) }))
    .output(z.object({})),
  changePassword: command('/session/change-password', 'Changes the own password', 'signed-in')
    .input(z.object({ current: password, next: password }))
    .output(commandAnswer)
    .errors(declared('access.sign-in-failed', 'access.password-weak', 'access.rate-limited')),
  createToken: command(
    '/session/create-token',
    'Makes a bearer token for scripts; it is shown once',
    'signed-in',
    { journaled: false },
  )
    .input(
      z.object({
        label: z.string().trim().min(1).max(80),
        days: z.number().int().min(1).max(365).default(30),
      }),
    )
    .output(z.object({ token: z.string(), expiresMs: z.number() })),
}

export const auditRow = z.object({
  id: anyId,
  /** Simulated time, and the time on the wall; the latter not for what PRO did by itself. */
  atMs: z.number(),
  wallMs: z.number().optional(),
  userName: z.string(),
  roleNames: z.string(),
  operation: z.string(),
  targets: z.string(),
  outcome: z.enum(['done', 'refused']),
  /** The refusal's code and text. */
  refusal: z.string().optional(),
  /** Why it was allowed: the proof in one line. */
  because: z.string(),
  jobId: z.string().optional(),
})
export type AuditRowView = z.infer<typeof auditRow>

export const auditContract = {
  list: query('/audit', 'The audit records in scope, newest first', 'audit.read')
    .input(windowInput)
    .output(windowOf(auditRow)),
  watch: stream(
    '/audit/watch',
    'A window of the audit records, and what changes in it',
    'audit.read',
  )
    .input(windowInput)
    .output(windowEvents(auditRow)),
}
