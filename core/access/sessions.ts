import type { UserId } from '../../shared/domain/index.ts'
import type { Refusal } from '../../shared/refusals/index.ts'
import { refuse } from '../../shared/refusals/index.ts'
import type { CorePorts, StorePort, StoredSession } from '../ports.ts'
import type { UserRow, World } from '../world/index.ts'
import { SignInLimiter } from './limiter.ts'

/** How long a session lives, in real time. A token lives as long as its maker said. */
export const sessionLimits = {
  idleMs: 8 * 3_600_000,
  longestMs: 7 * 24 * 3_600_000,
  /** A use is written to disk at most this often. */
  touchMs: 60_000,
  perUser: 50,
  tokensPerUser: 100,
} as const

export interface SessionRequest {
  readonly user: UserRow
  readonly kind: StoredSession['kind']
  readonly label: string
  /** How long a token lives; sessions of people follow `sessionLimits`. */
  readonly lifetimeMs?: number
}

/** What sessions stand on. Of the ports they need the wall clock, chance, one hash and the log. */
export interface SessionPorts {
  readonly world: World
  readonly store: Pick<StorePort, 'sessions' | 'putSession' | 'removeSession'>
  readonly ports: Pick<CorePorts, 'wallMs' | 'randomToken' | 'hashToken' | 'log'>
}

export interface Sessions {
  /**
   * Reads the stored sessions and begins to end them as their users change. Called once the world
   * is restored: a replayed change of a password must not end a session that was begun after it.
   */
  open(): void
  readonly limiter: SignInLimiter
  /** Begins a session or a token. The token is shown once; only a hash of it is kept. */
  begin(request: SessionRequest): { token: string; session: StoredSession } | Refusal
  /** The session of a token, and notes its use; undefined when it is unknown, expired or void. */
  resolve(token: string | undefined): StoredSession | undefined
  end(id: string): void
  /** Live sessions, of one user or of all, in the order in which they began. */
  list(userId?: string): StoredSession[]
  /** Carries the session of this token through a change of its user's password. */
  carryOver(token: string | undefined, change: () => void): void
}

/**
 * Sessions and tokens. A token is an id and a secret; what is stored is a hash of the secret with
 * the user's password hash, so that a new password, a disabled or a deleted user void it at the
 * instant that the command takes effect, also when the process dies before its sessions are
 * removed.
 */
export function createSessions(needs: SessionPorts): Sessions {
  return new StoredSessions(needs)
}

class StoredSessions implements Sessions {
  readonly limiter = new SignInLimiter()
  private readonly byId = new Map<string, StoredSession>()

  constructor(private readonly needs: SessionPorts) {}

  open(): void {
    const { store, world } = this.needs
    for (const session of store.sessions()) this.byId.set(session.id, session)
    for (const session of [...this.byId.values()]) {
      const user = world.find('user', session.userId)
      if (!user?.enabled || !this.isMadeWith(session, user)) this.end(session.id)
    }
    this.endExpired()
    world.listen((change, before) => {
      if (change.table !== 'user') return
      const old = before as UserRow | undefined
      const now = 'gone' in change ? undefined : (change.row as UserRow)
      if (old && !(now?.enabled && now.passwordHash === old.passwordHash)) this.endAllOf(old.id)
    })
  }

  begin({ user, kind, label, lifetimeMs }: SessionRequest) {
    const { ports } = this.needs
    const nowMs = ports.wallMs()
    this.endExpired()
    const own = this.list(user.id).filter(one => (one.kind === 'token') === (kind === 'token'))
    if (kind === 'token' && own.length >= sessionLimits.tokensPerUser) {
      return refuse('input.too-many', { count: own.length + 1, limit: sessionLimits.tokensPerUser })
    }
    if (kind !== 'token') this.makeRoom(own)
    const [id, secret] = [ports.randomToken().slice(0, 20), ports.randomToken()]
    const session: StoredSession = {
      id,
      tokenHash: this.bound(secret, user),
      userId: user.id,
      kind,
      label,
      createdMs: nowMs,
      lastSeenMs: nowMs,
      expiresMs: nowMs + (lifetimeMs ?? sessionLimits.idleMs),
    }
    const failure = this.write(session)
    return failure ?? { token: `${id}.${secret}`, session }
  }

  resolve(token: string | undefined): StoredSession | undefined {
    const [id, secret] = partsOf(token)
    const session = this.byId.get(id)
    const user = session && this.needs.world.find('user', session.userId)
    if (!session || !user?.enabled || session.tokenHash !== this.bound(secret, user)) {
      return undefined
    }
    const nowMs = this.needs.ports.wallMs()
    if (nowMs >= session.expiresMs) {
      this.end(id)
      return undefined
    }
    return this.touched(session, nowMs)
  }

  end(id: string): void {
    if (!this.byId.delete(id)) return
    try {
      this.needs.store.removeSession(id)
    } catch (error) {
      // It is gone here. After a restart it would be back until it expires, unless voided.
      this.needs.ports.log(`A session could not be removed from disk: ${String(error)}`)
    }
  }

  list(userId?: string): StoredSession[] {
    const nowMs = this.needs.ports.wallMs()
    return [...this.byId.values()]
      .filter(one => nowMs < one.expiresMs && (userId === undefined || one.userId === userId))
      .sort((a, b) => a.createdMs - b.createdMs || (a.id < b.id ? -1 : 1))
  }

  carryOver(token: string | undefined, change: () => void): void {
    const session = this.resolve(token)
    change()
    const user = session && this.needs.world.find('user', session.userId)
    if (!session || !user?.enabled) return
    const [, secret] = partsOf(token)
    this.write({ ...session, tokenHash: this.bound(secret, user) })
  }

  private endExpired(): void {
    const nowMs = this.needs.ports.wallMs()
    for (const session of [...this.byId.values()]) {
      if (nowMs >= session.expiresMs) this.end(session.id)
    }
  }

  private endAllOf(userId: UserId): void {
    for (const session of [...this.byId.values()]) {
      if (session.userId === userId) this.end(session.id)
    }
  }

  /** Ends the sessions seen longest ago, so that a script which signs in cannot pile them up. */
  private makeRoom(own: StoredSession[]): void {
    const oldest = [...own].sort((a, b) => a.lastSeenMs - b.lastSeenMs)
    const surplus = own.length + 1 - sessionLimits.perUser
    for (const session of oldest.slice(0, Math.max(0, surplus))) this.end(session.id)
  }

  /** Slides the expiry of a session; a token's is fixed. */
  private touched(session: StoredSession, nowMs: number): StoredSession {
    if (nowMs - session.lastSeenMs < sessionLimits.touchMs) return session
    const slidMs = Math.min(
      nowMs + sessionLimits.idleMs,
      session.createdMs + sessionLimits.longestMs,
    )
    const expiresMs = session.kind === 'token' ? session.expiresMs : slidMs
    const touched = { ...session, lastSeenMs: nowMs, expiresMs }
    // A full disk ends nobody's session: it slides in memory.
    this.byId.set(session.id, touched)
    this.write(touched)
    return touched
  }

  private write(session: StoredSession): Refusal | undefined {
    try {
      this.needs.store.putSession(session)
      this.byId.set(session.id, session)
      return undefined
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error)
      this.needs.ports.log(`A session could not be written to disk: ${reason}`)
      return refuse('store.failed', { reason })
    }
  }

  /** A mark of the password hash, by which a void session is known without its secret. */
  private mark(user: UserRow): string {
    return this.needs.ports.hashToken(`mark\n${user.passwordHash}`).slice(0, 16)
  }

  private isMadeWith(session: StoredSession, user: UserRow): boolean {
    return session.tokenHash.startsWith(`${this.mark(user)}.`)
  }

  private bound(secret: string, user: UserRow): string {
    const hash = this.needs.ports.hashToken(`${secret}\n${user.passwordHash}`)
    return `${this.mark(user)}.${hash}`
  }
}

function partsOf(token: string | undefined): [id: string, secret: string] {
  const at = token?.indexOf('.') ?? -1
  return token && at > 0 ? [token.slice(0, at), token.slice(at + 1)] : ['', '']
}
