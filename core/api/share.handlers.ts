import type { ShareRowView } from '../../shared/contract/index.ts'
import type { HostGroupId } from '../../shared/domain/index.ts'
import type { Refusal } from '../../shared/refusals/index.ts'
import { refuse } from '../../shared/refusals/index.ts'
import { changeOf, recordJob } from '../jobs/record.ts'
import { scopeChangeOfMove } from '../library/index.ts'
import type { JobChangeRow, ShareRow } from '../world/index.ts'
import { put, remove } from '../world/index.ts'
import type { Applied, HandlerContext, InputOf, OutputOf } from './handler.ts'
import { holdsText, rolesNaming, takenName } from './library-names.ts'

/** Throughput of a library server's link where nobody says more: 1 Gbps. */
const shareThroughputMibPerS = 110

/** The UNC path of a share. */
export function sharePath(share: Pick<ShareRow, 'server' | 'name'>): string {
  return `\\\\${share.server}\\${share.name}`
}

function list(context: HandlerContext, { text }: InputOf<'share', 'list'>): ShareRowView[] {
  const { world, access, caller } = context
  const mine = access.scope(caller, 'library.read')
  const disks = new Map<string, { count: number; usedGib: number }>()
  for (const disk of world.all('disk')) {
    const sum = disks.get(disk.shareId) ?? { count: 0, usedGib: 0 }
    disks.set(disk.shareId, { count: sum.count + 1, usedGib: sum.usedGib + disk.usedGib })
  }
  return [...world.all('share')]
    .filter(share => mine.share(share) && holdsText(share, text))
    .map(share => ({
      id: share.id,
      name: share.name,
      server: share.server,
      path: sharePath(share),
      hostGroupId: share.hostGroupId,
      hostGroupName: groupName(context, share.hostGroupId),
      disks: disks.get(share.id)?.count ?? 0,
      usedGib: disks.get(share.id)?.usedGib ?? 0,
    }))
}

/** The name of a group, where the caller may see it or a group below it. */
function groupName({ world, access, caller }: HandlerContext, id: HostGroupId): string {
  const mine = access.scope(caller, 'hostgroup.read')
  const group = world.get('hostgroup', id)
  if (mine.hostGroup(group)) return group.name
  for (const below of world.index.groupsBelow(id)) {
    if (mine.hostGroup(world.get('hostgroup', below))) return group.name
  }
  return ''
}

function taken(context: HandlerContext, name: string, server: string, self?: ShareRow['id']) {
  const sameServer = (row: ShareRow) =>
    row.server.toLowerCase() === server.toLowerCase() && row.id !== self
  return takenName(context, 'share', `library share on ${server}`, name, sameServer)
}

function record(
  { world, caller }: HandlerContext,
  operation: string,
  share: Pick<ShareRow, 'id' | 'name'>,
  cmdlet: string,
  changes: readonly JobChangeRow[],
) {
  const name = `job.share.${operation}`
  return recordJob(world, {
    name,
    targetId: share.id,
    targetName: share.name,
    caller,
    cmdlet,
    changes,
  })
}

function create(
  context: HandlerContext,
  { name, server, hostGroupId }: InputOf<'share', 'create'>,
): Refusal | (() => Applied) {
  const { world } = context
  const refusal = taken(context, name, server)
  if (refusal) return refusal
  return () => {
    const id = world.nextId('share')
    const share = { id, name, server, hostGroupId, throughputMibPerS: shareThroughputMibPerS }
    world.apply(put('share', share))
    const changes = changeOf(name, 'path', '', sharePath(share))
    const jobId = record(context, 'create', share, 'Add-SCLibraryShare', changes)
    return { jobId, id, undo: { operation: 'share.delete', input: { shareId: id } } }
  }
}

function rename(
  context: HandlerContext,
  { shareId, name }: InputOf<'share', 'rename'>,
): Refusal | (() => Applied) {
  const { world } = context
  const share = world.get('share', shareId)
  const refusal = taken(context, name, share.server, shareId)
  if (refusal) return refusal
  return () => {
    world.apply(put('share', { ...share, name }))
    const changes = changeOf(share.name, 'name', share.name, name)
    const jobId = record(context, 'rename', { id: shareId, name }, 'Set-SCLibraryShare', changes)
    const undo = { operation: 'share.rename', input: { shareId, name: share.name } }
    return { jobId, id: shareId, undo }
  }
}

/** Why a share cannot go to the group: the caller does not see it. */
function targetRefusal({ world, access, caller }: HandlerContext, hostGroupId: HostGroupId) {
  const group = world.find('hostgroup', hostGroupId)
  if (group && access.scope(caller, 'library.edit').hostGroup(group)) return undefined
  return refuse('not-found', { kind: 'host group', id: hostGroupId })
}

function move(
  context: HandlerContext,
  { shareId, hostGroupId }: InputOf<'share', 'move'>,
): Refusal | (() => Applied) {
  const { world } = context
  const share = world.get('share', shareId)
  const refusal = targetRefusal(context, hostGroupId)
  if (refusal) return refusal
  return () => {
    world.apply(put('share', { ...share, hostGroupId }))
    const names = [share.hostGroupId, hostGroupId].map(id => world.get('hostgroup', id).name)
    const changes = changeOf(share.name, 'hostGroup', names[0], names[1])
    const jobId = record(context, 'move', share, 'Set-SCLibraryServer', changes)
    const undo = { operation: 'share.move', input: { shareId, hostGroupId: share.hostGroupId } }
    return { jobId, id: shareId, undo }
  }
}

function movePreview(
  context: HandlerContext,
  { shareId, hostGroupId }: InputOf<'share', 'movePreview'>,
): OutputOf<'share', 'movePreview'> | Refusal {
  const { world, access, caller } = context
  const refusal = targetRefusal(context, hostGroupId)
  if (refusal) return refusal
  const visible = access.scope(caller, 'role.read')
  return scopeChangeOfMove(world, { kind: 'share', ids: [shareId], toGroupId: hostGroupId }, role =>
    visible.role(role),
  )
}

function deleteShare(
  context: HandlerContext,
  { shareId }: InputOf<'share', 'delete'>,
): Refusal | (() => Applied) {
  const { world } = context
  const share = world.get('share', shareId)
  const disks = [...world.all('disk')].filter(disk => disk.shareId === shareId)
  const users = [
    ...disks.map(disk => disk.name),
    ...[...world.all('vm')].flatMap(vm => (vm.stored?.shareId === shareId ? vm.name : [])),
    ...rolesNaming(context, scope => scope.shareIds.includes(shareId)),
  ]
  if (users.length > 0) {
    return refuse('library.in-use', { kind: 'library share', name: share.name, users })
  }
  return () => {
    world.apply(remove('share', shareId))
    const changes = changeOf(share.name, 'path', sharePath(share), '')
    const jobId = record(context, 'delete', share, 'Remove-SCLibraryShare', changes)
    const { name, server, hostGroupId } = share
    return { jobId, undo: { operation: 'share.create', input: { name, server, hostGroupId } } }
  }
}

/** Library shares. */
export const shareHandlers = { list, create, rename, move, movePreview, delete: deleteShare }
