import { onScopeDispose, ref, type Ref } from 'vue'

export interface Elapsed {
  /** Whole seconds of real time since the start. */
  seconds: Readonly<Ref<number>>
  start(): void
  stop(): void
}

/** How long something has taken so far, so that a wait is seen to go on. */
export function useElapsed(): Elapsed {
  const seconds = ref(0)
  let timer: ReturnType<typeof setInterval> | undefined

  function stop(): void {
    clearInterval(timer)
    timer = undefined
  }

  onScopeDispose(stop)
  return {
    seconds,
    stop,
    start() {
      stop()
      seconds.value = 0
      const begunMs = performance.now()
      timer = setInterval(() => {
        seconds.value = Math.floor((performance.now() - begunMs) / 1000)
      }, 250)
    },
  }
}
