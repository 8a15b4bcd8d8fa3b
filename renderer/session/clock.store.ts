import { defineStore } from 'pinia'
import { computed, shallowRef } from 'vue'
import type { ClockStatus } from '../../shared/contract/index.ts'
import { client } from './client.ts'
import { useSubscription } from './use-subscription.ts'

/** The simulated clock, watched once for all views. */
export const useClock = defineStore('clock', () => {
  const status = shallowRef<ClockStatus>()
  const { state, error } = useSubscription<object, ClockStatus>({
    key: () => ({}),
    open: (_, signal) => client.clock.watch({}, { signal }),
    onEvent: event => void (status.value = event),
  })
  return { status, state, error, nowMs: computed(() => status.value?.nowMs) }
})
