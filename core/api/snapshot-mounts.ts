import type { Refusal } from '../../shared/refusals/index.ts'
import { refuse } from '../../shared/refusals/index.ts'
import { changeOf, recordJob } from '../jobs/record.ts'
import { put } from '../world/index.ts'
import type { Applied, HandlerContext, InputOf } from './handler.ts'

/** Shows a snapshot as a share of a host that sees its volume. */
function mount(
  { world, access, caller }: HandlerContext,
  { snapshotId, hostId, share }: InputOf<'snapshot', 'mount'>,
): Refusal | (() => Applied) {
  const row = world.get('snapshot', snapshotId)
  const host = world.find('host', hostId)
  if (!host || !access.scope(caller, 'storage.edit').host(host)) {
    return refuse('not-found', { kind: 'host', id: hostId })
  }
  if (row.mountedOn) {
    const on = world.find('host', row.mountedOn.hostId)
    const isSeen = on && access.scope(caller, 'host.read').host(on)
    return refuse('snapshot.mounted', { snapshot: row.name, host: isSeen ? on.name : 'a host' })
  }
  if (!host.volumeIds.includes(row.volumeId)) {
    const volume = world.get('volume', row.volumeId).name
    return refuse('snapshot.host-blind', { volume, host: host.name })
  }
  const isTaken = [...world.all('snapshot')].some(
    ({ mountedOn }) =>
      mountedOn?.hostId === hostId && mountedOn.share.toLowerCase() === share.toLowerCase(),
  )
  if (isTaken) return refuse('snapshot.share-taken', { host: host.name, share })
  return () => {
    world.apply(put('snapshot', { ...row, mountedOn: { hostId, share } }))
    const jobId = recordJob(world, {
      ...{ name: 'job.snapshot.mount', targetId: snapshotId, targetName: row.name, caller },
      changes: changeOf(row.name, 'share', undefined, `\\\\${host.name}\\${share}`),
    })
    return { jobId, undo: { operation: 'snapshot.unmount', input: { snapshotId } } }
  }
}

function unmount(
  { world, caller }: HandlerContext,
  { snapshotId }: InputOf<'snapshot', 'unmount'>,
): Refusal | (() => Applied) {
  const row = world.get('snapshot', snapshotId)
  const { mountedOn } = row
  if (!mountedOn) return refuse('snapshot.not-mounted', { snapshot: row.name })
  return () => {
    world.apply(put('snapshot', { ...row, mountedOn: undefined }))
    const jobId = recordJob(world, {
      ...{ name: 'job.snapshot.unmount', targetId: snapshotId, targetName: row.name, caller },
      changes: changeOf(row.name, 'share', mountedOn.share, undefined),
    })
    const input = { snapshotId, ...mountedOn }
    return { jobId, undo: { operation: 'snapshot.mount', input } }
  }
}

export const snapshotMountHandlers = { mount, unmount }
