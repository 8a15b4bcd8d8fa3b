import type { PlanCluster, PlanStep } from '../../../shared/contract/index.ts'

/** Moves from one host to another, as one arrow. */
export interface PlanArc {
  key: string
  from: string
  to: string
  count: number
  /** The line, its head and where the count stands, in pixels of the drawing. */
  path: string
  head: string
  labelX: number
  labelY: number
}

/** Height of a host's row in the drawing. */
export const arcRowPx = 44
const headPx = 5

/** The arrows of the steps that are to be done or were, beside the rows of the hosts. */
export function arcsOf(
  cluster: PlanCluster,
  steps: readonly PlanStep[],
  widthPx: number,
): PlanArc[] {
  const rows = new Map<string, number>(cluster.hosts.map((host, at) => [host.hostId, at]))
  const counts = new Map<string, { from: string; to: string; count: number }>()
  for (const { fromId, toId, status } of steps) {
    if (!toId || !rows.has(fromId) || !rows.has(toId)) continue
    if (status === 'dropped' || status === 'impossible' || status === 'skipped') continue
    const key = `${fromId} ${toId}`
    const known = counts.get(key)
    counts.set(key, { from: fromId, to: toId, count: (known?.count ?? 0) + 1 })
  }
  return [...counts].map(([key, arc]) => {
    const [from, to] = [rows.get(arc.from)!, rows.get(arc.to)!]
    const reach = Math.min(widthPx - 28, 20 + Math.abs(to - from) * 18)
    // An arrow leaves below the middle of its row and arrives above it, so that both can be told.
    const startY = (from + 0.5) * arcRowPx + 4
    const endY = (to + 0.5) * arcRowPx - 4
    const path = `M 2 ${startY} C ${reach * 1.3} ${startY}, ${reach * 1.3} ${endY}, ${headPx + 2} ${endY}`
    const head = `M 2 ${endY} l ${headPx} ${-headPx + 1} v ${2 * headPx - 2} z`
    const [labelX, labelY] = [reach + 2, (startY + endY) / 2 + 4]
    return { key, ...arc, path, head, labelX, labelY }
  })
}
