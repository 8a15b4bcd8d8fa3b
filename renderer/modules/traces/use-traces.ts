import { computed, type ComputedRef } from 'vue'
import type { TraceRowView } from '../../../shared/contract/index.ts'
import { client, useQuery, type Query } from '../../session/index.ts'
import { sourcesOf, type TraceSource } from './trace-sources.ts'

const pageRows = 500
const mostPages = 40
const everyMs = 10000

export interface Traces {
  query: Query<TraceRowView[]>
  sources: ComputedRef<readonly TraceSource[]>
  tracesOf(source: string | undefined): TraceRowView[]
}

/** All imported traces. A trace is a short line, so even thousands are held whole. */
export function useTraces(): Traces {
  const query = useQuery(
    () => ({}),
    (_, { signal }) => allTraces(signal),
    { everyMs },
  )
  const rows = computed(() => query.data.value ?? [])
  return {
    query,
    sources: computed(() => sourcesOf(rows.value)),
    tracesOf: source => rows.value.filter(row => row.source === source),
  }
}

async function allTraces(signal: AbortSignal): Promise<TraceRowView[]> {
  const all: TraceRowView[] = []
  for (let page = 0; page < mostPages; page += 1) {
    const window = { offset: page * pageRows, limit: pageRows }
    const { rows, total } = await client.trace.list(window, { signal })
    all.push(...rows)
    if (all.length >= total) break
  }
  return all
}
