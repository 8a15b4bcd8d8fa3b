import { computed, type ComputedRef } from 'vue'
import { client, useQuery } from '../../session/index.ts'
import { facetFields, type Facets } from './vm-filters.ts'

const refreshMs = 60_000

/** The values to choose from in a filter, within what the tree narrows the list to. */
export function useFacets(scope: () => string | undefined): ComputedRef<Facets> {
  const { data } = useQuery(
    () => ({ scope: scope() }),
    async (key, options) => {
      const found = await Promise.all(
        facetFields.map(field => client.vm.facets({ field, scope: key.scope }, options)),
      )
      return Object.fromEntries(
        facetFields.map((field, at) => [field, (found[at] ?? []).map(one => one.value)]),
      )
    },
    { everyMs: refreshMs },
  )
  return computed(() => data.value ?? {})
}
