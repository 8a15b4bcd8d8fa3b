import { computed, ref, shallowRef, watch, type Ref } from 'vue'
import type { WindowInput } from '../../../shared/contract/index.ts'
import type { RefusalView } from '../../../shared/refusals/index.ts'
import { useQuery, type ListInput, type LoadState } from '../../session/index.ts'

interface Answer<Row> {
  rows: Row[]
  total: number
}

export interface ListedWindow<Row> {
  total: Readonly<Ref<number>>
  state: Readonly<Ref<LoadState>>
  error: Readonly<Ref<RefusalView | undefined>>
  rowAt(index: number): Row | undefined
  setRange(range: { offset: number; limit: number }): void
  reload(): Promise<void>
}

const firstRows = 64
const mostRows = 500
const everyMs = 5000

/**
 * A window over a list that has no stream: it is asked for when what is looked at changes, every
 * few
 * seconds, and after own commands. What is shown stays until the new rows are there.
 */
export function useListedWindow<Row>(
  ask: (input: WindowInput, options: { signal: AbortSignal }) => Promise<Answer<Row>>,
  input: () => ListInput,
): ListedWindow<Row> {
  const range = ref({ offset: 0, limit: firstRows })
  const shown = shallowRef<Answer<Row> & { offset: number }>()
  const key = computed<WindowInput>(() => ({ ...input(), ...range.value }))
  const query = useQuery(
    () => key.value,
    async (wanted, options) => ({ ...(await ask(wanted, options)), offset: wanted.offset ?? 0 }),
    { everyMs },
  )

  watch(query.data, data => {
    if (data) shown.value = data
  })

  return {
    total: computed(() => shown.value?.total ?? 0),
    state: computed(() => {
      if (query.state.value === 'loading' && shown.value) return 'ready'
      return query.state.value
    }),
    error: query.error,
    rowAt: index => shown.value?.rows[index - shown.value.offset],
    setRange({ offset, limit }) {
      if (limit === 0) return
      range.value = { offset, limit: Math.min(mostRows, Math.max(firstRows, limit)) }
    },
    reload: query.reload,
  }
}
