import type { ChartSpec } from '../../../shared/domain/index.ts'

/** Charts that everybody wants now and then; their paths have wildcards. */
export interface BuiltInView {
  key: 'hosts' | 'volumes' | 'memory' | 'network'
  /** Each list is a chart. */
  paths: readonly (readonly string[])[]
}

export const builtInViews: readonly BuiltInView[] = [
  {
    key: 'hosts',
    paths: [['\\\\*\\Hyper-V Hypervisor Logical Processor(_Total)\\% Total Run Time']],
  },
  {
    key: 'volumes',
    paths: [
      ['\\\\HOSTWARD\\Hostward Volume(*)\\Latency'],
      ['\\\\HOSTWARD\\Hostward Volume(*)\\Operations/sec'],
    ],
  },
  { key: 'memory', paths: [['\\\\*\\Hyper-V Dynamic Memory Balancer(*)\\Average Pressure']] },
  { key: 'network', paths: [['\\\\*\\Network Interface(*)\\Bytes Total/sec']] },
]

/** As many counters as a built-in view draws at once: more lines cannot be told apart. */
export const builtInLines = 12

export function emptyView(): ChartSpec {
  return { charts: [{ kind: 'line', lines: [], showsBands: true }], spanS: 300 }
}
