import { z } from 'zod'
import {
  hostId,
  scheduleId,
  shareId,
  snapshotId,
  snapshotKind,
  userGroupId,
  vmId,
  volumeId,
} from '../domain/index.ts'
import { declared } from '../refusals/index.ts'
import { bulkLimit, command, commandAnswer, query } from './operation.ts'
import { storageForecast } from './storage-plan.ts'
import { workForecast } from './work.contract.ts'

export const snapshotView = z.object({
  id: snapshotId,
  name: z.string(),
  volumeId,
  volumeName: z.string(),
  vmId: vmId.optional(),
  vmName: z.string().optional(),
  kind: snapshotKind,
  hostName: z.string().optional(),
  createdMs: z.number(),
  coveredGib: z.number(),
  /** VMs whose guests did not come to rest: their files are as after a power loss. */
  unrestedVms: z.number().int(),
  /** Old blocks that it keeps now, and the room that is kept for them. */
  heldGib: z.number(),
  areaGib: z.number(),
  mountedOn: z.string().optional(),
  copiedTo: z.string().optional(),
  scheduleName: z.string().optional(),
})
export type SnapshotView = z.infer<typeof snapshotView>

export const scheduleView = z.object({
  id: scheduleId,
  name: z.string(),
  volumeId,
  volumeName: z.string(),
  vmName: z.string().optional(),
  kind: snapshotKind,
  everyHours: z.number().int(),
  keep: z.number().int(),
  sharePath: z.string().optional(),
  nextMs: z.number(),
  snapshots: z.number().int(),
  ownerName: z.string(),
})
export type ScheduleView = z.infer<typeof scheduleView>

const name = z
  .string()
  .trim()
  .min(1)
  .max(60)
  .regex(/^[\p{L}\p{N} ._()#-]+$/u)
const request = z.object({
  volumeId,
  /** The one VM whose files it holds; absent for the whole volume. */
  vmId: vmId.optional(),
  kind: snapshotKind.default('copy-on-write'),
  /** The host that takes it; the volume's owner where none is named. */
  hostId: hostId.optional(),
  /** Where it is copied to afterwards. */
  shareId: shareId.optional(),
})
const takeRefusals = declared(
  'snapshot.host-blind',
  'snapshot.limit',
  'snapshot.no-room',
  'snapshot.vm-elsewhere',
)
const ofVolume = { kind: 'volume', field: 'volumeId' } as const
const ofSnapshot = { kind: 'snapshot', field: 'snapshotId' } as const

export const snapshotContract = {
  list: query('/snapshots', 'The snapshots in scope', 'storage.read')
    .input(z.object({ volumeId: volumeId.optional() }))
    .output(z.array(snapshotView)),
  schedules: query('/snapshots/schedules', 'The snapshot schedules in scope', 'storage.read')
    .input(z.object({}))
    .output(z.array(scheduleView)),
  plan: query(
    '/snapshots/plan',
    'What a snapshot would take now, and the latency by the share of first writes',
    'storage.edit',
    { target: ofVolume },
  )
    .input(request)
    .output(
      storageForecast.extend({
        curve: z.array(z.object({ sharePercent: z.number(), latencyMs: z.number() })),
      }),
    ),
  take: command('/snapshots/take', 'Takes a snapshot of a volume or of one VM', 'storage.edit', {
    target: ofVolume,
    cmdlet: 'New-SCStorageSnapshot',
  })
    .input(request.extend({ name }))
    .output(commandAnswer)
    .errors(takeRefusals),
  delete: command('/snapshots/delete', 'Deletes snapshots for good', 'storage.edit', {
    target: { kind: 'snapshot', field: 'snapshotIds' },
    danger: 'destructive',
  })
    .input(z.object({ snapshotIds: z.array(snapshotId).min(1).max(1000) }))
    .output(commandAnswer)
    .errors(declared('snapshot.mounted', 'storage.in-use-by-job')),
  copyForecast: query(
    '/snapshots/copy-forecast',
    'What copying a snapshot to a library share would take',
    'storage.edit',
    { target: ofSnapshot },
  )
    .input(z.object({ snapshotId, shareId }))
    .output(workForecast),
  copy: command('/snapshots/copy', 'Copies a snapshot to a library share', 'storage.edit', {
    target: ofSnapshot,
  })
    .input(z.object({ snapshotId, shareId }))
    .output(commandAnswer),
  mount: command('/snapshots/mount', 'Shows a snapshot as a share of a host', 'storage.edit', {
    target: ofSnapshot,
    undo: 'snapshot.unmount',
  })
    .input(z.object({ snapshotId, hostId, share: name }))
    .output(commandAnswer)
    .errors(declared('snapshot.host-blind', 'snapshot.mounted', 'snapshot.share-taken')),
  unmount: command('/snapshots/unmount', 'Takes the share of a snapshot away', 'storage.edit', {
    target: ofSnapshot,
    undo: 'snapshot.mount',
  })
    .input(z.object({ snapshotId }))
    .output(commandAnswer)
    .errors(declared('snapshot.not-mounted')),
  schedule: command(
    '/snapshots/schedule',
    'Takes snapshots every so many hours and keeps the newest',
    'storage.edit',
    { target: ofVolume, undo: 'snapshot.unschedule' },
  )
    .input(
      request.extend({
        name,
        everyHours: z.number().int().min(1).max(720),
        keep: z.number().int().min(1).max(64),
      }),
    )
    .output(commandAnswer)
    .errors(takeRefusals),
  unschedule: command('/snapshots/unschedule', 'Ends a schedule', 'storage.edit', {
    target: { kind: 'schedule', field: 'scheduleId' },
    danger: 'disruptive',
  })
    .input(z.object({ scheduleId }))
    .output(commandAnswer),
}

/** Who may ask how much of a volume, and who may use it; operations of the area `storage`. */
export const storageLimitOperations = {
  setVmLimit: command(
    '/storage/set-vm-limit',
    'Limits the operations a second that VMs may ask of their disks',
    'storage.edit',
    { target: { kind: 'vm', field: 'vmIds' }, undo: 'storage.setVmLimit' },
  )
    .input(
      z.object({
        vmIds: z.array(vmId).min(1).max(bulkLimit),
        /** Absent: no limit. */
        iopsLimit: z.number().int().min(1).max(1_000_000).optional(),
      }),
    )
    .output(commandAnswer),
  setHostLimit: command(
    '/storage/set-host-limit',
    'Limits the operations a second that a host may ask of a volume',
    'storage.edit',
    { target: ofVolume, undo: 'storage.setHostLimit' },
  )
    .input(
      z.object({
        volumeId,
        hostId,
        iopsLimit: z.number().int().min(1).max(1_000_000).optional(),
      }),
    )
    .output(commandAnswer)
    .errors(declared('snapshot.host-blind')),
  setAccess: command(
    '/storage/set-access',
    'Names the user groups whose members may put VMs on a volume',
    'storage.edit',
    { target: ofVolume, undo: 'storage.setAccess' },
  )
    .input(z.object({ volumeId, userGroupIds: z.array(userGroupId).max(50) }))
    .output(commandAnswer),
}
