import { computed, type Ref } from 'vue'
import type { ChartSpec } from '../../../shared/domain/index.ts'
import type { Samples } from './series-buffer.ts'

/** Where samples come from: as they are taken, out of logs, or out of the history. */
export type ChartsKind = 'live' | 'logs' | 'history'

export interface Stretch {
  fromMs: number
  toMs: number
}

/** A log that is charted; another one than the first is moved so that both begin together. */
export interface OpenLog {
  id: string
  name: string
  fromMs: number
  toMs: number
  shiftMs: number
}

/** What of a stretch lies in a log; undefined, which is all of the log, where nothing does. */
export function partOf(log: OpenLog | undefined, { fromMs, toMs }: Stretch): Stretch | undefined {
  if (!log) return undefined
  const part = { fromMs: Math.max(fromMs, log.fromMs), toMs: Math.min(toMs, log.toMs) }
  return part.fromMs < part.toMs ? part : undefined
}

interface Shown {
  view: Readonly<Ref<ChartSpec>>
  samples: Readonly<Ref<ReadonlyMap<string, Samples>>>
  nowMs: Readonly<Ref<number>>
  frozenMs: Readonly<Ref<number | undefined>>
  zoom: Readonly<Ref<Stretch | undefined>>
  logs: Readonly<Ref<readonly OpenLog[]>>
}

/** The stretch of time that charts ask for, and the one that they show. */
export function stretchesOf(kind: ChartsKind, shown: Shown) {
  const { view, samples, nowMs, frozenMs, zoom, logs } = shown

  const wanted = computed<Stretch>(() => {
    if (zoom.value) return zoom.value
    const [first] = logs.value
    if (first) {
      return {
        fromMs: first.fromMs,
        toMs: Math.max(...logs.value.map(one => one.toMs + one.shiftMs)),
      }
    }
    const toMs = frozenMs.value ?? nowMs.value
    return { fromMs: toMs - view.value.spanS * 1000, toMs }
  })

  /** A history is shown from its first sample on. */
  const stretch = computed<Stretch>(() => {
    if (kind !== 'history' || zoom.value) return wanted.value
    const firstMs = Math.min(...[...samples.value.values()].map(one => one.timesMs[0] ?? Infinity))
    const { fromMs, toMs } = wanted.value
    return { fromMs: firstMs < toMs ? Math.max(fromMs, firstMs) : fromMs, toMs }
  })

  return { wanted, stretch }
}
