import { computed, readonly, ref, shallowRef, type ComputedRef, type Ref } from 'vue'
import type { AccountInfo, Client } from '../../shared/contract/index.ts'
import type { FabricKind } from '../../shared/domain/index.ts'
import type { Privilege } from '../../shared/rights/index.ts'
import { createConnection, type Connection } from './connection.ts'
import { isSignedOut } from './failure.ts'
import { watchPulse } from './heartbeat.ts'
import type { HttpSession } from './http-session.ts'
import type { LinkSwitch } from './link-switch.ts'
import type { Transport } from './transport.ts'

/** Where this window stands: what the core said of itself and of who is signed in. */
export type SessionStatus = 'starting' | 'first-run' | 'signed-out' | 'signed-in'

export interface FabricOffer {
  kind: FabricKind
  hosts: number
  vms: number
}

export interface FabricChoice {
  fabric: FabricKind
  seed: number
  administratorName: string
  administratorPassword: string
}

export interface Session {
  readonly status: Readonly<Ref<SessionStatus>>
  readonly account: Readonly<Ref<AccountInfo | undefined>>
  readonly surfaces: ComputedRef<readonly ('console' | 'portal')[]>
  /** The fabrics that a first run offers. */
  readonly fabrics: Readonly<Ref<readonly FabricOffer[]>>
  /** Whether the session ended by itself, and not because the person signed out. */
  readonly hasEnded: Readonly<Ref<boolean>>
  readonly connection: Connection
  /** How long the core took to answer last; undefined while it does not. */
  readonly roundTripMs: Readonly<Ref<number | undefined>>
  /** Whether the right is held on anything at all. What is not held is not shown. */
  can(privilege: Privilege): boolean
  /** Begins a session. Rejects with the refusal: wrong name or password, or too many attempts. */
  signIn(name: string, password: string): Promise<void>
  signOut(): Promise<void>
  /**
   * First run: makes the fabric and its administrator, and signs them in. Rejects with the refusal.
   */
  createFabric(choice: FabricChoice): Promise<void>
  /** Leaves the page that says that the session ended. */
  forgetEnd(): void
}

export interface SessionParts {
  transport: Transport
  linkSwitch: LinkSwitch
  client: Client
  http: HttpSession
}

/** Keeps who is signed in on this window and the connection that it speaks over. */
export function createSession(parts: SessionParts): Session {
  const { transport, linkSwitch, client, http } = parts
  const status = ref<SessionStatus>('starting')
  const account = shallowRef<AccountInfo>()
  const fabrics = shallowRef<readonly FabricOffer[]>([])
  const hasEnded = ref(false)
  const privileges = computed(() => new Set<string>(account.value?.privileges))
  const connection = createConnection(transport, linkSwitch, resume)
  const roundTripMs = watchPulse(connection, signal => client.setup.status({}, { signal }))
  const isHttp = transport.signsInBy === 'http'

  linkSwitch.onFailure(error => {
    if (isSignedOut(error) && status.value === 'signed-in') enter(undefined)
  })

  /** Takes up what the core knows of this window, after a start as after a lost connection. */
  async function resume(): Promise<void> {
    const setup = await client.setup.status({})
    fabrics.value = setup.fabrics
    if (!setup.ready) {
      status.value = 'first-run'
      return
    }
    const { account: current } = await client.session.current({})
    enter(current)
  }

  function enter(next: AccountInfo | undefined): void {
    hasEnded.value = next === undefined && (status.value === 'signed-in' || hasEnded.value)
    account.value = next
    status.value = next ? 'signed-in' : 'signed-out'
    linkSwitch.setLive(next !== undefined)
  }

  async function begin(
    path: string,
    body: object,
    overWire: () => Promise<{ account: AccountInfo }>,
  ) {
    if (isHttp) {
      await http.post(path, body)
      hasEnded.value = false
      await connection.reopen()
    } else {
      enter((await overWire()).account)
    }
  }

  return {
    status: readonly(status),
    account,
    surfaces: computed(() => account.value?.surfaces ?? []),
    fabrics,
    hasEnded: readonly(hasEnded),
    connection,
    roundTripMs,
    can: privilege => privileges.value.has(privilege),
    signIn(name, password) {
      const body = { name, password }
      return begin('/api/session/sign-in', body, () => client.session.signIn(body))
    },
    createFabric: choice => begin('/api/setup/create', choice, () => client.setup.create(choice)),
    async signOut() {
      if (isHttp) await http.post('/api/session/sign-out', {})
      else await client.session.signOut({})
      status.value = 'signed-out'
      enter(undefined)
      if (isHttp) await connection.reopen()
    },
    forgetEnd: () => void (hasEnded.value = false),
  }
}
