import { instanceName } from '../../../shared/perfmon/index.ts'
import { energyWhOf, savedWhOf, wattsOf } from '../../hosts/index.ts'
import { roomPercent } from '../../pro/figures/volume.ts'
import {
  arrayUnder,
  diskOperationsOf,
  latencyOf,
  linkMibPerS,
  operationMsOf,
} from '../../storage/index.ts'
import type { ArrayRow, HostRow, PoolRow, VolumeRow, World } from '../../world/index.ts'
import { managementSet, single } from '../declare.ts'
import type { Sight } from '../types.ts'
import { bootsWaiting, busyVolumeSlot, named, operationsOf } from './subjects.ts'

/** Requests of a volume that wait or are served. */
export function queueLength(world: World, { slot }: VolumeRow): number {
  return world.volumes.data.queue[slot]! + bootsWaiting(world)[slot]!
}

/** Requests a second that a volume serves: those of its VMs. */
export function volumeOperations(world: World, { slot }: VolumeRow): number {
  const { iops, servedShare } = world.volumes.data
  if (servedShare[slot] === 1) return iops[slot]!
  let sum = 0
  for (let vm = 0; vm < world.vms.length; vm++) {
    if (world.index.vmBySlot[vm] && busyVolumeSlot(world, vm) === slot) {
      sum += operationsOf(world, vm)
    }
  }
  return sum
}

const diskMs = { warning: 15, critical: 25, source: 'PAL, WSD: 15 and 25 ms' }
const diskBusy = { warning: 70, critical: 90, source: 'ours' }

interface SeenArray {
  readonly array: ArrayRow
  readonly volumes: readonly VolumeRow[]
  readonly pools: readonly PoolRow[]
}

export const volumeSet = managementSet<VolumeRow>(
  {
    object: 'Hostward Volume',
    description: 'Volumes as a whole, over all hosts (ours).',
    hasTotal: true,
    follows: ['volume', 'lun', 'pool', 'array', 'host', 'fault'],
    counters: {
      'Operations/sec': {
        ...{ unit: '1/s', description: 'Requests that are served.', read: volumeOperations },
        explain: 'The sum over all VMs on it, with paging and boots, that its disks serve.',
      },
      'Queue Length': {
        ...{ unit: 'count', description: 'Requests that wait or are served.' },
        explain:
          'Operations times latency, of the last second; of a guest that boots the part of the time in which it waits for its answer.',
        read: queueLength,
      },
      '% Disk Busy': {
        ...{ unit: '%', description: 'Time in which the busiest disks under it work.' },
        explain: 'The load of its busiest RAID group, also for other volumes.',
        read: (world, volume) => latencyOf(world, volume).load * 100,
        threshold: diskBusy,
      },
      'Service Time': {
        ...{ unit: 'ms', total: 'mean', description: 'A random request at an idle disk.' },
        explain: 'Seek, half a turn and transfer of its busiest RAID group.',
        read: (world, volume) => latencyOf(world, volume).serviceMs,
      },
      Latency: {
        ...{ unit: 'ms', kind: 'average', total: 'mean', description: 'Mean time of a request.' },
        explain: 'Over all requests, with those that the cache answers.',
        read: (world, { slot }) => world.volumes.data.latencyMs[slot]!,
        threshold: diskMs,
      },
      '% Served': {
        ...{ unit: '%', description: 'Requests that the disks serve of those asked for.' },
        explain: 'Below 100 the disks are saturated.',
        read: (world, { slot }) => world.volumes.data.servedShare[slot]! * 100,
      },
      'Redirected Operations/sec': {
        ...{ unit: '1/s', description: 'Requests through the coordinator.' },
        explain: 'Those of hosts without a path of their own.',
        read: (world, { slot }) => world.volumes.data.redirectedIops[slot]!,
      },
      'Limited Hosts': {
        ...{ unit: 'count', description: 'Hosts held to a number of operations (QoS).' },
        explain: 'As the row of the volume says.',
        read: (_, { hostIopsLimits = {} }) => Object.keys(hostIopsLimits).length,
      },
      '% Free Space': {
        ...{ unit: '%', description: 'Room of the volume.', read: roomPercent },
        explain: 'What files can still take, thin pools under it considered.',
        threshold: { warning: 10, critical: 5, isBelow: true, source: 'PAL' },
      },
    },
  },
  (world, sight) => [...world.all('volume')].filter(one => sight.volume(one)).map(named),
)

function arraysOf(world: World, sight: Sight) {
  const volumes = [...world.all('volume')].filter(one => sight.volume(one))
  const pools = [...world.all('pool')].filter(one => sight.pool(one))
  return [...world.all('array')]
    .filter(one => sight.array(one))
    .map(array => ({
      ...{ name: instanceName(array.name), objectId: array.id },
      subject: {
        array,
        volumes: volumes.filter(one => arrayUnder(world, one)?.id === array.id),
        pools: pools.filter(one => one.arrayId === array.id),
      },
    }))
}

export const arraySet = managementSet<SeenArray>(
  {
    object: 'Hostward Storage Array',
    description: 'Storage arrays (ours).',
    hasTotal: true,
    follows: ['array', 'pool', 'lun', 'volume', 'host', 'fault'],
    counters: {
      'Operations/sec': {
        ...{ unit: '1/s', description: 'Requests of its volumes.' },
        explain: 'The sum over its volumes that are seen.',
        read: (world, { volumes }) =>
          volumes.reduce((sum, one) => sum + volumeOperations(world, one), 0),
      },
      'Disk Operations/sec': {
        ...{ unit: '1/s', description: 'Operations of its disks.' },
        explain: 'What cache and RAID make of the requests, and the work of snapshots, as served.',
        read: (world, { pools }) =>
          pools.reduce((sum, pool) => sum + diskOperationsOf(world, pool), 0),
      },
      '% Disk Busy': {
        ...{ unit: '%', total: 'most', description: 'Time in which its busiest disks work.' },
        explain: 'The load of its busiest RAID group, with rebuilding and copies.',
        read: (world, { pools }) =>
          pools.reduce((most, { slot }) => Math.max(most, world.pools.data.load[slot]!), 0) * 100,
        threshold: diskBusy,
      },
      'Disk Operation Time': {
        ...{ unit: 'ms', total: 'most', description: 'An operation of its slowest disks.' },
        explain: 'The service of a random request, and its waiting behind those before it.',
        read: (world, { pools }) =>
          pools.reduce((most, pool) => Math.max(most, operationMsOf(world, pool)), 0),
        threshold: diskMs,
      },
      'Cache Read Hits %': {
        ...{ unit: '%', description: 'Reads that the cache answers.' },
        explain: 'A constant of the array.',
        read: (_, { array }) => array.readHitRate * 100,
      },
      'Cache Coalesced Writes %': {
        ...{ unit: '%', description: 'Writes that the cache puts together.' },
        explain: 'A constant of the array while its cache works.',
        read: (_, { array }) => array.coalescedShare * 100,
      },
      'Link Bandwidth': {
        ...{ unit: 'B/s', scale: -6, kind: 'instantaneous', description: 'What its ports carry.' },
        explain: 'Ports that carry traffic at a time, by their rate.',
        read: (_, { array }) => linkMibPerS(array) * 1024 * 1024,
      },
    },
  },
  arraysOf,
)

export const powerSet = managementSet<HostRow>(
  {
    object: 'Hostward Host Power',
    description: 'What hosts draw, also while they are off (ours).',
    hasTotal: true,
    follows: ['host'],
    counters: {
      Watts: {
        ...{ unit: 'W', description: 'Power that the host draws.', read: wattsOf },
        explain: 'Its power curve at the load of its processors.',
      },
      'Watt-hours': {
        ...{ unit: 'Wh', scale: -2, description: 'Energy since it came.', read: energyWhOf },
        explain: 'The watts of every second, summed.',
      },
      'Saved Watt-hours': {
        ...{ unit: 'Wh', scale: -2, description: 'Energy that was not drawn.', read: savedWhOf },
        explain: 'What it would have drawn without load while power optimisation had it off.',
      },
    },
  },
  (world, sight) =>
    [...world.all('host')]
      .filter(host => sight.host(host))
      .map(host => ({ name: instanceName(host.name), subject: host, objectId: host.id })),
)

function openJobs(world: World, sight: Sight, status: 'running' | 'waiting'): number {
  let count = 0
  for (const id of world.index.openJobs) {
    const job = world.get('job', id)
    if (job.status === status && sight.job(job)) count++
  }
  return count
}

export const jobSet = managementSet<Sight>(
  {
    object: 'Hostward Jobs',
    description: 'Jobs of the management server (ours).',
    isSingle: true,
    counters: {
      Running: {
        ...{ unit: 'count', description: 'Jobs that run.' },
        explain: 'Those that are seen, with the parts of bulk jobs.',
        read: (world, sight) => openJobs(world, sight, 'running'),
      },
      Waiting: {
        ...{ unit: 'count', description: 'Jobs that queue behind another.' },
        explain: 'Those that are seen, with the parts of bulk jobs.',
        read: (world, sight) => openJobs(world, sight, 'waiting'),
      },
    },
  },
  (_, sight) => single(sight),
)

export const placementSet = managementSet<Sight>(
  {
    object: 'Hostward Placement',
    description: 'Placement of the management server (ours).',
    isSingle: true,
    counters: {
      'Hosts Available': {
        ...{ unit: 'count', description: 'Hosts that placement may choose.' },
        explain: 'Hosts that are seen, available for placement and not in maintenance.',
        read: (world, sight) =>
          [...world.all('host')].filter(
            one => sight.host(one) && one.availableForPlacement && !one.maintenance,
          ).length,
      },
      'VMs Placed': {
        ...{ unit: 'count', description: 'VMs that placement chose a host for.' },
        explain: 'VMs that are seen and keep what placement said of their host.',
        read: (world, sight) =>
          [...world.all('vm')].filter(vm => vm.placement !== undefined && sight.vm(vm)).length,
      },
    },
  },
  (_, sight) => single(sight),
)
