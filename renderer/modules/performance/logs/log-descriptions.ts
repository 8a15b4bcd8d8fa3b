import type { CounterDescription } from '../../../../shared/contract/index.ts'
import { client, useQuery } from '../../../session/index.ts'
import { computed } from 'vue'
import { columnOf, partsOf } from '../lines.ts'
import { usePerformance } from '../performance.store.ts'

/** What the catalogue knows of the counters of logs; their instances may be of other machines. */
export function useLogDescriptions() {
  const performance = usePerformance('logs')
  const sets = useQuery(
    () => ({}),
    (input, options) => client.counter.sets(input, options),
  )
  const known = computed(() => {
    const all = (sets.data.value?.sets ?? []).flatMap(set =>
      set.counters.map(one => [`${set.object}\\${one.name}`.toLowerCase(), one] as const),
    )
    return new Map(all)
  })
  return computed(
    () =>
      new Map<string, CounterDescription>(
        performance.paths.flatMap(path => {
          const { object, counter } = partsOf(path)
          const found = known.value.get(`${object}\\${counter}`.toLowerCase())
          return found ? [[path, { ...found, path: columnOf(path).column }]] : []
        }),
      ),
  )
}
