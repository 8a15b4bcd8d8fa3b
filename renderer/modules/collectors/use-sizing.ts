import { computed, ref } from 'vue'
import { useRoute, useRouter } from 'vue-router'
import type { SizingLimits } from '../../../shared/contract/index.ts'
import type { LogId } from '../../../shared/domain/index.ts'
import { client, useQuery } from '../../session/index.ts'
import { newestFor, recordsLoad } from './sizing-source.ts'

/** The right-sizing report of a log, and the logs and sets that one can be made of. */
export function useSizing() {
  const route = useRoute()
  const router = useRouter()
  const limits = ref<Partial<SizingLimits>>({})

  const sets = useQuery(
    () => ({}),
    (input, options) => client.collector.list(input, options),
    { everyMs: 5000 },
  )
  const logs = useQuery(
    () => ({}),
    (input, options) => client.log.list(input, options),
    { everyMs: 5000 },
  )
  const filled = computed(() => (logs.data.value?.rows ?? []).filter(log => log.records > 0))
  const own = computed(() => (sets.data.value?.rows ?? []).filter(recordsLoad))
  const logId = computed(() => {
    const { log } = route.query
    if (typeof log === 'string' && log !== '') return log as LogId
    return newestFor(own.value, filled.value)
  })
  const report = useQuery(
    () => logId.value && { logId: logId.value, limits: limits.value },
    (input, options) => client.collector.rightSizing(input, options),
    { keeps: true },
  )

  function choose(next: string): void {
    void router.replace({ query: { log: next } })
  }

  return {
    ...{ limits, sets, logs, filled, logId, report, choose },
    set: computed(() => own.value[0]),
    log: computed(() => logs.data.value?.rows.find(one => one.id === logId.value)),
    isKnown: computed(() => sets.state.value === 'ready' && logs.state.value === 'ready'),
  }
}
