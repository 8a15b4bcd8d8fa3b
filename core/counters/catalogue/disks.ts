import { bytesPerMib } from '../../../shared/domain/index.ts'
import { instanceName } from '../../../shared/perfmon/index.ts'
import { roomPercent } from '../../pro/figures/volume.ts'
import { accessOf, latencyMsOf, requestMib } from '../../storage/index.ts'
import type { HostRow, LunRow, VmDisk, VmRow, VolumeRow, World } from '../../world/index.ts'
import type { DeclaredCounter } from '../declare.ts'
import { hostSet, notModelled } from '../declare.ts'
import { busyVolumeSlot, diskUsersOn, operationsOf, partitionsOn, volumesOf } from './subjects.ts'

export const bytesPerRequest = requestMib * bytesPerMib
const diskLimit = { warning: 0.015, critical: 0.025, source: 'PAL, WSD: 15 and 25 ms' }

/** A disk of a VM; the first one on the volume of its load takes all of it. */
interface Disk {
  readonly vm: VmRow
  readonly isLoaded: boolean
}

/** A volume as one host uses it. */
export interface HostVolume {
  readonly host: HostRow
  readonly volume: VolumeRow
}

interface HostLun extends HostVolume {
  readonly lun: LunRow
  /** LUNs of the volume, over which the requests go evenly. */
  readonly luns: number
}

/** The share of a VM's requests that read. */
function readShareOf(world: World, slot: number): number {
  const { readPart, writePart } = world.vms.data
  const sum = readPart[slot]! + writePart[slot]!
  return sum > 0 ? readPart[slot]! / sum : 0.5
}

/** Requests a second of a VM that read or write. */
function requestsOf(world: World, slot: number, what: 'reads' | 'writes'): number {
  const share = readShareOf(world, slot)
  return operationsOf(world, slot) * (what === 'reads' ? share : 1 - share)
}

const ofDisk =
  (what: 'reads' | 'writes', each = 1) =>
  (world: World, { vm, isLoaded }: Disk) =>
    isLoaded ? requestsOf(world, vm.slot, what) * each : 0

function disksOf(world: World, vm: VmRow): { disk: VmDisk; isLoaded: boolean }[] {
  const volume = world.index.volumeBySlot[busyVolumeSlot(world, vm.slot)]
  const first = vm.disks.findIndex(disk => disk.volumeId === volume?.id)
  return vm.disks.map((disk, at) => ({ disk, isLoaded: at === first }))
}

const requestText = 'requests of 8 KiB; all of a VM’s load goes to its first disk (ours)'

export const storageDeviceSet = hostSet<Disk>(
  {
    object: 'Hyper-V Virtual Storage Device',
    description: 'Virtual disks of VMs, by their path.',
    hasTotal: true,
    counters: {
      'Read Bytes/sec': {
        ...{ unit: 'B/s', scale: -4, description: 'Bytes read.' },
        ...{ explain: `Reads as ${requestText}.`, read: ofDisk('reads', bytesPerRequest) },
      },
      'Write Bytes/sec': {
        ...{ unit: 'B/s', scale: -4, description: 'Bytes written.' },
        ...{ explain: `Writes as ${requestText}.`, read: ofDisk('writes', bytesPerRequest) },
      },
      'Read Operations/sec': {
        ...{ unit: '1/s', description: 'Reads.', aliases: ['Read Count'] },
        explain: 'What the guest asks for at its load, within its limits, and is served.',
        read: ofDisk('reads'),
      },
      'Write Operations/sec': {
        ...{ unit: '1/s', description: 'Writes.', aliases: ['Write Count'] },
        explain: 'What the guest asks for at its load, within its limits, and is served.',
        read: ofDisk('writes'),
      },
      'Error Count': {
        ...{ unit: 'count', description: 'Errors of the disk.', ...notModelled() },
        threshold: { warning: 1, source: 'PAL' },
      },
      Latency: {
        ...{ unit: 'ms', kind: 'average', total: 'mean', description: 'Mean time of a request.' },
        explain: 'That of the volume for the host of the VM, with the way by a coordinator.',
        read: (world, { vm }) => {
          const volume = world.index.volumeBySlot[busyVolumeSlot(world, vm.slot)]
          const host = world.find('host', vm.hostId)
          return volume && host ? (latencyMsOf(world, host, volume) ?? NaN) : NaN
        },
      },
    },
  },
  (world, host, sight) =>
    diskUsersOn(world, host, sight).flatMap(vm =>
      disksOf(world, vm).map(({ disk, isLoaded }) => ({
        name: instanceName(disk.path),
        ...{ subject: { vm, isLoaded }, objectId: vm.id },
      })),
    ),
)

/** A counter of the emulated controller: in the model every guest has its drivers at once. */
function emulated(unit: 'B/s' | '1/s', description: string) {
  return { unit, description, isGeneral: true as const, ...notModelled() }
}

export const ideControllerSet = hostSet<Pick<VmRow, 'slot'>>(
  {
    object: 'Hyper-V Virtual IDE Controller (Emulated)',
    description: 'Controllers of VMs before the drivers of their guests are loaded.',
    hasTotal: true,
    counters: {
      'Read Bytes/sec': emulated('B/s', 'Bytes read.'),
      'Write Bytes/sec': emulated('B/s', 'Bytes written.'),
      'Read Sectors/sec': emulated('1/s', 'Sectors read.'),
      'Written Sectors/sec': emulated('1/s', 'Sectors written.'),
    },
  },
  (world, host, sight) =>
    partitionsOn(world, host, sight).map(vm => ({
      ...{ name: `${instanceName(vm.name)}:Ide Controller`, subject: vm, objectId: vm.id },
    })),
)

/** VMs of a host whose load is on a volume, a slot each. */
function loadOf(world: World, { host, volume }: HostVolume, figure: (slot: number) => number) {
  let sum = 0
  for (const id of world.index.vmsByHost.of(host.id)) {
    const { slot } = world.get('vm', id)
    if (busyVolumeSlot(world, slot) === volume.slot) sum += figure(slot)
  }
  return sum
}

function transfers(world: World, one: HostVolume): number {
  return loadOf(world, one, slot => operationsOf(world, slot))
}

function latencyS(world: World, { host, volume }: HostVolume): number {
  return (latencyMsOf(world, host, volume) ?? NaN) / 1000
}

/** What goes through the coordinator of a shared volume, requests a second. */
export function redirected(world: World, one: HostVolume, what?: 'reads' | 'writes'): number {
  if (accessOf(world, one.host, one.volume).route !== 'redirected') return 0
  return what ? loadOf(world, one, slot => requestsOf(world, slot, what)) : transfers(world, one)
}

const meanRequest: DeclaredCounter<HostVolume> = {
  ...{ unit: 's', scale: 3, kind: 'average', description: 'Mean time of a request.' },
  explain: 'The mean request of the volume for this host; reads and writes are not told apart.',
  ...{ read: latencyS, threshold: diskLimit },
}
const disk = { 'Avg. Disk sec/Read': meanRequest, 'Avg. Disk sec/Write': meanRequest }

export const logicalDiskSet = hostSet<HostVolume>(
  {
    object: 'LogicalDisk',
    description: 'Volumes as this host uses them.',
    hasTotal: true,
    counters: {
      ...disk,
      'Disk Transfers/sec': {
        ...{ unit: '1/s', description: 'Requests of VMs of this host.' },
        explain: 'The sum over its VMs on the volume; all hosts together are the volume.',
        read: transfers,
      },
      'Avg. Disk Queue Length': {
        ...{ unit: 'count', kind: 'average', description: 'Requests that wait or are served.' },
        explain: 'Transfers times their mean time (Little’s law).',
        read: (world, one) => transfers(world, one) * latencyS(world, one),
      },
      '% Free Space': {
        ...{ unit: '%', description: 'Room of the volume.' },
        explain: 'What files can still take, thin pools under it considered.',
        read: (world, { volume }) => roomPercent(world, volume),
        threshold: { warning: 10, critical: 5, isBelow: true, source: 'PAL' },
      },
    },
  },
  (world, host, sight) =>
    volumesOf(world, host, sight).map(volume => ({
      name: instanceName(volume.name),
      ...{ subject: { host, volume }, objectId: volume.id },
    })),
)

export const physicalDiskSet = hostSet<HostLun>(
  {
    object: 'PhysicalDisk',
    description: 'LUNs as this host uses them.',
    hasTotal: true,
    counters: {
      ...disk,
      'Disk Transfers/sec': {
        ...{ unit: '1/s', description: 'Requests of VMs of this host.' },
        explain: 'Those of the volume, evenly over its LUNs (ours).',
        read: (world, one) => transfers(world, one) / one.luns,
      },
      'Avg. Disk Queue Length': {
        ...{ unit: 'count', kind: 'average', description: 'Requests that wait or are served.' },
        explain: 'Transfers times their mean time (Little’s law).',
        read: (world, one) => (transfers(world, one) / one.luns) * latencyS(world, one),
      },
    },
  },
  (world, host, sight) => {
    const volumes = volumesOf(world, host, sight)
    const luns = volumes.flatMap(volume => volume.lunIds.map(id => ({ volume, id })))
    return luns.map(({ volume, id }, at) => {
      const lun = world.get('lun', id)
      const subject = { host, volume, lun, luns: volume.lunIds.length }
      return { name: `${at + 1} ${instanceName(lun.name)}`, subject, objectId: lun.id }
    })
  },
)
