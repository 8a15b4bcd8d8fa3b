import { computed, type ComputedRef, type WritableComputedRef } from 'vue'
import { useRoute, useRouter } from 'vue-router'

export interface ChosenRow {
  id: ComputedRef<string | undefined>
  /** The same for a grid of which one row is chosen. */
  selected: WritableComputedRef<ReadonlySet<string>>
  choose(id: string | undefined): void
}

/** The row that is looked at, kept in the address so that a link leads to it. */
export function useChosenRow(): ChosenRow {
  const route = useRoute()
  const router = useRouter()
  const id = computed(() => {
    const { select } = route.query
    return typeof select === 'string' && select !== '' ? select : undefined
  })

  function choose(next: string | undefined): void {
    if (next === id.value) return
    void router.replace({ params: route.params, query: { ...route.query, select: next } })
  }

  const selected = computed<ReadonlySet<string>>({
    get: () => new Set(id.value ? [id.value] : []),
    set: keys => choose([...keys][0]),
  })
  return { id, selected, choose }
}
