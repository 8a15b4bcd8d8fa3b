import { readonly, ref, type Ref } from 'vue'
import { backoffMs } from './backoff.ts'
import type { LinkSwitch } from './link-switch.ts'
import type { Transport, Wire } from './transport.ts'

/**
 * `connecting` only before the first connection; afterwards it is there, or lost and tried again.
 */
export type ConnectionState = 'connecting' | 'connected' | 'lost'

export interface Connection {
  readonly state: Readonly<Ref<ConnectionState>>
  /** Failed attempts since the last connection. */
  readonly failures: Readonly<Ref<number>>
  /** When the next attempt is made, as `performance.now()` counts; undefined while none is due. */
  readonly nextAttemptMs: Readonly<Ref<number | undefined>>
  start(): void
  /** Tries at once instead of waiting for the next attempt. */
  retryNow(): void
  /** Leaves this connection for a new one, which carries what changed in the cookie. */
  reopen(): Promise<void>
  /** Treats the connection as lost, because the other side does not answer any more. */
  lose(): void
  close(): void
}

/**
 * Keeps one wire to the core open and its link in the switch. A lost wire is tried again by itself,
 * later and later, and never by loading the page anew. `onConnected` runs before streams return.
 */
export function createConnection(
  transport: Transport,
  linkSwitch: LinkSwitch,
  onConnected: () => Promise<void>,
): Connection {
  const state = ref<ConnectionState>('connecting')
  const failures = ref(0)
  const nextAttemptMs = ref<number>()
  let wire: Wire | undefined
  let timer: ReturnType<typeof setTimeout> | undefined
  // An attempt that was overtaken must not install its wire.
  let turn = 0

  async function attempt(): Promise<void> {
    turn += 1
    const mine = turn
    clearTimeout(timer)
    nextAttemptMs.value = undefined
    try {
      const opened = await transport.open()
      if (mine !== turn) return opened.close()
      install(opened)
      await onConnected()
      if (wire !== opened) return
      failures.value = 0
      state.value = 'connected'
    } catch {
      if (mine === turn) onFailed()
    }
  }

  function install(opened: Wire): void {
    wire = opened
    linkSwitch.use(opened.link)
    opened.onClosed(() => wire === opened && onFailed())
  }

  function dropWire(): void {
    const dropped = wire
    wire = undefined
    linkSwitch.use(undefined)
    dropped?.close()
  }

  function onFailed(): void {
    dropWire()
    turn += 1
    state.value = 'lost'
    failures.value += 1
    const delayMs = backoffMs(failures.value, Math.random())
    nextAttemptMs.value = performance.now() + delayMs
    timer = setTimeout(() => void attempt(), delayMs)
  }

  return {
    state: readonly(state),
    failures: readonly(failures),
    nextAttemptMs: readonly(nextAttemptMs),
    start: () => void attempt(),
    retryNow() {
      if (state.value === 'lost' && nextAttemptMs.value !== undefined) void attempt()
    },
    async reopen() {
      dropWire()
      await attempt()
    },
    lose: () => void (wire && onFailed()),
    close() {
      turn += 1
      clearTimeout(timer)
      dropWire()
    },
  }
}
