import { ORPCError } from '@orpc/client'
import { onScopeDispose, readonly, ref, shallowRef, watch, type Ref } from 'vue'
import type { RefusalView } from '../../shared/refusals/index.ts'
import { backoffMs } from './backoff.ts'
import { linkSwitch } from './client.ts'
import { failureOf } from './failure.ts'

/** `loading` until the first event; an error keeps what was shown before. */
export type LoadState = 'loading' | 'ready' | 'error'

export interface SubscriptionOptions<Key, Event> {
  /** What the stream is opened with; undefined closes it. A change closes and opens it anew. */
  key: () => Key | undefined
  open: (key: Key, signal: AbortSignal) => Promise<AsyncIterable<Event>>
  /** An event, and the key with which its stream was opened. */
  onEvent: (event: Event, key: Key) => void
  /** How long the key must rest before a change opens the stream anew. */
  settleMs?: number
}

export interface Subscription {
  state: Readonly<Ref<LoadState>>
  error: Readonly<Ref<RefusalView | undefined>>
  /** Opens the stream anew after an error. */
  retry(): void
}

/**
 * Holds one stream open as long as its scope lives: it follows its key, comes back after a lost
 * connection, and is closed at the other side when nobody looks any more.
 */
export function useSubscription<Key, Event>(
  options: SubscriptionOptions<Key, Event>,
): Subscription {
  const state = ref<LoadState>('loading')
  const error = shallowRef<RefusalView>()
  let open: AbortController | undefined
  let timer: ReturnType<typeof setTimeout> | undefined
  let breaks = 0

  function stop(): void {
    clearTimeout(timer)
    open?.abort()
    open = undefined
  }

  function start(): void {
    stop()
    const key = options.key()
    if (key === undefined || !linkSwitch.live.value.isLive) return
    const controller = new AbortController()
    open = controller
    void read(key, controller)
  }

  async function read(key: Key, controller: AbortController): Promise<void> {
    try {
      const stream = await options.open(key, controller.signal)
      for await (const event of stream) {
        if (open !== controller) return
        breaks = 0
        error.value = undefined
        options.onEvent(event, key)
        state.value = 'ready'
      }
      onBreak(controller)
    } catch (failure) {
      if (open !== controller) return
      linkSwitch.report(failure)
      if (failure instanceof ORPCError) onRefused(failure)
      else onBreak(controller)
    }
  }

  function onRefused(failure: unknown): void {
    open = undefined
    error.value = failureOf(failure)
    state.value = 'error'
  }

  /** The stream ended though nobody closed it. Without a connection the next epoch opens it. */
  function onBreak(controller: AbortController): void {
    if (open !== controller) return
    open = undefined
    if (!linkSwitch.live.value.isLive) return
    breaks += 1
    timer = setTimeout(start, backoffMs(breaks, 1))
  }

  function restart(): void {
    clearTimeout(timer)
    if (options.settleMs && open) timer = setTimeout(start, options.settleMs)
    else start()
  }

  function retry(): void {
    state.value = 'loading'
    start()
  }

  watch(linkSwitch.live, start)
  watch(() => JSON.stringify(options.key()), restart)
  start()
  onScopeDispose(stop)

  return {
    state: readonly(state),
    error,
    retry,
  }
}
