import type { ScheduleView, SnapshotView } from '../../shared/contract/index.ts'
import type { HostId, ShareId } from '../../shared/domain/index.ts'
import { msPerHour } from '../../shared/domain/index.ts'
import type { Refusal } from '../../shared/refusals/index.ts'
import { refuse } from '../../shared/refusals/index.ts'
import type { JobRequest } from '../jobs/types.ts'
import {
  forecastSnapshot,
  forecastSnapshotCopy,
  snapshotCopyName,
  snapshotRemoveName,
  snapshotTakeName,
} from '../processes/snapshot/index.ts'
import { beginSchedule, endSchedule } from '../snapshots/index.ts'
import { snapshotGib, snapshotRefusal } from '../storage/index.ts'
import type { ScheduleRow, SnapshotRow } from '../world/index.ts'
import type { Applied, HandlerContext, InputOf, OutputOf } from './handler.ts'
import { sharePath } from './share.handlers.ts'
import { snapshotMountHandlers } from './snapshot-mounts.ts'
import { plainForecast } from './work-view.ts'

function view(context: HandlerContext, row: SnapshotRow): SnapshotView {
  const { world } = context
  const { id, name, volumeId, vmId, kind, createdMs, coveredGib, mountedOn, copiedTo } = row
  const mountHost = hostName(context, mountedOn?.hostId)
  return {
    ...{ id, name, volumeId, vmId, kind, createdMs, coveredGib, copiedTo },
    volumeName: world.get('volume', volumeId).name,
    vmName: world.find('vm', vmId)?.name,
    hostName: hostName(context, row.hostId),
    heldGib: snapshotGib(world, row),
    areaGib: row.areaGib ?? 0,
    unrestedVms: row.unrestedVms ?? 0,
    mountedOn: mountedOn && `\\\\${mountHost ?? '?'}\\${mountedOn.share}`,
    scheduleName: world.find('schedule', row.scheduleId)?.name,
  }
}

/** The host's name, where the caller may see it. */
function hostName({ world, access, caller }: HandlerContext, id: HostId | undefined) {
  const host = world.find('host', id)
  return host && access.scope(caller, 'host.read').host(host) ? host.name : undefined
}

function list(
  context: HandlerContext,
  { volumeId }: InputOf<'snapshot', 'list'>,
): OutputOf<'snapshot', 'list'> {
  const { world, access, caller } = context
  const mine = access.scope(caller, 'storage.read')
  return [...world.all('snapshot')]
    .filter(row => (volumeId === undefined || row.volumeId === volumeId) && mine.snapshot(row))
    .map(row => view(context, row))
}

function schedules(context: HandlerContext): OutputOf<'snapshot', 'schedules'> {
  const { world, access, caller } = context
  const mine = access.scope(caller, 'storage.read')
  return [...world.all('schedule')]
    .filter(row => mine.schedule(row))
    .map(row => scheduleView(context, row))
}

function scheduleView({ world }: HandlerContext, row: ScheduleRow): ScheduleView {
  const { id, name, volumeId, kind, everyHours, keep, nextMs, ownerName } = row
  const share = world.find('share', row.shareId)
  return {
    ...{ id, name, volumeId, kind, everyHours, keep, nextMs, ownerName },
    volumeName: world.get('volume', volumeId).name,
    vmName: world.find('vm', row.vmId)?.name,
    sharePath: share && sharePath(share),
    snapshots: [...world.all('snapshot')].filter(one => one.scheduleId === id).length,
  }
}

type Request = Pick<InputOf<'snapshot', 'take'>, 'volumeId' | 'vmId' | 'hostId' | 'shareId'>

/** Why the caller cannot name these objects, or no snapshot of them can be taken. */
function requestRefusal(context: HandlerContext, request: Request): Refusal | undefined {
  const { world, access, caller } = context
  const mine = access.scope(caller, 'storage.edit')
  const named = [request.vmId, request.hostId].find(id => id !== undefined && !mine.covers(id))
  if (named) return refuse('not-found', { kind: named.startsWith('vm') ? 'VM' : 'host', id: named })
  const { shareId } = request
  if (shareId !== undefined && !access.scope(caller, 'library.read').covers(shareId)) {
    return refuse('not-found', { kind: 'library share', id: shareId })
  }
  return snapshotRefusal(world, request)
}

function plan(
  context: HandlerContext,
  input: InputOf<'snapshot', 'plan'>,
): OutputOf<'snapshot', 'plan'> | Refusal {
  const refusal = requestRefusal(context, input)
  // What only stands in the way of the snapshot itself is part of the plan.
  if (refusal?.code === 'not-found') return refusal
  return forecastSnapshot(context.world, input)
}

function take(
  context: HandlerContext,
  input: InputOf<'snapshot', 'take'>,
): Refusal | (() => Applied) {
  const refusal = requestRefusal(context, input)
  if (refusal) return refusal
  const { world } = context
  const volume = world.get('volume', input.volumeId)
  const { volumeId, vmId, kind, name, shareId } = input
  const parameters = { volumeId, vmId, kind, name, shareId, hostId: takingHost(context, input) }
  const targetName = `${name} (${world.find('vm', vmId)?.name ?? volume.name})`
  return submitted(context, {
    ...{ name: 'job.snapshot.take', process: snapshotTakeName, parameters },
    ...{ targetId: volumeId, targetName },
  })
}

/** The host that takes a snapshot: the named one, else the owner, else the first that sees it. */
function takingHost({ world }: HandlerContext, { hostId, volumeId }: Request): HostId {
  const owner = world.get('volume', volumeId).ownerHostId
  const first = [...world.all('host')].find(host => host.volumeIds.includes(volumeId))
  return hostId ?? owner ?? first?.id ?? 'host-1'
}

function remove(
  context: HandlerContext,
  { snapshotIds }: InputOf<'snapshot', 'delete'>,
): Refusal | (() => Applied) {
  const { world } = context
  const rows = [...new Set(snapshotIds)].map(id => world.get('snapshot', id))
  const mounted = rows.find(row => row.mountedOn !== undefined)
  if (mounted?.mountedOn) {
    const host = hostName(context, mounted.mountedOn.hostId) ?? 'a host'
    return refuse('snapshot.mounted', { snapshot: mounted.name, host })
  }
  const [first] = rows
  const targetName = rows.length === 1 ? first!.name : `${rows.length} snapshots`
  return submitted(context, {
    ...{ name: 'job.snapshot.delete', process: snapshotRemoveName, parameters: { snapshotIds } },
    ...{ targetId: first!.volumeId, targetName },
  })
}

/** Why a snapshot cannot be copied to a share: the caller sees none of that name. */
function shareHidden({ access, caller }: HandlerContext, shareId: ShareId): Refusal | undefined {
  if (access.scope(caller, 'library.read').covers(shareId)) return undefined
  return refuse('not-found', { kind: 'library share', id: shareId })
}

function copyForecast(
  context: HandlerContext,
  input: InputOf<'snapshot', 'copyForecast'>,
): OutputOf<'snapshot', 'copyForecast'> | Refusal {
  const hidden = shareHidden(context, input.shareId)
  return hidden ?? plainForecast(forecastSnapshotCopy(context.world, input))
}

function copy(
  context: HandlerContext,
  { snapshotId, shareId }: InputOf<'snapshot', 'copy'>,
): Refusal | (() => Applied) {
  const { world } = context
  const hidden = shareHidden(context, shareId)
  if (hidden) return hidden
  const row = world.get('snapshot', snapshotId)
  return submitted(context, {
    ...{ name: 'job.snapshot.copy', process: snapshotCopyName },
    ...{ parameters: { snapshotId, shareId }, targetId: snapshotId, targetName: row.name },
  })
}

function submitted(
  { simulation, caller }: HandlerContext,
  request: Omit<JobRequest, 'ownerName' | 'userId'>,
): () => Applied {
  const owner = { userId: caller.userId, ownerName: caller.name }
  return () => ({ jobId: simulation.jobs.submit({ ...request, ...owner }) })
}

function schedule(
  context: HandlerContext,
  input: InputOf<'snapshot', 'schedule'>,
): Refusal | (() => Applied) {
  const { world, simulation, caller } = context
  const refusal = requestRefusal(context, input)
  if (refusal) return refusal
  const { volumeId, vmId, kind, name, everyHours, keep, shareId } = input
  const hostId = takingHost(context, input)
  return () => {
    const id = world.nextId('schedule')
    beginSchedule(simulation, {
      ...{ id, name, volumeId, kind, hostId, everyHours, keep },
      ...(vmId === undefined ? {} : { vmId }),
      ...(shareId === undefined ? {} : { shareId }),
      nextMs: world.nowMs + everyHours * msPerHour,
      ...{ userId: caller.userId, ownerName: caller.name },
    })
    return { id, undo: { operation: 'snapshot.unschedule', input: { scheduleId: id } } }
  }
}

function unschedule(
  { simulation }: HandlerContext,
  { scheduleId }: InputOf<'snapshot', 'unschedule'>,
): () => Applied {
  return () => {
    endSchedule(simulation, scheduleId)
    return { id: scheduleId }
  }
}

export const snapshotHandlers = {
  ...{ list, schedules, plan, take, delete: remove, copyForecast, copy, schedule, unschedule },
  ...snapshotMountHandlers,
}
