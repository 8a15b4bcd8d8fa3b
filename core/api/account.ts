import type { AccountInfo } from '../../shared/contract/index.ts'
import { consoleProfiles, privileges } from '../../shared/rights/index.ts'
import { Refusal } from '../../shared/refusals/index.ts'
import type { Principal } from '../access/index.ts'
import { Names, place } from '../access/index.ts'
import type { StoredSession } from '../ports.ts'
import type { RoleRow, UserRow } from '../world/index.ts'
import type { Connection, HandlerContext } from './handler.ts'

type Surroundings = Pick<HandlerContext, 'world' | 'access' | 'sessions' | 'connection'>

/** Who is signed in, and all that the screen needs to know of their rights. */
export function accountOf(
  { world, access }: Surroundings,
  principal: Principal,
  session: StoredSession,
): AccountInfo {
  const { userId, name, displayName, roles } = principal
  const names = new Names(world, privilege => access.scope(principal, privilege))
  const surfaces: AccountInfo['surfaces'] = []
  if (roles.some(role => consoleProfiles.has(role.profile))) surfaces.push('console')
  if (roles.some(role => !consoleProfiles.has(role.profile))) surfaces.push('portal')
  return {
    userId,
    name,
    displayName,
    roles: roles.map(role => ({
      id: role.id,
      name: role.name,
      profile: role.profile,
      scope: scopeWords(role, names),
    })),
    surfaces,
    privileges: privileges.filter(one => access.holds(principal, one)),
    expiresMs: session.expiresMs,
  }
}

/**
 * Begins a session on the caller's connection. Only a connection over HTTP is answered the token:
 * its host keeps it in a cookie. Of all others the connection itself carries it, out of reach of
 * the page.
 */
export function beginSession(
  context: Surroundings,
  user: UserRow,
): { account: AccountInfo; token?: string } | Refusal {
  const { access, sessions, connection } = context
  const principal = access.principalOf(user.id)
  if (!principal) return new Refusal('access.sign-in-failed', {})
  const kind = connection.kind === 'window' ? 'window' : 'browser'
  const begun = sessions.begin({ user, kind, label: labelOf(connection) })
  if (begun instanceof Refusal) return begun
  const { token, session } = begun
  connection.token = token
  const account = accountOf(context, principal, session)
  return connection.kind === 'http' ? { account, token } : { account }
}

/** Members of a self-service role never learn of the host groups behind it. */
function scopeWords(role: RoleRow, names: Names): string {
  if (role.profile !== 'self-service-user') return place(role, names)
  const count = role.scope.templateIds.length
  return count === 1 ? '1 template' : `${count} templates`
}

function labelOf({ kind, address }: Connection): string {
  if (kind === 'window') return 'Desktop console'
  return address ? `Browser at ${address}` : 'Browser'
}
