import { defineStore } from 'pinia'
import { computed, inject, provide, ref, shallowRef, type InjectionKey } from 'vue'
import type { SavedChart } from '../../../shared/contract/index.ts'
import type { ChartSpec } from '../../../shared/domain/index.ts'
import { chartEdits, emptyChart } from './chart-edits.ts'
import { partsOf, type PathParts } from './lines.ts'
import type { Samples } from './series-buffer.ts'
import { stretchesOf, type ChartsKind, type OpenLog, type Stretch } from './stretch.ts'

function charts(kind: ChartsKind) {
  const view = shallowRef<ChartSpec>({ charts: [emptyChart], spanS: 300 })
  const samples = shallowRef<ReadonlyMap<string, Samples>>(new Map())
  const nowMs = ref(0)
  /** The moment at which the charts were frozen; the samples go on. */
  const frozenMs = ref<number>()
  const zoom = shallowRef<Stretch>()
  const cursorMs = ref<number>()
  const current = ref(0)
  const selected = ref<string>()
  const highlights = ref(false)
  const saved = shallowRef<SavedChart>()
  const opened = ref<string>()
  /** What is charted is read from these; samples come live where there are none. */
  const logs = shallowRef<readonly OpenLog[]>([])
  /** What lines are called that are no paths. */
  const labels = shallowRef<ReadonlyMap<string, PathParts>>(new Map())

  const chart = computed(() => view.value.charts[current.value] ?? emptyChart)
  const paths = computed(() => [
    ...new Set(view.value.charts.flatMap(one => one.lines.map(line => line.path))),
  ])
  /** The selected counter, where the current chart has it: what acts on one acts on this. */
  const chosen = computed(() => {
    const isHere = chart.value.lines.some(line => line.path === selected.value)
    return isHere ? selected.value : undefined
  })
  /** Logs that are held against each other are told by what has passed since their start. */
  const sinceMs = computed(() => (logs.value.length > 1 ? logs.value[0]!.fromMs : undefined))
  const { wanted, stretch } = stretchesOf(kind, { view, samples, nowMs, frozenMs, zoom, logs })

  function open(next: ChartSpec, key: string, from?: SavedChart): void {
    view.value = next
    saved.value = from
    opened.value = key
    current.value = 0
    selected.value = undefined
    highlights.value = false
    zoom.value = undefined
    frozenMs.value = undefined
    cursorMs.value = undefined
  }

  return {
    ...{ view, samples, nowMs, frozenMs, zoom, cursorMs, current, selected, highlights, saved },
    ...{ kind, opened, logs, labels, chart, paths, chosen, sinceMs, wanted, stretch, open },
    ...chartEdits({ view, current, selected, chart }),
    partsOf: (line: string): PathParts => labels.value.get(line) ?? partsOf(line),
    clear: () => (samples.value = new Map()),
  }
}

const stores = {
  live: defineStore('performance', () => charts('live')),
  logs: defineStore('performance-logs', () => charts('logs')),
  history: defineStore('performance-history', () => charts('history')),
}
const kindKey: InjectionKey<ChartsKind> = Symbol('charts')

/** What is charted, and what was seen of it, so that a look elsewhere does not lose it. */
export function usePerformance(kind = inject<ChartsKind>(kindKey, 'live')) {
  return stores[kind]()
}

/** The same for a component below which everything is about charts of this kind. */
export function providePerformance(kind: ChartsKind) {
  provide(kindKey, kind)
  return usePerformance(kind)
}
