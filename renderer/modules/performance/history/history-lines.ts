import type { HistoryFigure } from '../../../../shared/contract/index.ts'
import { kindOfId, type AnyId } from '../../../../shared/domain/index.ts'

/** What has a history, each with its figures in the order in which they are listed. */
export const figuresByKind = {
  vm: ['cpu', 'memory', 'iops', 'latency', 'network'],
  host: ['cpu', 'memory', 'iops', 'network', 'watts'],
  volume: ['latency', 'iops', 'queue', 'used'],
} as const satisfies Record<string, readonly HistoryFigure[]>

/** A figure of an object, or of a virtual network of a host. */
export interface HistoryLine {
  objectId: AnyId
  figure: HistoryFigure
  network?: string
}

/** A virtual network of a host as one of what has a history, to choose it from a list. */
export function networkOption({ hostId, name }: { hostId: AnyId; name: string }, detail: string) {
  const value = lineOf({ objectId: hostId, figure: 'network', network: name })
  return { value, label: name, detail }
}

/** The figures that an object has; none for what has no history. */
export function figuresOfObject(objectId: string): readonly HistoryFigure[] {
  const kind = kindOfId(objectId)
  return kind === 'vm' || kind === 'host' || kind === 'volume' ? figuresByKind[kind] : []
}

/** What a figure of an object is called in a chart. */
export function lineOf({ objectId, figure, network }: HistoryLine): string {
  return [objectId, figure, ...(network ? [network] : [])].join('|')
}

/** The figure that a line of a chart is about. */
export function historyLine(line: string): HistoryLine {
  const [objectId, figure, ...network] = line.split('|') as [AnyId, HistoryFigure, ...string[]]
  return { objectId, figure, ...(network.length > 0 ? { network: network.join('|') } : {}) }
}
