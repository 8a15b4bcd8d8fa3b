import type { SessionRowView } from '../../shared/contract/index.ts'
import { Refusal, refuse } from '../../shared/refusals/index.ts'
import { recordJob } from '../jobs/record.ts'
import type { StoredSession } from '../ports.ts'
import type { UserRow } from '../world/index.ts'
import { isStruck, put } from '../world/index.ts'
import { accountOf, beginSession } from './account.ts'
import type { Applied, HandlerContext, InputOf, OutputOf } from './handler.ts'
import type { PreparedOwnPassword } from './prepare.ts'
import { checkSecret } from './prepare.ts'
import { userNamed } from './users.ts'

const dayMs = 24 * 3_600_000

export const sessionHandlers = {
  current(context: HandlerContext): OutputOf<'session', 'current'> {
    const { access, connection, sessions } = context
    const session = sessions.resolve(connection.token)
    const principal = session && access.principalOf(session.userId as never)
    return principal ? { account: accountOf(context, principal, session) } : {}
  },

  async signIn(
    context: HandlerContext,
    { name, password }: InputOf<'session', 'signIn'>,
  ): Promise<OutputOf<'session', 'signIn'> | Refusal> {
    const { world } = context
    const user = userNamed(world, name)
    // A disabled user is told nothing that an unknown one is not.
    const hash = user?.enabled ? user.passwordHash : undefined
    const refusal = await checkSecret(context, name, password, hash)
    if (refusal) return refusal
    // The check took a while, and the user may have been changed meanwhile.
    const current = world.find('user', user?.id)
    if (!current?.enabled || current.passwordHash !== hash) {
      return refuse('access.sign-in-failed', {})
    }
    const isDown = isStruck(world, 'directory-down', 'fabric-1')
    // Asked last, so that the answer tells a stranger nothing of who is an administrator.
    if (isDown && !isAdministrator(context, current)) return refuse('fault.directory-down', {})
    return beginSession(context, current)
  },

  signOut({ connection, sessions }: HandlerContext): OutputOf<'session', 'signOut'> {
    const session = sessions.resolve(connection.token)
    if (session) sessions.end(session.id)
    connection.token = undefined
    return {}
  },

  list(
    context: HandlerContext,
    { everybody }: InputOf<'session', 'list'>,
  ): OutputOf<'session', 'list'> | Refusal {
    const { access, caller, connection, sessions, world } = context
    if (everybody) {
      const { allowed, missing } = access.decide(caller, 'session.read')
      if (!allowed) {
        const [action, target] = ['see the sessions', 'other users']
        return refuse('access.denied', { action, target, missing: missing ?? '' })
      }
    }
    const current = sessions.resolve(connection.token)
    const nameOf = (userId: string) => world.find('user', userId)?.name ?? userId
    return sessions
      .list(everybody ? undefined : caller.userId)
      .map(session => viewOf(session, nameOf(session.userId), session.id === current?.id))
  },

  end(
    context: HandlerContext,
    { id }: InputOf<'session', 'end'>,
  ): OutputOf<'session', 'end'> | Refusal {
    const { access, caller, sessions } = context
    const mine = sessions.list(caller.userId).some(session => session.id === id)
    const known = mine || sessions.list().some(session => session.id === id)
    const mayEnd = mine || access.holds(caller, 'session.end')
    if (!known || !mayEnd) return refuse('not-found', { kind: 'session', id })
    sessions.end(id)
    return {}
  },

  changePassword(context: HandlerContext, input: PreparedOwnPassword): Refusal | (() => Applied) {
    const { caller, connection, sessions, world } = context
    const user = world.find('user', caller.userId)
    if (!user) return refuse('access.not-signed-in', {})
    return () => {
      // Every other session ends, this one goes on.
      sessions.carryOver(connection.token, () => {
        world.apply(put('user', { ...user, passwordHash: input.passwordHash }))
      })
      const jobId = recordJob(world, {
        name: 'job.user.change-password',
        targetId: user.id,
        targetName: user.name,
        caller,
        changes: [{ object: user.name, property: 'password', before: '', after: '' }],
      })
      return { id: user.id, jobId }
    }
  },

  createToken(
    context: HandlerContext,
    { label, days }: InputOf<'session', 'createToken'>,
  ): OutputOf<'session', 'createToken'> | Refusal {
    const { caller, sessions, world } = context
    const user = world.find('user', caller.userId)
    if (!user) return refuse('access.not-signed-in', {})
    const begun = sessions.begin({ user, kind: 'token', label, lifetimeMs: days * dayMs })
    if (begun instanceof Refusal) return begun
    return { token: begun.token, expiresMs: begun.session.expiresMs }
  },
}

function viewOf(session: StoredSession, userName: string, current: boolean): SessionRowView {
  const { id, kind, label, createdMs, lastSeenMs, expiresMs } = session
  return { id, userName, kind, label, createdMs, lastSeenMs, expiresMs, current }
}

/** Administrators are kept locally, so that somebody can end a fault of the directory. */
function isAdministrator({ access }: HandlerContext, user: UserRow): boolean {
  const roles = access.principalOf(user.id)?.roles ?? []
  return roles.some(role => role.profile === 'administrator')
}
