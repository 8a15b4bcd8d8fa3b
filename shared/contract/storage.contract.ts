import { z } from 'zod'
import {
  arrayId,
  diskFormats,
  diskKind,
  fileSystem,
  hostId,
  linkKind,
  lunId,
  poolId,
  raidLevel,
  userGroupId,
  vmId,
  vmState,
  volumeId,
  volumeKind,
  volumeLayout,
} from '../domain/index.ts'
import { declared } from '../refusals/index.ts'
import { command, commandAnswer, query } from './operation.ts'
import { storageForecast, storageSteps } from './storage-plan.ts'
import { windowInput, windowOf } from './window.ts'

/** A RAID group with its room and its load. */
export const poolView = z.object({
  id: poolId,
  name: z.string(),
  arrayId,
  raid: raidLevel,
  diskKind,
  disks: z.number().int(),
  diskGib: z.number(),
  capacityGib: z.number(),
  /** What its LUNs promise: more than the capacity where thin LUNs are over-committed. */
  promisedGib: z.number(),
  takenGib: z.number(),
  freeGib: z.number(),
  luns: z.number().int(),
  /** Disk operations a second, the most that its disks do, and how busy they are, 0 to 1. */
  operationsPerS: z.number(),
  operationsMaxPerS: z.number(),
  load: z.number(),
})
export type PoolView = z.infer<typeof poolView>

export const arrayView = z.object({
  id: arrayId,
  name: z.string(),
  model: z.string(),
  hostName: z.string().optional(),
  linkKind,
  linkGbps: z.number(),
  ports: z.array(z.string()),
  activePorts: z.number().int(),
  linkMibPerS: z.number(),
  readHitRate: z.number(),
  coalescedShare: z.number(),
  pools: z.array(poolView),
})
export type ArrayView = z.infer<typeof arrayView>

export const lunView = z.object({
  id: lunId,
  name: z.string(),
  sizeGib: z.number(),
  isThin: z.boolean(),
  /** Room of the pool that it takes: all of it, or where it is thin what is written. */
  takenGib: z.number(),
  poolId,
  poolName: z.string(),
  arrayId,
  arrayName: z.string(),
  raid: raidLevel,
  volumeId: volumeId.optional(),
  volumeName: z.string().optional(),
  /** The VM that has it to itself; empty where the caller may not see it. */
  passedTo: z.string().optional(),
})
export type LunView = z.infer<typeof lunView>

/** One row of the list of volumes. Figures are those of the last simulated second. */
export const volumeRowView = z.object({
  id: volumeId,
  name: z.string(),
  kind: volumeKind,
  fileSystem,
  layout: volumeLayout,
  arrayName: z.string().optional(),
  capacityGib: z.number(),
  usedGib: z.number(),
  snapshotGib: z.number(),
  freeGib: z.number(),
  /** Whether a LUN under it is thin: then free is what its pool has room for. */
  isThin: z.boolean(),
  luns: z.number().int(),
  hosts: z.number().int(),
  ownerName: z.string().optional(),
  /** VMs in scope with a disk on it, and how many there are besides. */
  vms: z.number().int(),
  hiddenVms: z.number().int(),
  snapshots: z.number().int(),
  iops: z.number(),
  /** Mean time of a request, and requests that wait or are served. */
  latencyMs: z.number(),
  queue: z.number(),
  /** What its VMs get of what they ask for. */
  servedPercent: z.number(),
  load: z.number(),
})
export type VolumeRowView = z.infer<typeof volumeRowView>

export const volumeDetails = volumeRowView.extend({
  array: arrayView.omit({ pools: true }).optional(),
  /** The LUNs in their order with the RAID group under each. */
  lunList: z.array(
    lunView.extend({ pool: poolView, writtenGib: z.number(), volumeGib: z.number() }),
  ),
  hostList: z.array(
    z.object({
      id: hostId,
      name: z.string(),
      clusterName: z.string().optional(),
      isOwner: z.boolean(),
      /** How its requests reach the disks. */
      access: z.enum(['direct', 'redirected', 'none']).optional(),
      vms: z.number().int(),
      iopsLimit: z.number().optional(),
    }),
  ),
  hiddenHosts: z.number().int(),
  accessGroups: z.array(z.object({ id: userGroupId, name: z.string() })),
  /** Files that differencing disks stand on. */
  parentDisks: z.array(
    z.object({
      parentId: z.number().int(),
      name: z.string(),
      path: z.string(),
      format: z.enum(diskFormats),
      sizeGib: z.number(),
      usedGib: z.number(),
      /** The parent that it stands on itself. */
      parentName: z.string().optional(),
      isWhole: z.boolean(),
      /** Disks that stand on it: those in scope by name, and how many there are besides. */
      usedBy: z.array(z.string()),
      hidden: z.number().int(),
    }),
  ),
  /** How the latency comes about, a sentence each. */
  explanation: z.array(z.string()),
})
export type VolumeDetails = z.infer<typeof volumeDetails>

/** A VM with a disk on a volume. */
export const volumeVm = z.object({
  id: vmId,
  name: z.string(),
  state: vmState,
  hostName: z.string(),
  /** What its disks there take. */
  usedGib: z.number(),
  iops: z.number(),
  iopsLimit: z.number().optional(),
})
export type VolumeVmView = z.infer<typeof volumeVm>

const planRefusals = declared(
  'disk.parents-left',
  'name.taken',
  'storage.host-limit',
  'storage.host-uses-volume',
  'storage.in-use-by-job',
  'storage.layout-fixed',
  'storage.layout-luns',
  'storage.lun-in-use',
  'storage.lun-limit',
  'storage.lun-not-larger',
  'storage.no-such-step',
  'storage.other-array',
  'storage.other-cluster',
  'storage.other-host-disks',
  'storage.owner-unmapped',
  'storage.passed-through',
  'storage.pool-full',
  'storage.pool-in-use',
  'storage.raid-disks',
  'storage.volume-in-use',
  'storage.volume-limit',
)

const volumeTarget = { kind: 'volume', field: 'volumeId' } as const

export const storageContract = {
  arrays: query(
    '/storage/arrays',
    'The arrays in scope with their RAID groups, room and load',
    'storage.read',
    { cmdlet: 'Get-SCStorageArray' },
  )
    .input(z.object({}))
    .output(z.array(arrayView)),
  luns: query('/storage/luns', 'The LUNs in scope', 'storage.read', {
    cmdlet: 'Get-SCStorageLogicalUnit',
  })
    .input(z.object({}))
    .output(z.array(lunView)),
  volumes: query('/storage/volumes', 'The volumes in scope with latency and queue', 'storage.read')
    .input(z.object({}))
    .output(z.array(volumeRowView)),
  volume: query(
    '/storage/volume',
    'One volume: its layout down to the disks, its hosts, and how its latency comes about',
    'storage.read',
    { target: volumeTarget },
  )
    .input(z.object({ volumeId }))
    .output(volumeDetails),
  volumeVms: query(
    '/storage/volume-vms',
    'A window of the VMs in scope with disks on a volume',
    'storage.read',
    { target: volumeTarget },
  )
    .input(windowInput.extend({ volumeId }))
    .output(windowOf(volumeVm)),
  plan: query(
    '/storage/plan',
    'What a plan of changes to the storage would do and take now, or the step that it fails at',
    'storage.edit',
  )
    .input(storageSteps)
    .output(storageForecast),
  change: command(
    '/storage/change',
    'Carries out a plan of changes to RAID groups, LUNs and volumes: all of it or nothing',
    'storage.edit',
    { danger: 'disruptive', cmdlet: 'New-SCStorageLogicalUnit' },
  )
    .input(storageSteps)
    .output(commandAnswer)
    .errors(planRefusals),
  deleteParentDisk: command(
    '/storage/delete-parent-disk',
    'Deletes a file that differencing disks could stand on, once none does',
    'storage.edit',
    { target: volumeTarget, danger: 'destructive', cmdlet: 'Remove-SCVirtualHardDisk' },
  )
    .errors(declared('disk.parent-in-use', 'disk.parent-unknown', 'storage.in-use-by-job'))
    .input(z.object({ volumeId, parentId: z.number().int() }))
    .output(commandAnswer),
}
