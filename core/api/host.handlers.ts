import type { HostDetails, HostRowView } from '../../shared/contract/index.ts'
import { Refusal, refuse } from '../../shared/refusals/index.ts'
import { overCommittedClusters } from '../cluster/reserve/index.ts'
import { historyOf } from '../engine/columns.ts'
import { cpuPercentOf, isPoweredOff, silentSinceMs, statusOf, wattsOf } from '../hosts/index.ts'
import { changeOf, recordJob } from '../jobs/record.ts'
import { scopeChangeOfMove } from '../library/index.ts'
import { hostReserveMib } from '../memory/index.ts'
import type { HostRow } from '../world/index.ts'
import { put } from '../world/index.ts'
import type { Applied, HandlerContext, InputOf, OutputOf } from './handler.ts'
import { detailsOf } from './host-details.ts'
import type { Columns } from './list.ts'
import { answerOf, booleanColumn, numberColumn, textColumn, windowOver } from './list.ts'
import { hostsIn } from './scope-filter.ts'

function hostColumns(context: HandlerContext): Columns<HostRow> {
  const { world } = context
  const figures = world.hosts.data
  return {
    name: textColumn(host => host.name),
    status: textColumn(host => statusOf(world, host)),
    hostGroupName: textColumn(host => world.find('hostgroup', host.hostGroupId)?.name),
    clusterName: textColumn(host => world.find('cluster', host.clusterId)?.name),
    version: textColumn(host => host.version),
    model: textColumn(host => host.model),
    availableForPlacement: booleanColumn(host => host.availableForPlacement),
    overCommitted: booleanColumn(
      ({ clusterId }) => clusterId !== undefined && overCommittedClusters(world).has(clusterId),
    ),
    logicalProcessors: numberColumn(host => host.logicalProcessors),
    memoryMib: numberColumn(host => host.memoryMib),
    cpuPercent: numberColumn(host => cpuPercentOf(world, host)),
    memoryUsedMib: numberColumn(host => figures.heldMib[host.slot]),
    iops: numberColumn(host => figures.iops[host.slot]),
    watts: numberColumn(host => wattsOf(world, host)),
    runningVms: numberColumn(host => figures.runningVms[host.slot]),
    vms: numberColumn(host => world.index.vmsByHost.of(host.id).size),
  }
}

/** A host as one row of a list; VMs outside the caller's scope are only counted. */
export function hostView(context: HandlerContext, host: HostRow): HostRowView {
  const { world, access, caller } = context
  const figures = world.hosts.data
  const mine = access.scope(caller, 'vm.read')
  const all = world.index.vmsByHost.of(host.id)
  let visible = 0
  for (const id of all) if (mine.vm(world.get('vm', id))) visible++
  const cluster = world.find('cluster', host.clusterId)
  return {
    id: host.id,
    name: host.name,
    status: statusOf(world, host),
    silentSinceMs: silentSinceMs(world, host),
    hostGroupId: host.hostGroupId,
    hostGroupName: world.get('hostgroup', host.hostGroupId).name,
    clusterId: cluster?.id,
    clusterName: cluster?.name,
    version: host.version,
    model: host.model,
    logicalProcessors: host.logicalProcessors,
    cores: host.cores ?? host.logicalProcessors,
    cpuMhz: host.cpuMhz,
    memoryMib: host.memoryMib,
    cpuPercent: cpuPercentOf(world, host),
    cpuHistory: historyOf(figures.history, host.slot, world.nowMs),
    memoryUsedMib: figures.heldMib[host.slot]!,
    memoryReserveMib: hostReserveMib(world, host),
    iops: figures.iops[host.slot]!,
    watts: wattsOf(world, host),
    runningVms: figures.runningVms[host.slot]!,
    vms: visible,
    hiddenVms: all.size - visible,
    availableForPlacement: host.availableForPlacement,
    overCommitted: cluster && overCommittedClusters(world).get(cluster.id),
    isPoweredOff: isPoweredOff(host),
  }
}

/** A window of the hosts in scope. */
export function listHosts(
  context: HandlerContext,
  input: InputOf<'host', 'list'>,
): OutputOf<'host', 'list'> | Refusal {
  const { world, access, caller } = context
  const mine = access.scope(caller, 'host.read')
  const inside = hostsIn(world, input.scope)
  const rows = [...world.all('host')].filter(host => mine.host(host) && inside(host))
  const page = windowOver(rows, hostColumns(context), input)
  return page instanceof Refusal ? page : answerOf(world, page, host => hostView(context, host))
}

function get(context: HandlerContext, { hostId }: InputOf<'host', 'get'>): HostDetails | Refusal {
  const { world, access, caller } = context
  const host = world.find('host', hostId)
  if (!host || !access.scope(caller, 'host.read').host(host)) {
    return refuse('not-found', { kind: 'host', id: hostId })
  }
  return { ...hostView(context, host), ...detailsOf(world, host) }
}

/** Why the hosts cannot move alone: the nodes of a cluster stay in one host group (facts 6.4). */
function brokenCluster(context: HandlerContext, hosts: readonly HostRow[]): Refusal | undefined {
  const { world } = context
  const moved = new Set(hosts.map(host => host.id))
  for (const host of hosts) {
    if (!host.clusterId) continue
    for (const id of world.index.hostsByCluster.of(host.clusterId)) {
      if (moved.has(id)) continue
      const group = world.get('hostgroup', host.hostGroupId).name
      return refuse('cluster.node-version', { name: host.name, group })
    }
  }
  return undefined
}

function move(context: HandlerContext, input: InputOf<'host', 'move'>) {
  const { world, caller, access } = context
  const group = world.find('hostgroup', input.hostGroupId)
  if (!group || !access.scope(caller, 'host.move').hostGroup(group)) {
    return refuse('not-found', { kind: 'host group', id: input.hostGroupId })
  }
  const hosts = [...new Set(input.hostIds)].map(id => world.get('host', id))
  const broken = brokenCluster(context, hosts)
  if (broken) return broken
  return (): Applied => {
    const changes = hosts.flatMap(host => {
      const before = world.get('hostgroup', host.hostGroupId).name
      world.apply(put('host', { ...host, hostGroupId: group.id }))
      const cluster = world.find('cluster', host.clusterId)
      if (cluster && cluster.hostGroupId !== group.id) {
        world.apply(put('cluster', { ...cluster, hostGroupId: group.id }))
      }
      return changeOf(host.name, 'hostGroup', before, group.name)
    })
    const jobId = recordJob(world, {
      name: 'job.host.move',
      targetId: hosts.length === 1 ? hosts[0]!.id : undefined,
      targetName: hosts.length === 1 ? hosts[0]!.name : `${hosts.length} hosts`,
      caller,
      cmdlet: 'Move-SCVMHost',
      changes,
    })
    const origins = new Set(hosts.map(host => host.hostGroupId))
    const input = { hostIds: hosts.map(host => host.id), hostGroupId: [...origins][0] }
    return {
      jobId,
      accepted: hosts.length,
      ...(origins.size === 1 ? { undo: { operation: 'host.move', input } } : {}),
    }
  }
}

function movePreview(context: HandlerContext, input: InputOf<'host', 'movePreview'>) {
  const { world, access, caller } = context
  const group = world.find('hostgroup', input.hostGroupId)
  if (!group || !access.scope(caller, 'host.move').hostGroup(group)) {
    return refuse('not-found', { kind: 'host group', id: input.hostGroupId })
  }
  const broken = brokenCluster(
    context,
    input.hostIds.map(id => world.get('host', id)),
  )
  if (broken) return broken
  const visible = access.scope(caller, 'role.read')
  const move = { kind: 'host', ids: input.hostIds, toGroupId: group.id } as const
  return scopeChangeOfMove(world, move, role => visible.role(role))
}

export const hostHandlers = { list: listHosts, get, move, movePreview }
