import {
  computed,
  onScopeDispose,
  readonly,
  ref,
  shallowRef,
  toValue,
  type MaybeRefOrGetter,
  type Ref,
} from 'vue'
import type { WindowEvent, WindowInput } from '../../shared/contract/index.ts'
import type { RefusalView } from '../../shared/refusals/index.ts'
import { linkSwitch } from './client.ts'
import { applyEvent, emptyWindow, patchRows, rowAt, type SparseWindow } from './sparse-window.ts'
import { useSubscription, type LoadState } from './use-subscription.ts'

/** What a list asks for, without the part that scrolling decides. */
export type ListInput = Omit<WindowInput, 'offset' | 'limit'>

type Options = { signal?: AbortSignal }
type Watch<Row> = (
  input: WindowInput,
  options?: Options,
) => Promise<AsyncIterable<WindowEvent<Row>>>

export interface LiveWindow<Row> {
  window: Readonly<Ref<SparseWindow<Row>>>
  total: Readonly<Ref<number>>
  state: Readonly<Ref<LoadState>>
  error: Readonly<Ref<RefusalView | undefined>>
  rowAt(index: number): Row | undefined
  /** Says which rows are in sight, as a grid does when it scrolls. */
  setRange(range: { offset: number; limit: number }): void
  /** Replaces rows by what another stream knows of them, until the core sends them again. */
  patch(change: (row: Row) => Row): void
  retry(): void
}

export interface WindowOptions {
  /**
   * The name under which its first rows are kept when its view closes, so that the next view of the
   * same list begins with them instead of with nothing.
   */
  keptAs?: string
}

interface KeptWindow {
  epoch: number
  input: string
  window: SparseWindow<unknown>
}

/** What closed views leave behind, for as long as the same session goes on over one connection. */
const keptWindows = new Map<string, KeptWindow>()

const firstRows = 64
const mostRows = 500
const settleMs = 80

/**
 * A live window over a list of any length: `useWindow(client.vm.watch, () => ({ filter, sort }))`.
 * It follows its input and the rows in sight, applies what changes, and comes back after a lost
 * connection. Until the new rows are there the old ones stay.
 */
export function useWindow<Row>(
  watchList: Watch<Row>,
  input: MaybeRefOrGetter<ListInput | undefined>,
  options: WindowOptions = {},
): LiveWindow<Row> {
  const { keptAs } = options
  const before = keptAs === undefined ? undefined : keptWindow<Row>(keptAs, toValue(input))
  const window = shallowRef<SparseWindow<Row>>(before ?? emptyWindow())
  const range = ref({ offset: 0, limit: firstRows })
  /** The list that the window shows, which may be the former one until the new rows are there. */
  const shownList = ref(before && listText(toValue(input)))
  let epoch = linkSwitch.live.value.epoch

  const key = computed<WindowInput | undefined>(() => {
    const list = toValue(input)
    return list && { ...list, ...range.value }
  })

  function onEvent(event: WindowEvent<Row>, wanted: WindowInput): void {
    // A core that was restored counts revisions from where it was, so an epoch starts from nothing.
    const isNewEpoch = epoch !== linkSwitch.live.value.epoch
    epoch = linkSwitch.live.value.epoch
    // A window of another input or range may show a revision that is already known.
    const known = isNewEpoch || event.kind === 'window' ? emptyWindow<Row>() : window.value
    window.value = applyEvent(known, event)
    shownList.value = listText(wanted)
  }

  const subscription = useSubscription<WindowInput, WindowEvent<Row>>({
    key: () => key.value,
    open: (wanted, signal) => watchList(wanted, { signal }),
    onEvent,
    settleMs,
  })

  const total = computed(() => window.value.total)

  if (keptAs !== undefined) {
    onScopeDispose(() => keepWindow(keptAs, toValue(input), window.value))
  }

  return {
    window,
    total,
    state: computed(() => {
      const state = subscription.state.value
      if (state === 'loading' && before) return 'ready'
      // That the former list was empty says nothing of the one that is awaited.
      const isStaleNothing = total.value === 0 && shownList.value !== listText(toValue(input))
      return state === 'ready' && isStaleNothing ? 'loading' : state
    }),
    error: readonly(subscription.error),
    rowAt: index => rowAt(window.value, index),
    setRange({ offset, limit }) {
      if (limit === 0) return
      range.value = { offset, limit: Math.min(mostRows, Math.max(firstRows, limit)) }
    },
    patch: change => void (window.value = patchRows(window.value, change)),
    retry: subscription.retry,
  }
}

/** What tells one list from another, whichever part of it is in sight. */
function listText(input: ListInput | undefined): string {
  return JSON.stringify({ ...input, offset: undefined, limit: undefined })
}

/** The rows that the last view of the same list left, if they are of this connection's session. */
function keptWindow<Row>(
  name: string,
  input: ListInput | undefined,
): SparseWindow<Row> | undefined {
  const kept = keptWindows.get(name)
  const { isLive, epoch } = linkSwitch.live.value
  const isSame = kept?.epoch === epoch && kept.input === listText(input)
  return isLive && isSame ? (kept.window as SparseWindow<Row>) : undefined
}

/** A view begins at the top, so only rows from there are worth keeping. */
function keepWindow(
  name: string,
  input: ListInput | undefined,
  window: SparseWindow<unknown>,
): void {
  const { epoch } = linkSwitch.live.value
  if (window.offset > 0 || window.rows.length === 0) keptWindows.delete(name)
  else keptWindows.set(name, { epoch, input: listText(input), window })
}
