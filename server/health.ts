import type { HostStatus } from '../host/index.ts'

/** The core says each second that it is there; after this long without a word it hangs. */
const silentLimitMs = 15_000

export interface Health {
  readonly status: 'ok' | 'failing'
  readonly uptimeS: number
  /** `first-run` while there is no fabric yet. */
  readonly core: 'ready' | 'first-run' | 'stalled' | 'closing' | 'ended'
  /** Why the last save failed; absent where it did not. */
  readonly saveFailure?: string
}

/** What a monitor needs to know, without a name or a figure of the fabric. */
export function healthOf(host: HostStatus, uptimeS: number): Health {
  const { saveFailure } = host.core
  const core = coreState(host)
  const isWell = (core === 'ready' || core === 'first-run') && saveFailure === undefined
  return {
    status: isWell ? 'ok' : 'failing',
    uptimeS: Math.floor(uptimeS),
    core,
    ...(saveFailure === undefined ? {} : { saveFailure }),
  }
}

function coreState({ state, silentMs, core }: HostStatus): Health['core'] {
  if (state !== 'running') return state
  if (silentMs > silentLimitMs) return 'stalled'
  return core.ready ? 'ready' : 'first-run'
}
