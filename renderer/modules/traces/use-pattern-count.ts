import { useQuery, client, type Query } from '../../session/index.ts'
import { matchesPattern, partOf, queryOfPattern } from './name-match.ts'

const pageRows = 500
/** Names that are looked at one by one; beyond this the preview says "at least". */
const mostPages = 50

export interface PatternCount {
  count: number
  /** Whether more VMs may match than were looked at. */
  isLowerBound: boolean
}

export interface PatternQuestion {
  pattern: string
  /** For "by name": only VMs whose part under the star is one of these names get a trace. */
  names: readonly string[] | undefined
}

/** How many VMs in sight fit a pattern, and with names: how many of them a trace is named after. */
export function usePatternCount(ask: () => PatternQuestion | undefined): Query<PatternCount> {
  return useQuery(ask, (question, { signal }) => countMatches(question, signal))
}

async function countMatches(
  { pattern, names }: PatternQuestion,
  signal: AbortSignal,
): Promise<PatternCount> {
  const { filter, isExact } = queryOfPattern(pattern)
  const live = { field: 'recycled', op: 'is' as const, value: 'false' }
  const window = { filter: [...filter, live], sort: { field: 'name', direction: 'asc' as const } }
  if (isExact && !names) {
    const { total } = await client.vm.list({ ...window, limit: 1 }, { signal })
    return { count: total, isLowerBound: false }
  }
  const known = names && new Set(names.map(name => name.toLowerCase()))
  let count = 0
  for (let page = 0; page < mostPages; page += 1) {
    const offset = page * pageRows
    const { rows, total } = await client.vm.list({ ...window, offset, limit: pageRows }, { signal })
    for (const row of rows) {
      if (!matchesPattern(row.name, pattern)) continue
      if (!known || known.has(partOf(row.name, pattern).toLowerCase())) count += 1
    }
    if (offset + pageRows >= total) return { count, isLowerBound: false }
  }
  return { count, isLowerBound: true }
}
