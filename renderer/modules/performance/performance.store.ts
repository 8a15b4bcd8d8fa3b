import { defineStore } from 'pinia'
import { computed, inject, provide, ref, shallowRef, type InjectionKey } from 'vue'
import type { SavedChart } from '../../../shared/contract/index.ts'
import type { Chart, ChartKind, ChartLine, ChartSpec } from '../../../shared/domain/index.ts'
import { partsOf, withPaths, type PathParts } from './lines.ts'
import type { Samples } from './series-buffer.ts'

export interface Stretch {
  fromMs: number
  toMs: number
}

const empty: Chart = { kind: 'line', lines: [], showsBands: true }

/** A log that is charted; another one than the first is moved so that both begin together. */
export interface OpenLog {
  id: string
  name: string
  fromMs: number
  toMs: number
  shiftMs: number
}

function charts(kind: ChartsKind) {
  const view = shallowRef<ChartSpec>({ charts: [empty], spanS: 300 })
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

  const chart = computed(() => view.value.charts[current.value] ?? empty)
  const paths = computed(() => [
    ...new Set(view.value.charts.flatMap(one => one.lines.map(line => line.path))),
  ])
  /** The stretch of time that is shown. */
  const stretch = computed<Stretch>(() => {
    if (zoom.value) return zoom.value
    const [first] = logs.value
    if (first) return { fromMs: first.fromMs, toMs: Math.max(...logs.value.map(endMs)) }
    const toMs = frozenMs.value ?? nowMs.value
    return { fromMs: toMs - view.value.spanS * 1000, toMs }
  })

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

  function setChart(next: Chart): void {
    const charts = view.value.charts.map((one, at) => (at === current.value ? next : one))
    view.value = { ...view.value, charts }
  }

  function setLine(path: string, changes: Partial<ChartLine>): void {
    const lines = chart.value.lines.map(line =>
      line.path === path ? { ...line, ...changes } : line,
    )
    setChart({ ...chart.value, lines })
  }

  function removeLine(path: string): void {
    if (selected.value === path) selected.value = undefined
    setChart({ ...chart.value, lines: chart.value.lines.filter(line => line.path !== path) })
  }

  function addChart(): void {
    view.value = { ...view.value, charts: [...view.value.charts, empty] }
    current.value = view.value.charts.length - 1
  }

  function removeChart(at: number): void {
    view.value = { ...view.value, charts: view.value.charts.filter((_, index) => index !== at) }
    current.value = Math.min(current.value, view.value.charts.length - 1)
  }

  return {
    ...{ view, samples, nowMs, frozenMs, zoom, cursorMs, current, selected, highlights, saved },
    ...{ kind, opened, logs, labels, chart, paths, stretch, open, setChart, setLine, removeLine },
    ...{ addChart, removeChart },
    addPaths: (added: readonly string[]) => setChart(withPaths(chart.value, added)),
    setKind: (kind: ChartKind) => setChart({ ...chart.value, kind }),
    setSpan: (spanS: number) => (view.value = { ...view.value, spanS }),
    partsOf: (line: string): PathParts => labels.value.get(line) ?? partsOf(line),
    toggleBands: () => setChart({ ...chart.value, showsBands: !chart.value.showsBands }),
    clear: () => (samples.value = new Map()),
  }
}

function endMs({ toMs, shiftMs }: OpenLog): number {
  return toMs + shiftMs
}

type ChartsKind = 'live' | 'logs' | 'history'
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
