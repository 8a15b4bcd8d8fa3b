import type { CounterFrame } from '../../../shared/contract/index.ts'
import { client, useSubscription } from '../../session/index.ts'
import { usePerformance } from './performance.store.ts'
import { addFrame } from './series-buffer.ts'

interface Watched {
  paths: readonly string[]
  spanS: number
}

/** Keeps the samples of everything that is charted, as long as somebody looks. */
export function useLiveSamples() {
  const performance = usePerformance()
  return useSubscription<Watched, CounterFrame>({
    key: () => {
      const { paths, view } = performance
      return paths.length > 0 ? { paths, spanS: view.spanS } : undefined
    },
    open: ({ paths, spanS }, signal) =>
      client.counter.watch({ paths: [...paths], spanS }, { signal }),
    onEvent(frame, { paths, spanS }) {
      const { samples, frozenMs, zoom, stretch } = performance
      const held = frozenMs !== undefined || zoom ? stretch : undefined
      performance.samples = addFrame(samples, paths, frame, spanS * 1000, held)
      performance.nowMs = frame.asOfMs
    },
    settleMs: 150,
  })
}
