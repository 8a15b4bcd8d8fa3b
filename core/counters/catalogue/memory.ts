import { leakedMib } from '../../hosts/index.ts'
import { freeMib } from '../../memory/index.ts'
import { isCritical } from '../../pro/figures/vm-state.ts'
import { memoryPressurePercent, parentMemoryMib } from '../../pro/figures/host-sizing.ts'
import type { HostRow, VmRow, World } from '../../world/index.ts'
import { memoryDemandMibOf } from '../../world/index.ts'
import { hostSet, notModelled, single } from '../declare.ts'
import type { Sight } from '../types.ts'
import { named, partitionsOn, vmsOn } from './subjects.ts'

const pagesPerMib = 256
const pressureLimit = { critical: 80, source: 'PAL: 80 on 2008 R2 SP1, 83 on 2012' }

/** VMs of a host as somebody sees them. */
interface SeenHost {
  readonly host: HostRow
  readonly sight: Sight
}

function availableMib(world: World, host: HostRow): number {
  return Math.max(0, parentMemoryMib(world, host) - host.parentMib - leakedMib(world, host))
}

function healthCritical(world: World, { host, sight }: SeenHost): number {
  return vmsOn(world, host, sight).filter(vm => isCritical(vm) === 1).length
}

export const healthSet = hostSet<SeenHost>(
  {
    object: 'Hyper-V Virtual Machine Health Summary',
    description: 'How the VMs of a host are.',
    isSingle: true,
    counters: {
      'Health Ok': {
        ...{ unit: 'count', description: 'VMs that are well.' },
        explain: 'All VMs of the host that are seen, less the critical ones.',
        read: (world, one) => vmsOn(world, one.host, one.sight).length - healthCritical(world, one),
      },
      'Health Critical': {
        ...{ unit: 'count', description: 'VMs that stand still.' },
        explain: 'VMs that are paused since their disks do not answer or have no room.',
        read: healthCritical,
        threshold: { critical: 1, source: 'PAL' },
      },
    },
  },
  (_, host, sight) => single({ host, sight }),
)

export const partitionSet = hostSet<VmRow>(
  {
    object: 'Hyper-V Hypervisor Partition',
    description: 'Partitions of VMs.',
    hasTotal: true,
    counters: {
      'Deposited Pages': {
        ...{ unit: 'count', scale: -3, description: 'Pages that the partition costs besides.' },
        explain: 'Host memory of the VM beyond what it is assigned, in pages of 4 KB.',
        read: ({ vms: { data } }, { slot }) =>
          (data.heldMib[slot]! - data.assignedMib[slot]!) * pagesPerMib,
      },
      'Address Spaces': {
        ...{ unit: 'count', description: 'Address spaces of the partition.' },
        ...{ explain: 'One for each virtual processor (ours).', read: (_, vm) => vm.cpuCount },
      },
      'Virtual TLB Flush Entires/sec': {
        ...{ unit: '1/s', description: 'Flushes of the virtual TLB; spelt so by Windows.' },
        ...notModelled(),
      },
    },
  },
  (world, host, sight) => partitionsOn(world, host, sight).map(named),
)

export const rootPartitionSet = hostSet<HostRow>(
  {
    object: 'Hyper-V Hypervisor Root Partition',
    description: 'The parent partition.',
    counters: {
      'Deposited Pages': {
        ...{ unit: 'count', description: 'Pages that it costs the hypervisor.' },
        ...notModelled(),
      },
      'Address Spaces': {
        ...{ unit: 'count', description: 'Address spaces of the partition.' },
        explain: 'One for each logical processor (ours).',
        read: (_, host) => host.logicalProcessors,
      },
      'Virtual TLB Flush Entires/sec': {
        ...{ unit: '1/s', description: 'Flushes of the virtual TLB; spelt so by Windows.' },
        ...notModelled(),
      },
    },
  },
  (_, host) => [{ name: 'Root', subject: host }],
)

export const balancerSet = hostSet<HostRow>(
  {
    object: 'Hyper-V Dynamic Memory Balancer',
    description: 'What the balancer of a host has to give (from 2008 R2 SP1).',
    counters: {
      'Available Memory': {
        ...{ unit: 'MB', scale: -2, description: 'Memory that VMs can still get.' },
        explain: 'Memory of the host above its reserve less what VMs hold or are promised.',
        read: (world, host) => Math.max(0, freeMib(world, host)),
      },
      'Average Pressure': {
        ...{ unit: '%', kind: 'average', description: 'Mean pressure of its VMs.' },
        explain: 'Mean of what VMs with dynamic memory ask for, of what they have; 0 without any.',
        read: memoryPressurePercent,
        threshold: pressureLimit,
      },
    },
  },
  (_, host) => [{ name: 'System Balancer', subject: host }],
)

export const dynamicMemorySet = hostSet<VmRow>(
  {
    object: 'Hyper-V Dynamic Memory VM',
    description: 'Memory of VMs with dynamic memory.',
    counters: {
      'Average Pressure': {
        ...{ unit: '%', kind: 'average', description: 'What it asks for, of what it has.' },
        explain: 'Demand of the guest at its load now, divided by its assigned memory.',
        read: (world, { slot }) =>
          (memoryDemandMibOf(world, slot) * 100) / Math.max(1, world.vms.data.assignedMib[slot]!),
        threshold: pressureLimit,
      },
      'Added Memory': {
        ...{ unit: 'MB', scale: -2, description: 'Memory added since it started.' },
        explain: 'What the balancer gave it, summed.',
        read: (world, { slot }) => world.vms.data.addedMib[slot]!,
      },
      'Removed Memory': {
        ...{ unit: 'MB', scale: -2, description: 'Memory removed since it started.' },
        explain: 'What the balancer took from it, summed.',
        read: (world, { slot }) => world.vms.data.removedMib[slot]!,
      },
      'Guest Visible Physical Memory': {
        ...{ unit: 'MB', scale: -2, description: 'Memory that the guest sees.' },
        explain: 'What it is assigned now.',
        read: (world, { slot }) => world.vms.data.assignedMib[slot]!,
      },
      'Smart Paging Working Set Size': {
        ...{
          unit: 'MB',
          description: 'Memory that is paged while the VM restarts (2012 and later).',
        },
        ...notModelled(),
      },
    },
  },
  (world, host, sight) =>
    partitionsOn(world, host, sight)
      .filter(vm => vm.dynamicMemory !== undefined)
      .map(named),
)

export const vidSet = hostSet<VmRow>(
  {
    object: 'Hyper-V VM Vid Partition',
    description: 'Where the memory of VMs lies.',
    hasTotal: true,
    counters: {
      'Remote Physical Pages': {
        ...{ unit: 'count', description: 'Pages on another node of memory.' },
        ...notModelled(),
        threshold: { warning: 100, source: 'PAL: 100 on 2008 R2, 0 on 2012' },
      },
      'Preferred NUMA Node Index': {
        ...{ unit: 'count', description: 'Node on which it should run.' },
        ...notModelled(),
      },
    },
  },
  (world, host, sight) => partitionsOn(world, host, sight).map(named),
)

export const memorySet = hostSet<HostRow>(
  {
    object: 'Memory',
    description: 'Memory of the host.',
    isSingle: true,
    counters: {
      'Available MBytes': {
        ...{ unit: 'MB', scale: -2, description: 'Memory that nobody uses.' },
        explain: 'Memory of the host less its VMs with overhead, parent partition and leaks.',
        read: availableMib,
        threshold: { warning: 512, critical: 64, isBelow: true, source: 'PAL: 64 MB; 512 is ours' },
      },
      '% Committed Bytes In Use': {
        ...{ unit: '%', description: 'Memory in use of what there is.' },
        explain: 'What is not available, of the memory of the host: no page file is modelled.',
        aliases: ['Committed Bytes In Use %'],
        read: (world, host) => 100 - (availableMib(world, host) * 100) / host.memoryMib,
        threshold: { warning: 80, critical: 90, source: 'PAL' },
      },
    },
  },
  (_, host) => single(host),
)
