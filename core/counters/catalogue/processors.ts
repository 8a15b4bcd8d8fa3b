import { instanceName } from '../../../shared/perfmon/index.ts'
import { processorUseOf, type ProcessorUse } from '../../hosts/index.ts'
import { hypervisorShare } from '../../physics/index.ts'
import type { HostRow, VmRow, World } from '../../world/index.ts'
import { hostSet, notModelled, single } from '../declare.ts'
import { partitionsOn } from './subjects.ts'

/** A logical processor of a host, or the virtual one of its root partition, by number. */
export interface Processor {
  readonly host: HostRow
  readonly number: number
}

interface VirtualProcessor {
  readonly vm: VmRow
}

/** Part of the root partition's time that is on its first processor: interrupts (ours). */
const firstShare = 0.25
/** Time of the hypervisor for one switch between virtual processors (ours). */
const switchMicroseconds = 5

/** Time of the root partition on one of its virtual processors, percent. */
export function rootPercentOf(world: World, processor: Processor): number {
  return rootPartOf(processorUseOf(world, processor.host), processor)
}

function rootPartOf(use: ProcessorUse, { host, number }: Processor): number {
  const { guestsPercent, rootPercent, hypervisorPercent } = use
  const count = host.logicalProcessors
  if (count < 2) return rootPercent
  const all = rootPercent * count
  const free = Math.max(rootPercent, 100 - guestsPercent - hypervisorPercent)
  const first = Math.min(Math.max(rootPercent, all * firstShare), free)
  return number === 0 ? first : (all - first) / (count - 1)
}

/** Time of all partitions on a logical processor, percent: guests evenly, the root as it is. */
export function guestPercentOf(world: World, processor: Processor): number {
  const use = processorUseOf(world, processor.host)
  return use.guestsPercent + rootPartOf(use, processor)
}

/** The same with the hypervisor: all that runs on a logical processor, percent. */
function totalPercentOf(world: World, processor: Processor): number {
  const use = processorUseOf(world, processor.host)
  return use.guestsPercent + rootPartOf(use, processor) + use.hypervisorPercent
}

function hypervisorPercentOf(world: World, { host }: Processor): number {
  return processorUseOf(world, host).hypervisorPercent
}

function processorsOf(host: HostRow): Processor[] {
  return Array.from({ length: host.logicalProcessors }, (_, number) => ({ host, number }))
}

/** What a virtual processor of a VM runs, percent of one processor. */
export function virtualPercentOf(world: World, { slot }: Pick<VmRow, 'slot'>): number {
  return world.vms.data.grantedPercent[slot]!
}

const palTotal = { warning: 75, critical: 90, source: 'PAL; WSD: above 90 the host is overloaded' }
const palVirtual = { warning: 75, critical: 90, source: 'PAL, WSD' }

export const hypervisorSet = hostSet<HostRow>(
  {
    object: 'Hyper-V Hypervisor',
    description: 'What the hypervisor of a host has to do with.',
    isSingle: true,
    counters: {
      'Logical Processors': {
        ...{ unit: 'count', description: 'Logical processors of the host.' },
        ...{ explain: 'As the row of the host says.', read: (_, host) => host.logicalProcessors },
      },
      'Virtual Processors': {
        ...{ unit: 'count', description: 'Virtual processors of all partitions.' },
        explain: 'Those of VMs that hold memory, and one of the root for each logical processor.',
        read: (world, host) =>
          world.hosts.data.virtualProcessors[host.slot]! + host.logicalProcessors,
      },
      Partitions: {
        ...{ unit: 'count', description: 'Partitions, the root among them.' },
        explain: 'VMs that run, start or are paused, and the root.',
        read: (world, { slot }) => world.hosts.data.runningVms[slot]! + 1,
      },
    },
  },
  (_, host) => single(host),
)

export const logicalProcessorSet = hostSet<Processor>(
  {
    object: 'Hyper-V Hypervisor Logical Processor',
    description: 'The processors of a host as the hypervisor sees them: its real load.',
    hasTotal: true,
    counters: {
      '% Guest Run Time': {
        ...{ unit: '%', description: 'Time that partitions ran, the root among them.' },
        explain:
          'What VMs are granted, in parts of what the host is worth, evenly over its processors, and the root partition, a quarter of which is on the first (ours).',
        read: guestPercentOf,
        threshold: { warning: 65, source: 'TN ff367892, for Exchange guests' },
      },
      '% Hypervisor Run Time': {
        ...{ unit: '%', description: 'Time of the hypervisor itself.', isGeneral: true },
        explain: `${hypervisorShare * 100} % of what guests run (ours).`,
        read: hypervisorPercentOf,
      },
      '% Total Run Time': {
        ...{ unit: '%', description: 'Guests, root and hypervisor: the load of the host.' },
        explain: 'Guest and hypervisor run time together; its mean is the load that hosts show.',
        read: totalPercentOf,
        threshold: palTotal,
      },
      '% Idle Time': {
        ...{ unit: '%', description: 'Time in which nothing ran.' },
        explain: 'What total run time leaves of 100 %.',
        read: (world, one) => Math.max(0, 100 - totalPercentOf(world, one)),
      },
      'Context Switches/sec': {
        ...{ unit: '1/s', scale: -2, description: 'Switches between virtual processors.' },
        explain: `The time of the hypervisor at ${switchMicroseconds} microseconds a switch (ours).`,
        read: (world, one) => (hypervisorPercentOf(world, one) * 1e4) / switchMicroseconds,
        threshold: { warning: 20000, source: 'PAL, of each logical processor' },
      },
    },
  },
  (_, host) => processorsOf(host).map(one => ({ name: `Hv LP ${one.number}`, subject: one })),
)

export const virtualProcessorSet = hostSet<VirtualProcessor>(
  {
    object: 'Hyper-V Hypervisor Virtual Processor',
    description: 'The virtual processors of VMs.',
    hasTotal: true,
    counters: {
      '% Guest Run Time': {
        ...{ unit: '%', description: 'Time that the guest ran.' },
        explain:
          'What the VM is granted, each of its processors the same. With root virtual processors they sum to the logical processors; where second threads or a fault make a host worth less than its number of processors, times that part.',
        read: (world, { vm }) => virtualPercentOf(world, vm),
        threshold: palVirtual,
      },
      '% Hypervisor Run Time': {
        ...{ unit: '%', description: 'Time of the hypervisor for the guest.', isGeneral: true },
        explain: `${hypervisorShare * 100} % of the guest run time (ours).`,
        read: (world, { vm }) => virtualPercentOf(world, vm) * hypervisorShare,
      },
      '% Total Run Time': {
        ...{ unit: '%', description: 'Guest and hypervisor run time.' },
        explain: 'The sum of both.',
        read: (world, { vm }) => virtualPercentOf(world, vm) * (1 + hypervisorShare),
      },
    },
  },
  (world, host, sight) =>
    partitionsOn(world, host, sight).flatMap(vm =>
      Array.from({ length: vm.cpuCount }, (_, number) => ({
        name: `${instanceName(vm.name)}:Hv VP ${number}`,
        ...{ subject: { vm }, objectId: vm.id },
      })),
    ),
)

export const rootProcessorSet = hostSet<Processor>(
  {
    object: 'Hyper-V Hypervisor Root Virtual Processor',
    description: 'The virtual processors of the parent partition, which works for devices of VMs.',
    hasTotal: true,
    counters: {
      '% Guest Run Time': {
        ...{ unit: '%', description: 'Time that the parent partition ran.' },
        explain:
          'Its own services, 40 microseconds for a disk operation and 0.3 ms for a megabit of guests (ours); a quarter is on the first processor (ours).',
        read: rootPercentOf,
      },
      '% Hypervisor Run Time': {
        ...{ unit: '%', description: 'Time of the hypervisor for it.', isGeneral: true },
        ...{ explain: 'None: the model counts it with the guests.', read: () => 0 },
      },
      '% Total Run Time': {
        ...{ unit: '%', description: 'Both together.' },
        ...{ explain: 'The same as its guest run time.', read: rootPercentOf },
      },
      'Hypercalls Cost': {
        ...{ unit: 'ns', kind: 'average', total: 'mean', description: 'Mean time of a hypercall.' },
        ...notModelled(),
      },
      'IO Instructions Cost': {
        ...{
          unit: 'ns',
          kind: 'average',
          total: 'mean',
          description: 'Mean time of an I/O access.',
        },
        ...notModelled(),
      },
    },
  },
  (_, host) => processorsOf(host).map(one => ({ name: `Root VP ${one.number}`, subject: one })),
)

export const parentProcessorSet = hostSet<Processor>(
  {
    object: 'Processor',
    description: 'The processors as the parent partition sees them: its own share only.',
    hasTotal: true,
    counters: {
      '% Processor Time': {
        ...{ unit: '%', description: 'Time that the parent partition itself ran.' },
        explain:
          'The classic trap: in the parent partition this shows the root’s own share and no VM. The load of the host is Hyper-V Hypervisor Logical Processor, % Total Run Time.',
        read: rootPercentOf,
        threshold: { warning: 50, critical: 80, source: 'PAL, for guests' },
      },
    },
  },
  (_, host) => processorsOf(host).map(one => ({ name: String(one.number), subject: one })),
)
