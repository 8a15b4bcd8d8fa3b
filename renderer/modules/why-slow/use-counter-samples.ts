import { ref, shallowRef, watch } from 'vue'
import type { CounterFrame } from '../../../shared/contract/index.ts'
import { client, useSubscription } from '../../session/index.ts'
import { addFrame, type Samples } from '../performance/index.ts'

const spanS = 300

/** Samples of a few counters of the last minutes, for charts that are looked at now and then. */
export function useCounterSamples(paths: () => readonly string[]) {
  const samples = shallowRef<ReadonlyMap<string, Samples>>(new Map())
  const nowMs = ref(0)
  useSubscription<readonly string[], CounterFrame>({
    key: () => (paths().length > 0 ? paths() : undefined),
    open: (watched, signal) => client.counter.watch({ paths: [...watched], spanS }, { signal }),
    onEvent(frame, watched) {
      samples.value = addFrame(samples.value, watched, frame, spanS * 1000)
      nowMs.value = frame.asOfMs
    },
    settleMs: 150,
  })
  watch(
    () => paths().join('\n'),
    () => (samples.value = new Map()),
  )
  return { samples, nowMs, spanMs: spanS * 1000 }
}
