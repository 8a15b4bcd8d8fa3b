import { readonly, ref, watch, type Ref } from 'vue'
import type { Connection } from './connection.ts'

const everyMs = 10_000
/** The first one waits until the first views are filled, or it would measure them. */
const firstMs = 2000
const patienceMs = 15_000

/**
 * Asks something small again and again while connected: how long an answer takes is shown, and a
 * connection whose other side went without a word is found out. `ask` must not count as something
 * that the person did, or no session would ever expire.
 */
export function watchPulse(
  connection: Connection,
  ask: (signal: AbortSignal) => Promise<unknown>,
): Readonly<Ref<number | undefined>> {
  const roundTripMs = ref<number>()
  let timer: ReturnType<typeof setTimeout> | undefined

  async function beat(): Promise<void> {
    const startMs = performance.now()
    const patience = new AbortController()
    const giveUp = setTimeout(() => patience.abort(), patienceMs)
    try {
      await ask(patience.signal)
      roundTripMs.value = Math.max(1, Math.round(performance.now() - startMs))
    } catch {
      if (patience.signal.aborted) connection.lose()
    } finally {
      clearTimeout(giveUp)
    }
    plan()
  }

  function plan(delayMs = everyMs): void {
    clearTimeout(timer)
    if (connection.state.value !== 'connected') return
    timer = setTimeout(() => void beat(), delayMs)
  }

  watch(
    connection.state,
    state => {
      clearTimeout(timer)
      roundTripMs.value = undefined
      if (state === 'connected') plan(firstMs)
    },
    { flush: 'sync' },
  )
  return readonly(roundTripMs)
}
