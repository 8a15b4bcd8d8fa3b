import { computed, type ComputedRef, type WritableComputedRef } from 'vue'
import { useRoute, useRouter } from 'vue-router'

export interface Chosen {
  id: ComputedRef<string | undefined>
  /** The same for a grid of which one row is chosen. */
  selected: WritableComputedRef<ReadonlySet<string>>
  choose(id: string | undefined): void
}

/** What is chosen in a list, kept in the address so that a link leads to it. */
export function useChosen(): Chosen {
  const route = useRoute()
  const router = useRouter()

  const id = computed(() => {
    const { select } = route.query
    return typeof select === 'string' && select ? select : undefined
  })

  function choose(next: string | undefined): void {
    if (next === id.value) return
    // Undefined takes the word out of the address.
    const query = { ...route.query, select: next }
    void router.replace({ params: route.params, query })
  }

  return {
    id,
    choose,
    selected: computed({
      get: () => new Set(id.value ? [id.value] : []),
      set: keys => choose([...keys][0]),
    }),
  }
}
