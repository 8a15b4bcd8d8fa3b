import { computed, onScopeDispose, ref, type ComputedRef } from 'vue'

export interface Countdown {
  /** Whole seconds that are left; 0 where nothing counts. */
  secondsLeft: ComputedRef<number>
  start(seconds: number): void
  clear(): void
}

/** Counts seconds of real time down to zero, for a wait that the core asked for. */
export function useCountdown(): Countdown {
  const endMs = ref(0)
  const nowMs = ref(0)
  let timer: ReturnType<typeof setInterval> | undefined

  function stop(): void {
    clearInterval(timer)
    timer = undefined
  }

  function tick(): void {
    nowMs.value = performance.now()
    if (nowMs.value >= endMs.value) stop()
  }

  onScopeDispose(stop)
  return {
    secondsLeft: computed(() => Math.max(0, Math.ceil((endMs.value - nowMs.value) / 1000))),
    clear() {
      stop()
      endMs.value = 0
    },
    start(seconds) {
      stop()
      nowMs.value = performance.now()
      endMs.value = nowMs.value + seconds * 1000
      timer = setInterval(tick, 200)
    },
  }
}
