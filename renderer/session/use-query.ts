import { onScopeDispose, readonly, ref, shallowRef, watch, type Ref } from 'vue'
import type { RefusalView } from '../../shared/refusals/index.ts'
import { ConnectionClosedError } from '../../shared/wire/index.ts'
import { linkSwitch } from './client.ts'
import { failureOf, isSignedOut } from './failure.ts'
import type { LoadState } from './use-subscription.ts'

export interface Query<Data> {
  data: Readonly<Ref<Data | undefined>>
  state: Readonly<Ref<LoadState>>
  error: Readonly<Ref<RefusalView | undefined>>
  /** Asks again; what is shown stays until the answer is there. */
  reload(): Promise<void>
}

export interface QueryOptions {
  /** Asks again that often while somebody looks. */
  everyMs?: number
  /** A changed key keeps the old answer in sight until the new one is there. */
  keeps?: boolean
}

type Ask<Key, Data> = (key: Key, options: { signal: AbortSignal }) => Promise<Data>

/**
 * One answer that follows what it depends on:
 * `useQuery(() => props.vmId, (vmId, options) => client.vm.get({ vmId }, options))`. An undefined
 * key
 * asks nothing. A changed key drops the old answer, unless `keeps` is set; a reload and a new
 * connection keep it until the new one is there. An answer that was overtaken is dropped.
 */
export function useQuery<Key, Data>(
  key: () => Key | undefined,
  ask: Ask<Key, Data>,
  options: QueryOptions = {},
): Query<Data> {
  const data = shallowRef<Data>()
  const state = ref<LoadState>('loading')
  const error = shallowRef<RefusalView>()
  let running: AbortController | undefined

  async function reload(): Promise<void> {
    running?.abort()
    running = undefined
    const wanted = key()
    if (wanted === undefined || !linkSwitch.live.value.isLive) return
    const mine = new AbortController()
    running = mine
    try {
      const answer = await ask(wanted, { signal: mine.signal })
      if (running !== mine) return
      data.value = answer
      error.value = undefined
      state.value = 'ready'
    } catch (failure) {
      // A lost connection or session shows itself in the frame, not in every pane.
      if (running !== mine || failure instanceof ConnectionClosedError || isSignedOut(failure))
        return
      error.value = failureOf(failure)
      state.value = 'error'
    }
  }

  function restart(): void {
    if (!options.keeps || key() === undefined) {
      data.value = undefined
      state.value = 'loading'
    }
    error.value = undefined
    void reload()
  }

  watch(() => JSON.stringify(key()), restart)
  watch(linkSwitch.live, () => void reload())
  void reload()
  const { everyMs } = options
  const timer = everyMs === undefined ? undefined : setInterval(() => void reload(), everyMs)
  onScopeDispose(() => {
    clearInterval(timer)
    running?.abort()
    running = undefined
  })
  return { data, state: readonly(state), error, reload }
}
