import type { SlowLink } from '../../shared/contract/index.ts'
import { instanceName } from '../../shared/perfmon/index.ts'
import { adaptersOf, guestLinksOf, isAdapterUp, teamsOf } from '../networks/index.ts'
import { accessOf } from '../storage/index.ts'
import type { ArrayRow, HostRow, VmRow, VolumeRow } from '../world/index.ts'
import type { Asked, CounterReader } from './reader.ts'
import { worstOf } from './reader.ts'

const bytesPerMbit = 125000
/** The management server, which has the counters of volumes and arrays. */
const server = 'HOSTWARD'

function linkOf(link: Omit<SlowLink, 'state'>): SlowLink {
  return { ...link, state: worstOf(link.figures.map(one => one.state)) }
}

/** The VM itself: its virtual processors, its memory, and its own limits. */
export function vmLink(reader: CounterReader, vm: VmRow, host: HostRow): SlowLink {
  const { id: objectId, name } = vm
  const isIt = (one: { readonly objectId?: string }) => one.objectId === vm.id
  const iopsLimit = vm.iopsLimit === undefined ? {} : { whole: vm.iopsLimit }
  const figures = [
    ...reader.figures(host.name, 'Hyper-V Hypervisor Virtual Processor', isIt, [
      { key: 'cpu', role: 'utilisation', counter: '% Guest Run Time' },
    ]),
    ...reader.figures(host.name, 'Hostward Waits', isIt, [
      { key: 'cpuLimited', role: 'wait', counter: '% Processor Held By Limit' },
      {
        ...{ key: 'paging', role: 'wait', counter: '% Memory Wait' },
        ...(isHostShort(reader, vm) ? { isJudged: false } : {}),
      },
    ]),
    ...reader.figures(host.name, 'Hyper-V Dynamic Memory VM', isIt, [
      // A guest that the balancer fills up is at its goal; what it lacks is its memory wait.
      { key: 'pressure', role: 'other', counter: 'Average Pressure', isJudged: false },
    ]),
    ...reader.figures(host.name, 'Hostward Storage QoS', isIt, [
      { key: 'operations', role: 'other', counter: 'Operations/sec', ...iopsLimit },
      ...askedFigure(vm),
    ]),
  ]
  return linkOf({ stage: 'vm', objectId, name, figures })
}

/** What a VM asks of disks, where its own limit holds it back. */
function askedFigure({ iopsLimit: whole }: VmRow): Asked[] {
  if (whole === undefined) return []
  const levels = { warning: whole * 1.05, critical: whole * 1.25 }
  return [{ key: 'asked', role: 'wait', counter: 'Asked Operations/sec', whole, levels }]
}

/** Whether a VM lacks memory that its properties allow it and its host does not have. */
function isHostShort({ world }: CounterReader, { slot }: VmRow): boolean {
  const { assignedMib, maximumMib, shortShare } = world.vms.data
  return shortShare[slot]! > 0 && assignedMib[slot]! < maximumMib[slot]!
}

/** The processors of a host, and what its guests, or one of them, wait for them. */
export function processorLink(reader: CounterReader, host: HostRow, vm?: VmRow): SlowLink {
  const which = vm ? (one: { readonly objectId?: string }) => one.objectId === vm.id : '_Total'
  const figures = [
    ...reader.figures(host.name, 'Hyper-V Hypervisor Logical Processor', '_Total', [
      { key: 'hostCpu', role: 'utilisation', counter: '% Total Run Time' },
    ]),
    ...reader.figures(host.name, 'Hostward Waits', which, [
      { key: 'cpuWait', role: 'wait', counter: '% Processor Wait' },
    ]),
    ...reader.figures(host.name, 'Hyper-V Hypervisor Root Virtual Processor', '_Total', [
      { key: 'rootCpu', role: 'other', counter: '% Total Run Time' },
    ]),
  ]
  return linkOf({ stage: 'processor', objectId: host.id, name: host.name, figures })
}

/** The memory of a host; what is committed says nothing by itself, as VMs hold what they have. */
export function memoryLink(reader: CounterReader, host: HostRow, vm?: VmRow): SlowLink {
  const own = vm && isHostShort(reader, vm) ? vm : undefined
  const which = own ? (one: { readonly objectId?: string }) => one.objectId === own.id : '_Total'
  const figures = [
    ...reader.figures(host.name, 'Memory', '', [
      {
        ...{ key: 'committed', role: 'utilisation', counter: '% Committed Bytes In Use' },
        isJudged: false,
      },
    ]),
    ...reader.figures(host.name, 'Hostward Waits', which, [
      { key: 'hostPaging', role: 'wait', counter: '% Memory Wait' },
    ]),
    ...reader.figures(
      host.name,
      'Hyper-V Dynamic Memory Balancer',
      one => one.name === 'System Balancer',
      [{ key: 'hostPressure', role: 'other', counter: 'Average Pressure', isJudged: false }],
    ),
  ]
  return linkOf({ stage: 'memory', objectId: host.id, name: host.name, figures })
}

/** A volume, as a host reaches it where one is named. */
export function volumeLink(reader: CounterReader, volume: VolumeRow, host?: HostRow): SlowLink {
  const isIt = (one: { readonly objectId?: string }) => one.objectId === volume.id
  const isAround = host && accessOf(reader.world, host, volume).route === 'redirected'
  const figures = [
    ...reader.figures(server, 'Hostward Volume', isIt, [
      { key: 'disksBusy', role: 'utilisation', counter: '% Disk Busy' },
      { key: 'latency', role: 'wait', counter: 'Latency' },
      { key: 'queue', role: 'other', counter: 'Queue Length' },
      { key: 'volumeOperations', role: 'other', counter: 'Operations/sec' },
      { key: 'served', role: 'other', counter: '% Served' },
    ]),
    ...(isAround
      ? reader.figures(host.name, 'LogicalDisk', isIt, [
          { key: 'hostLatency', role: 'wait', counter: 'Avg. Disk sec/Read' },
        ])
      : []),
  ]
  return linkOf({ stage: 'volume', objectId: volume.id, name: volume.name, figures })
}

/** The disks of an array. */
export function arrayLink(reader: CounterReader, array: ArrayRow): SlowLink {
  const figures = reader.figures(
    server,
    'Hostward Storage Array',
    one => one.objectId === array.id,
    [
      { key: 'arrayBusy', role: 'utilisation', counter: '% Disk Busy' },
      { key: 'operationTime', role: 'wait', counter: 'Disk Operation Time' },
      { key: 'diskOperations', role: 'other', counter: 'Disk Operations/sec' },
    ],
  )
  return linkOf({ stage: 'array', objectId: array.id, name: array.name, figures })
}

/** The uplinks of a host that VMs send over, each a link of the chain; with a VM only its own. */
export function networkLinks(reader: CounterReader, host: HostRow, vm?: VmRow): SlowLink[] {
  const { world } = reader
  const used = guestLinksOf(world, host).filter(one => !vm || one.vmSlots.includes(vm.slot))
  return used.map(({ name, vmSlots }) => {
    const team = teamsOf(host).find(one => one.name === name)
    const names = team?.adapters ?? [name]
    const adapters = adaptersOf(world, host).filter(
      one => names.includes(one.name) && isAdapterUp(world, host, one.name),
    )
    const slot = vm?.slot ?? slowestOn(reader, vmSlots)
    const waiting = slot === undefined ? undefined : world.index.vmBySlot[slot]
    const figures = [
      ...adapters.flatMap(({ name: adapter, rateMbps }) => {
        const whole = rateMbps * bytesPerMbit
        return reader.figures(
          host.name,
          'Network Interface',
          one => one.name === instanceName(adapter),
          [
            {
              ...{ key: 'traffic', role: 'utilisation', counter: 'Bytes Total/sec', whole },
              levels: { warning: whole * 0.5, critical: whole * 0.9 },
            },
          ],
        )
      }),
      ...(waiting
        ? reader.figures(host.name, 'Hostward Waits', one => one.objectId === waiting.id, [
            { key: 'notCarried', role: 'wait', counter: '% Network Not Carried' },
          ])
        : []),
    ]
    return linkOf({ stage: 'network', objectId: host.id, name: host.name, part: name, figures })
  })
}

/** The seen VM of an uplink whose traffic is carried least. */
function slowestOn({ world, sight }: CounterReader, vmSlots: readonly number[]) {
  const { networkShare } = world.vms.data
  const seen = vmSlots.filter(slot => {
    const vm = world.index.vmBySlot[slot]
    return vm !== undefined && world.vms.data.run[slot] !== 0 && sight.vm(vm)
  })
  return seen.reduce<number | undefined>(
    (least, slot) =>
      least === undefined || networkShare[slot]! < networkShare[least]! ? slot : least,
    undefined,
  )
}
