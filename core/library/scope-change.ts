import type { ScopeChange } from '../../shared/contract/index.ts'
import type { HostGroupId, HostId, ShareId } from '../../shared/domain/index.ts'
import { membersOf } from '../access/index.ts'
import type { RoleRow, World } from '../world/index.ts'

/** What moves where. Hosts of a cluster move with it: they are named all together. */
export type Move =
  | { readonly kind: 'host'; readonly ids: readonly HostId[]; readonly toGroupId: HostGroupId }
  | {
      readonly kind: 'hostgroup'
      readonly ids: readonly HostGroupId[]
      readonly toGroupId: HostGroupId
    }
  | { readonly kind: 'share'; readonly ids: readonly ShareId[]; readonly toGroupId: HostGroupId }

/** One thing that moves: the groups from which it is seen now and would be seen then. */
interface Sight {
  readonly before: readonly HostGroupId[]
  readonly after: readonly HostGroupId[]
  /** Named in a scope by itself, it is seen wherever it stands. */
  readonly shareId?: ShareId
}

/**
 * Whose scope a move changes (facts 3.1: a host group under another parent silently changes what
 * roles see): the roles that would gain or lose sight of anything that moves, and how many hosts
 * and VMs come along. Roles that `visible` keeps back are counted under one name.
 */
export function scopeChangeOfMove(
  world: World,
  move: Move,
  visible: (role: RoleRow) => boolean = () => true,
): ScopeChange {
  const sights = sightsOf(world, move)
  const gains: RoleRow[] = []
  const loses: RoleRow[] = []
  for (const role of world.all('role')) {
    if (!isScoped(role, move)) continue
    if (sights.some(sight => !sees(role, sight, 'before') && sees(role, sight, 'after'))) {
      gains.push(role)
    }
    if (sights.some(sight => sees(role, sight, 'before') && !sees(role, sight, 'after'))) {
      loses.push(role)
    }
  }
  return {
    gains: viewsOf(world, gains, visible),
    loses: viewsOf(world, loses, visible),
    ...countsOf(world, move),
  }
}

/** Administrators see everything; self-service users see no library share. */
function isScoped(role: RoleRow, move: Move): boolean {
  if (role.profile === 'administrator') return false
  return move.kind !== 'share' || role.profile !== 'self-service-user'
}

function sightsOf(world: World, move: Move): Sight[] {
  const after = world.index.groupsAbove(move.toGroupId)
  switch (move.kind) {
    case 'host':
      return move.ids.map(id => {
        const before = world.index.groupsAbove(world.get('host', id).hostGroupId)
        return { before, after }
      })
    case 'hostgroup':
      // the group itself goes along: a scope that names it keeps it
      return move.ids.map(id => ({ before: world.index.groupsAbove(id), after: [id, ...after] }))
    case 'share':
      return move.ids.map(id => {
        const before = world.index.groupsAbove(world.get('share', id).hostGroupId)
        return { before, after, shareId: id }
      })
  }
}

function sees(role: RoleRow, sight: Sight, when: 'before' | 'after'): boolean {
  if (sight.shareId && role.scope.shareIds.includes(sight.shareId)) return true
  return sight[when].some(id => role.scope.hostGroupIds.includes(id))
}

function viewsOf(
  world: World,
  roles: readonly RoleRow[],
  visible: (role: RoleRow) => boolean,
): ScopeChange['gains'] {
  const shown = roles.filter(visible)
  const hidden = roles.filter(role => !visible(role))
  const views = shown.map(role => ({ role: role.name, members: membersOf(world, role).size }))
  if (hidden.length === 0) return views
  const people = new Set(hidden.flatMap(role => [...membersOf(world, role)]))
  return [...views, { role: outsideScope(hidden.length, 'role'), members: people.size }]
}

/** What stands for objects that the reader may not see: how many there are. */
export function outsideScope(count: number, kind: string): string {
  return `${count} ${kind}${count === 1 ? '' : 's'} outside your scope`
}

function countsOf(world: World, move: Move): { hosts: number; vms: number } {
  const hostIds = movingHosts(world, move)
  let vms = 0
  for (const id of hostIds) vms += world.index.vmsByHost.of(id).size
  return { hosts: hostIds.size, vms }
}

function movingHosts(world: World, move: Move): Set<HostId> {
  if (move.kind === 'share') return new Set()
  if (move.kind === 'host') return new Set(move.ids)
  const hosts = new Set<HostId>()
  for (const id of move.ids) {
    for (const group of world.index.groupsBelow(id)) {
      for (const hostId of world.index.hostsByGroup.of(group)) hosts.add(hostId)
    }
  }
  return hosts
}
