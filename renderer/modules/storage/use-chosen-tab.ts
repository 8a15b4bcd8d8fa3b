import { computed, type WritableComputedRef } from 'vue'
import { useRoute, useRouter } from 'vue-router'

/** The tab of the details, kept in the address so that a link leads to it. */
export function useChosenTab(first: string): WritableComputedRef<string> {
  const route = useRoute()
  const router = useRouter()
  return computed({
    get: () => (typeof route.query.tab === 'string' ? route.query.tab : first),
    set(tab) {
      void router.replace({ params: route.params, query: { ...route.query, tab } })
    },
  })
}
