import { busiestPool, poolsOf } from '../../storage/index.ts'
import type { VolumeRow, World } from '../../world/index.ts'
import * as figures from '../figures/volume.ts'
import { signalsOf } from './declare.ts'

const underIt = ['lun', 'pool'] as const

function disksUnder(world: World, volume: VolumeRow): number {
  return [...new Set(poolsOf(world, volume))].reduce((sum, pool) => sum + pool.disks, 0)
}

export const volumeSignals = signalsOf('volume', {
  latencyMs: {
    ...{ title: 'Latency', unit: 'ms', description: 'Mean time of a request to the volume.' },
    read: (world, { slot }) => world.volumes.data.latencyMs[slot]!,
  },
  iops: {
    ...{ title: 'Requests', unit: '1/s', description: 'Requests of the VMs of the volume.' },
    read: (world, { slot }) => world.volumes.data.iops[slot]!,
  },
  queuePerDisk: {
    ...{ title: 'Queue for each disk', unit: 'count' },
    description: 'Requests that wait or are served, for each disk under the volume.',
    read: (world, volume) =>
      world.volumes.data.queue[volume.slot]! / Math.max(1, disksUnder(world, volume)),
  },
  disksBusyPercent: {
    ...{ title: 'Disks are busy', unit: '%' },
    description: 'Share of the time in which the disks of its busiest RAID group work.',
    read: (world, volume) => {
      const pool = busiestPool(world, volume)
      return pool ? world.pools.data.load[pool.slot]! * 100 : 0
    },
  },
  servedPercent: {
    ...{ title: 'Served', unit: '%', description: 'What VMs get of what they ask of the volume.' },
    read: (world, { slot }) => world.volumes.data.servedShare[slot]! * 100,
  },
  peakLoadPercent: {
    ...{ title: 'Load with all VMs at full load', unit: '%' },
    description: 'Disk operations of all its VMs at full load, in percent of what its disks do.',
    ...{ read: figures.peakLoadPercent, follows: ['vm', 'array', ...underIt, 'fault'] },
  },
  freePercent: {
    ...{ title: 'LogicalDisk, % Free Space', unit: '%' },
    description: 'Room that files on the volume can still take; 0 while it says that it is full.',
    ...{ read: figures.roomPercent, follows: [...underIt, 'fault'] },
  },
  freeGib: {
    ...{ title: 'Free room', unit: 'GiB', description: 'The same in GiB.' },
    ...{ read: figures.roomGib, follows: [...underIt, 'fault'] },
  },
  promisedPercent: {
    ...{ title: 'Promised room', unit: '%' },
    description: 'What LUNs promise, in percent of what their fullest RAID group holds.',
    ...{ read: figures.promisedPercent, follows: underIt },
  },
  thinTakenPercent: {
    ...{ title: 'Taken under thin LUNs', unit: '%' },
    description: 'What is taken of the fullest RAID group where a LUN is thin; else 0.',
    ...{ read: figures.thinTakenPercent, follows: underIt },
  },
  failedDisks: {
    ...{ title: 'Failed disks', unit: 'count', description: 'Failed disks in its RAID groups.' },
    ...{ read: figures.failedDisks, follows: [...underIt, 'fault'] },
  },
  writesThrough: {
    ...{ title: 'Writes past the cache', unit: '0/1' },
    description: '1 where the array puts no writes together.',
    ...{ read: figures.writesThrough, follows: ['array', ...underIt, 'fault'] },
  },
  redirectedBytesPerS: {
    ...{ title: 'CSV, redirected bytes', unit: 'B/s' },
    description: 'Bytes that nodes send through the coordinator of the volume.',
    read: figures.redirectedBytesPerS,
  },
  stoppedVms: {
    ...{ title: 'VMs that stand still', unit: 'count' },
    description: 'VMs that are paused since the volume does not answer or has no room.',
    ...{ read: figures.stoppedVms, follows: ['vm'] },
  },
  sharedByOwner: {
    ...{ title: 'Highly available VMs of one owner', unit: 'count' },
    description: 'Highly available VMs on a volume that one node owns at a time.',
    ...{ read: figures.sharedByOwner, follows: ['vm'] },
  },
  unusedParents: {
    ...{ title: 'Parents without disks', unit: 'count' },
    description: 'Files that differencing disks could stand on, and none does.',
    ...{ read: figures.unusedParents, follows: ['vm'] },
  },
  snapshotAgeDays: {
    ...{ title: 'Age of the oldest snapshot', unit: 'days' },
    description: 'Days since the oldest snapshot was taken; 0 without any.',
    ...{ sinceMs: figures.oldestSnapshotMs, follows: ['snapshot'] },
  },
})
