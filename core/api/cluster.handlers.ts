import { failoverPeriodH, hasDynamicVotes, heartbeats } from '../../shared/domain/index.ts'
import type { Refusal } from '../../shared/refusals/index.ts'
import { refuse } from '../../shared/refusals/index.ts'
import {
  hasWitness,
  joinRefusal,
  sharedNetworks,
  sharedVolumes,
  validateCluster,
  viewOf,
} from '../cluster/index.ts'
import { reserveGoalOf } from '../cluster/reserve/index.ts'
import {
  failoverThresholdOf,
  groupsOn,
  membersOf,
  nodesOf,
  quorumKindOf,
  statusOf,
} from '../hosts/index.ts'
import { changeOf, recordJob } from '../jobs/record.ts'
import { adaptersOf } from '../networks/index.ts'
import { isPassedThrough } from '../storage/index.ts'
import type { ClusterRow } from '../world/index.ts'
import { put } from '../world/index.ts'
import type { Applied, HandlerContext, InputOf, OutputOf } from './handler.ts'

function get(
  context: HandlerContext,
  { clusterId }: InputOf<'cluster', 'get'>,
): OutputOf<'cluster', 'get'> | Refusal {
  const { world, access, caller } = context
  const cluster = world.find('cluster', clusterId)
  if (!cluster || !access.scope(caller, 'host.read').cluster(cluster)) {
    return refuse('not-found', { kind: 'cluster', id: clusterId })
  }
  const nodes = nodesOf(world, clusterId)
  const members = new Set(membersOf(world, clusterId).map(host => host.id))
  const view = viewOf(world, cluster)
  const quorum = quorumKindOf(world, cluster)
  const { delayMs, threshold } = heartbeats[cluster.version]
  const own = [...world.all('volume')].filter(
    one =>
      one.kind !== 'local' &&
      !isPassedThrough(one) &&
      nodes.some(node => node.volumeIds.includes(one.id)),
  )
  return {
    ...{ id: cluster.id, name: cluster.name, version: cluster.version, quorum },
    hostGroupName: world.get('hostgroup', cluster.hostGroupId).name,
    reserveNodes: cluster.reserveNodes,
    reserveMethod: reserveGoalOf(cluster).method,
    ...{ votes: view.side.votes, votesNeeded: view.needed },
    ...{ votesTotal: view.votes.total, hasDynamicVotes: hasDynamicVotes(cluster.version) },
    ...{ hasWitness: hasWitness(world, cluster), witnessVotes: view.votes.witness },
    stoppedMs: cluster.stopped?.sinceMs,
    ...{ heartbeatDelayMs: delayMs, heartbeatThreshold: threshold, failoverPeriodH },
    isFailbackOn: cluster.isFailbackOn === true,
    failoverThreshold: failoverThresholdOf(world, cluster),
    nodes: nodes.map(node => ({
      ...{ id: node.id, name: node.name, status: statusOf(world, node) },
      ...{ isMember: members.has(node.id), hasVote: view.votes.nodes.has(node.id) },
      groups: groupsOn(world, node.id),
    })),
    volumes: own.map(volume => ({
      ...{ name: volume.name, kind: volume.kind, fileSystem: volume.fileSystem },
      ownerName: world.find('host', volume.ownerHostId)?.name ?? '',
    })),
  }
}

function validate({ world }: HandlerContext, { hostIds }: InputOf<'cluster', 'validate'>) {
  const hosts = [...new Set(hostIds)].map(id => world.get('host', id))
  return {
    tests: validateCluster(world, hosts),
    volumes: sharedVolumes(world, hosts).map(volume => volume.name),
  }
}

function nameTaken(context: HandlerContext, name: string, but?: ClusterRow['id']) {
  for (const other of context.world.all('cluster')) {
    if (other.id === but || other.name.toLowerCase() !== name.toLowerCase()) continue
    return refuse('name.taken', { kind: 'cluster', name })
  }
  return undefined
}

function create(context: HandlerContext, input: InputOf<'cluster', 'create'>) {
  const { world, caller } = context
  const hosts = [...new Set(input.hostIds)].map(id => world.get('host', id))
  const taken = nameTaken(context, input.name)
  if (taken) return taken
  for (const host of hosts) {
    const refusal = joinRefusal(world, host)
    if (refusal) return refusal
  }
  const failures = validateCluster(world, hosts).filter(test => test.outcome === 'fail')
  if (failures.length > 0) {
    const texts = failures.map(test => test.text)
    return refuse('cluster.invalid', { cluster: input.name, failures: texts })
  }
  return (): Applied => {
    const id = world.nextId('cluster')
    const { hostGroupId, version } = hosts[0]!
    const networks = sharedNetworks(world, hosts)
    const settings = { hostGroupId, version, networks, reserveNodes: input.reserveNodes }
    // The adapters as they are, since without them they would follow the new cluster.
    const plugged = hosts.map(host => ({ ...host, adapters: adaptersOf(world, host) }))
    world.apply(put('cluster', { id, name: input.name, ...settings, isMadeHere: true }))
    for (const host of plugged) world.apply(put('host', { ...host, clusterId: id }))
    for (const volume of sharedVolumes(world, plugged)) {
      if (volume.ownerHostId) continue
      world.apply(put('volume', { ...volume, ownerHostId: hosts[0]!.id }))
    }
    const after = hosts.map(host => host.name).join(', ')
    return {
      ...{ id, accepted: hosts.length },
      undo: { operation: 'cluster.destroy', input: { clusterId: id } },
      jobId: recordJob(world, {
        ...{ name: 'job.cluster.create', targetId: id, targetName: input.name, caller },
        cmdlet: 'Install-SCVMHostCluster',
        changes: [{ object: input.name, property: 'Nodes', before: '', after }],
      }),
    }
  }
}

function update(context: HandlerContext, { clusterId, changes }: InputOf<'cluster', 'update'>) {
  const { world, caller } = context
  const cluster = world.get('cluster', clusterId)
  const taken = changes.name && nameTaken(context, changes.name, clusterId)
  if (taken) return taken
  return (): Applied => {
    const given = Object.entries(changes).filter(([, value]) => value !== undefined)
    const present: Record<string, unknown> = {
      ...{ name: cluster.name, reserveNodes: cluster.reserveNodes },
      ...{ quorum: quorumKindOf(world, cluster), isFailbackOn: cluster.isFailbackOn === true },
      failoverThreshold: failoverThresholdOf(world, cluster),
      reserveMethod: reserveGoalOf(cluster).method,
    }
    world.apply(put('cluster', { ...cluster, ...Object.fromEntries(given) }))
    const back = Object.fromEntries(given.map(([key]) => [key, present[key]]))
    return {
      jobId: recordJob(world, {
        ...{ name: 'job.cluster.update', targetId: clusterId, targetName: cluster.name, caller },
        cmdlet: 'Set-SCVMHostCluster',
        changes: given.flatMap(([key, value]) => changeOf(cluster.name, key, present[key], value)),
      }),
      accepted: 1,
      undo: { operation: 'cluster.update', input: { clusterId, changes: back } },
    }
  }
}

/** Clusters: how they stand, come about and decide. */
export const clusterHandlers = { get, validate, create, update }
