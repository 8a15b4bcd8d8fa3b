import type { TreeNodeView } from '../../shared/contract/index.ts'
import type { HostGroupId } from '../../shared/domain/index.ts'
import { kindOfId, numberOfId } from '../../shared/domain/index.ts'
import type { Refusal } from '../../shared/refusals/index.ts'
import { refuse } from '../../shared/refusals/index.ts'
import { overCommittedClusters } from '../cluster/reserve/index.ts'
import { changeOf, recordJob } from '../jobs/record.ts'
import { scopeChangeOfMove } from '../library/index.ts'
import { processorsWorth } from '../physics/index.ts'
import type { HostGroupRow, HostRow, World } from '../world/index.ts'
import { put, remove } from '../world/index.ts'
import type { Applied, HandlerContext, InputOf } from './handler.ts'
import { rolesNaming } from './library-names.ts'
import { compareText } from './list.ts'

/** Why a group below the parent cannot have the name: a sibling has it. */
function nameRefusal(world: World, name: string, parentId: HostGroupId, self?: HostGroupId) {
  for (const id of world.index.groupsByParent.of(parentId)) {
    const sibling = world.get('hostgroup', id)
    if (id !== self && sibling.name.toLowerCase() === name.toLowerCase()) {
      return refuse('name.taken', { kind: 'host group', name })
    }
  }
  return undefined
}

function record(
  context: HandlerContext,
  name: string,
  group: HostGroupRow,
  changes = changeOf('', '', 0, 0),
) {
  const { world, caller } = context
  return recordJob(world, { name, targetId: group.id, targetName: group.name, caller, changes })
}

function create(context: HandlerContext, { name, parentId }: InputOf<'hostGroup', 'create'>) {
  const { world } = context
  const taken = nameRefusal(world, name, parentId)
  if (taken) return taken
  return (): Applied => {
    const group: HostGroupRow = { id: world.nextId('hostgroup'), name, parentId }
    world.apply(put('hostgroup', group))
    const jobId = record(context, 'job.hostGroup.create', group, changeOf(name, 'name', '', name))
    const undo = { operation: 'hostGroup.delete', input: { hostGroupId: group.id } }
    return { jobId, id: group.id, undo }
  }
}

function rename(context: HandlerContext, input: InputOf<'hostGroup', 'rename'>) {
  const { world } = context
  const group = world.get('hostgroup', input.hostGroupId)
  const taken = group.parentId && nameRefusal(world, input.name, group.parentId, group.id)
  if (taken) return taken
  return (): Applied => {
    world.apply(put('hostgroup', { ...group, name: input.name }))
    const changes = changeOf(group.name, 'name', group.name, input.name)
    const undo = {
      operation: 'hostGroup.rename',
      input: { hostGroupId: group.id, name: group.name },
    }
    return { jobId: record(context, 'job.hostGroup.rename', group, changes), id: group.id, undo }
  }
}

/** The group and its new parent, or why the move is impossible. */
function moveRefusal(
  context: HandlerContext,
  group: HostGroupRow,
  parentId: HostGroupId,
): Refusal | undefined {
  const { world, access, caller } = context
  const parent = world.find('hostgroup', parentId)
  if (!parent || !access.scope(caller, 'hostgroup.move').hostGroup(parent)) {
    return refuse('not-found', { kind: 'host group', id: parentId })
  }
  if (!group.parentId) return refuse('hostgroup.root', { name: group.name, action: 'moved' })
  if (world.index.groupsBelow(group.id).has(parentId)) {
    return refuse('hostgroup.cycle', { name: group.name, parent: parent.name })
  }
  return nameRefusal(world, group.name, parentId, group.id)
}

function move(context: HandlerContext, input: InputOf<'hostGroup', 'move'>) {
  const { world } = context
  const group = world.get('hostgroup', input.hostGroupId)
  const refusal = moveRefusal(context, group, input.parentId)
  if (refusal) return refusal
  return (): Applied => {
    const names = [group.parentId!, input.parentId].map(id => world.get('hostgroup', id).name)
    world.apply(put('hostgroup', { ...group, parentId: input.parentId }))
    const changes = changeOf(group.name, 'parent', names[0], names[1])
    const undo = {
      operation: 'hostGroup.move',
      input: { hostGroupId: group.id, parentId: group.parentId },
    }
    return { jobId: record(context, 'job.hostGroup.move', group, changes), id: group.id, undo }
  }
}

function movePreview(context: HandlerContext, input: InputOf<'hostGroup', 'movePreview'>) {
  const { world } = context
  const group = world.get('hostgroup', input.hostGroupId)
  const refusal = moveRefusal(context, group, input.parentId)
  if (refusal) return refusal
  const visible = context.access.scope(context.caller, 'role.read')
  const change = { kind: 'hostgroup', ids: [group.id], toGroupId: input.parentId } as const
  return scopeChangeOfMove(world, change, role => visible.role(role))
}

function deleteGroup(context: HandlerContext, { hostGroupId }: InputOf<'hostGroup', 'delete'>) {
  const { world } = context
  const group = world.get('hostgroup', hostGroupId)
  if (!group.parentId) return refuse('hostgroup.root', { name: group.name, action: 'deleted' })
  const hosts = world.index.hostsByGroup.of(group.id).size
  const groups = world.index.groupsByParent.of(group.id).size
  if (hosts + groups > 0) return refuse('hostgroup.not-empty', { name: group.name, hosts, groups })
  const users = usersOf(context, group.id)
  if (users.length > 0) {
    return refuse('library.in-use', { kind: 'host group', name: group.name, users })
  }
  return (): Applied => {
    world.apply(remove('hostgroup', group.id))
    const changes = changeOf(group.name, 'name', group.name, '')
    const undo = {
      operation: 'hostGroup.create',
      input: { name: group.name, parentId: group.parentId },
    }
    return { jobId: record(context, 'job.hostGroup.delete', group, changes), undo }
  }
}

/**
 * The roles, library shares and placement rules that name the group; roles outside the caller's scope as a count.
 */
function usersOf(context: HandlerContext, id: HostGroupId): string[] {
  const rules = [...context.world.all('placementrule')].filter(rule => rule.scopeId === id)
  const shares = [...context.world.all('share')].filter(share => share.hostGroupId === id)
  return [
    ...rolesNaming(context, scope => scope.hostGroupIds.includes(id)),
    ...shares.map(share => `the library share ${share.name}`),
    ...rules.map(rule => `the placement rule ${rule.name}`),
  ]
}

/** The tree in scope, parents first; groups above the scope are shown as the way to it. */
export function tree(context: HandlerContext): { nodes: TreeNodeView[]; revision: number } {
  const { world, access, caller } = context
  const mine = access.scope(caller, 'hostgroup.read')
  const hostScope = access.scope(caller, 'host.read')
  const hosts = [...world.all('host')].filter(host => hostScope.host(host))
  const counts = countsOf(context, hosts)
  const shown = new Set<HostGroupId>()
  for (const group of world.all('hostgroup')) {
    if (mine.hostGroup(group)) for (const id of world.index.groupsAbove(group.id)) shown.add(id)
  }
  const groups = [...shown].map(id => world.get('hostgroup', id))
  groups.sort(
    (a, b) =>
      world.index.groupsAbove(a.id).length - world.index.groupsAbove(b.id).length ||
      compareText(a.name, b.name) ||
      numberOfId(a.id) - numberOfId(b.id),
  )
  const nodes: TreeNodeView[] = groups.map(group => ({
    id: group.id,
    kind: 'hostgroup',
    name: group.name,
    ...(group.parentId && shown.has(group.parentId) ? { parentId: group.parentId } : {}),
    vms: counts.get(group.id)?.vms ?? 0,
    hosts: counts.get(group.id)?.hosts ?? 0,
    inScope: mine.hostGroup(group),
  }))
  return {
    nodes: [...nodes, ...clusterNodes(context, counts), ...hostNodes(context, hosts, counts)],
    revision: world.revision,
  }
}

type Counts = Map<string, { vms: number; hosts: number }>

/** VMs and hosts in scope at or below every node: one pass over the VMs. */
function countsOf(context: HandlerContext, hosts: readonly HostRow[]): Counts {
  const { world, access, caller } = context
  const vmScope = access.scope(caller, 'vm.read')
  const vmsOfHost = new Map<string, number>()
  const storedOfHost = new Map<string, number>()
  for (const vm of world.all('vm')) {
    if (vm.recycled || !vmScope.vm(vm)) continue
    const kept = vm.stored ? storedOfHost : vmsOfHost
    kept.set(vm.hostId, (kept.get(vm.hostId) ?? 0) + 1)
  }
  const counts: Counts = new Map()
  for (const host of hosts) {
    const vms = vmsOfHost.get(host.id) ?? 0
    const above: string[] = [host.id, ...world.index.groupsAbove(host.hostGroupId)]
    if (host.clusterId) above.push(host.clusterId)
    for (const id of above) {
      const count = counts.get(id) ?? { vms: 0, hosts: 0 }
      // VMs in the library belong to the host group that they came from, and to no host.
      const stored = kindOfId(id) === 'hostgroup' ? (storedOfHost.get(host.id) ?? 0) : 0
      counts.set(id, { vms: count.vms + vms + stored, hosts: count.hosts + 1 })
    }
  }
  return counts
}

function clusterNodes({ world, access, caller }: HandlerContext, counts: Counts): TreeNodeView[] {
  const mine = access.scope(caller, 'host.read')
  const over = overCommittedClusters(world)
  return [...world.all('cluster')]
    .filter(cluster => mine.cluster(cluster))
    .sort((a, b) => compareText(a.name, b.name))
    .map(cluster => ({
      id: cluster.id,
      kind: 'cluster',
      name: cluster.name,
      parentId: cluster.hostGroupId,
      vms: counts.get(cluster.id)?.vms ?? 0,
      hosts: counts.get(cluster.id)?.hosts ?? 0,
      overCommitted: over.get(cluster.id),
      inScope: true,
    }))
}

function hostNodes(
  { world }: HandlerContext,
  hosts: readonly HostRow[],
  counts: Counts,
): TreeNodeView[] {
  const { averagePercent } = world.hosts.data
  return [...hosts]
    .sort((a, b) => compareText(a.name, b.name))
    .map(host => ({
      id: host.id,
      kind: 'host',
      name: host.name,
      parentId: host.clusterId ?? host.hostGroupId,
      vms: counts.get(host.id)?.vms ?? 0,
      hosts: 1,
      cpuPercent: Math.round(averagePercent[host.slot]! / processorsWorth(host)),
      inScope: true,
    }))
}

export const hostGroupHandlers = { tree, create, rename, move, movePreview, delete: deleteGroup }
