import { socketsOf } from '../../pro/figures/licence.ts'
import { parentMemoryMib } from '../../pro/figures/host-sizing.ts'
import type { HostRow, VmRow } from '../../world/index.ts'
import { demandedAt, iopsOf } from '../../world/index.ts'
import { hostSet } from '../declare.ts'
import { named, partitionsOn } from './subjects.ts'

export const qosSet = hostSet<VmRow>(
  {
    object: 'Hostward Storage QoS',
    description: 'What guests ask of disks, may have and get (ours).',
    hasTotal: true,
    counters: {
      'Asked Operations/sec': {
        ...{ unit: '1/s', description: 'Operations that the guest would do.' },
        explain: 'Its load and paging without any limit.',
        read: (world, { slot }) => demandedAt(world, slot, world.vms.data.grantedPercent[slot]!),
      },
      'Limit Operations/sec': {
        ...{ unit: '1/s', description: 'The most that it may ask for.' },
        explain: 'As its properties say; missing where it has no limit.',
        read: (_, vm) => vm.iopsLimit ?? NaN,
      },
      'Operations/sec': {
        ...{ unit: '1/s', description: 'Operations that it gets.' },
        explain: 'What its own limit, that of its host and the disks let through.',
        read: (world, { slot }) => iopsOf(world, slot),
      },
    },
  },
  (world, host, sight) => partitionsOn(world, host, sight).map(named),
)

interface Node {
  readonly host: HostRow
  readonly nodes: number
}

function nodesOf(host: HostRow) {
  const nodes = socketsOf(host)
  return Array.from({ length: nodes }, (_, at) => ({
    ...{ name: String(at), subject: { host, nodes } },
  }))
}

export const numaProcessorSet = hostSet<Node>(
  {
    object: 'Hyper-V VM Vid Numa Node',
    description: 'Nodes of memory and processors.',
    hasTotal: true,
    counters: {
      'Processor Count': {
        ...{ unit: 'count', description: 'Logical processors of the node.' },
        explain: 'Those of the host, evenly over its sockets (ours).',
        read: (_, { host, nodes }) => host.logicalProcessors / nodes,
      },
    },
  },
  (_, host) => nodesOf(host),
)

export const numaMemorySet = hostSet<Node>(
  {
    object: 'NUMA Node Memory',
    description: 'Memory of the nodes.',
    hasTotal: true,
    counters: {
      'Available MBytes': {
        ...{ unit: 'MB', scale: -2, description: 'Memory of the node that nobody uses.' },
        explain: 'What VMs leave of the host, evenly over its sockets (ours).',
        read: (world, { host, nodes }) =>
          Math.max(0, parentMemoryMib(world, host) - host.parentMib) / nodes,
        threshold: { critical: 1024, isBelow: true, source: 'PAL' },
      },
    },
  },
  (_, host) => nodesOf(host),
)
