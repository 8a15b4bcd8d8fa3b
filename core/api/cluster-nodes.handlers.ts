import type { Refusal } from '../../shared/refusals/index.ts'
import { Refusal as Refused, refuse } from '../../shared/refusals/index.ts'
import {
  destroyRefusal,
  dissolve,
  groupsThatMove,
  joinCluster,
  joinRefusal,
  leaveCluster,
  leaveRefusals,
  validateNodes,
  volumesOfCluster,
} from '../cluster/index.ts'
import { nodesOf } from '../hosts/index.ts'
import { recordJob } from '../jobs/record.ts'
import type { ClusterRow, HostRow, JobChangeRow, World } from '../world/index.ts'
import { remove as gone } from '../world/index.ts'
import type { Applied, HandlerContext, InputOf } from './handler.ts'

type NewNodes = InputOf<'cluster', 'addNodes'>

/** The hosts of an input that the caller may make nodes. */
function hostsOf(context: HandlerContext, input: NewNodes): HostRow[] | Refusal {
  const { world, access, caller } = context
  const mine = access.scope(caller, 'cluster.edit')
  const hosts: HostRow[] = []
  for (const id of new Set(input.hostIds)) {
    const host = world.find('host', id)
    if (!host || !mine.host(host)) return refuse('not-found', { kind: 'host', id })
    hosts.push(host)
  }
  return hosts
}

function validate(context: HandlerContext, input: NewNodes) {
  const { world } = context
  const hosts = hostsOf(context, input)
  if (hosts instanceof Refused) return hosts
  const cluster = world.get('cluster', input.clusterId)
  return {
    tests: validateNodes(world, cluster, hosts, input.connectStorage),
    volumes: volumesOfCluster(world, cluster.id).map(volume => volume.name),
  }
}

/** A job of an instant that names the nodes of a cluster before and after. */
function record(
  { world, caller }: HandlerContext,
  cluster: ClusterRow,
  job: { readonly name: string; readonly cmdlet: string; readonly before: string },
  more: readonly JobChangeRow[] = [],
) {
  const change = { object: cluster.name, property: 'Nodes', before: job.before }
  return recordJob(world, {
    ...{ name: job.name, targetName: cluster.name, caller, cmdlet: job.cmdlet },
    ...(world.find('cluster', cluster.id) ? { targetId: cluster.id } : {}),
    changes: [{ ...change, after: nodeNames(world, cluster) }, ...more],
  })
}

function nodeNames(world: World, cluster: ClusterRow): string {
  return nodesOf(world, cluster.id)
    .map(node => node.name)
    .join(', ')
}

function add(context: HandlerContext, input: NewNodes) {
  const { world } = context
  const hosts = hostsOf(context, input)
  if (hosts instanceof Refused) return hosts
  const cluster = world.get('cluster', input.clusterId)
  for (const host of hosts) {
    const refusal = joinRefusal(world, host)
    if (refusal) return refusal
  }
  const tests = validateNodes(world, cluster, hosts, input.connectStorage)
  const failures = tests.filter(test => test.outcome === 'fail').map(test => test.text)
  // Each is a sentence of its own.
  if (failures.length > 0) {
    return refuse('cluster.node-invalid', { cluster: cluster.name, failures: [failures.join(' ')] })
  }
  return (): Applied => {
    const before = nodeNames(world, cluster)
    joinCluster(world, cluster, hosts, input.connectStorage)
    const job = { name: 'job.cluster.add-nodes', cmdlet: 'Add-SCVMHostClusterNode', before }
    const undo = { operation: 'cluster.removeNode', input: { hostId: hosts[0]!.id } }
    return {
      ...{ jobId: record(context, cluster, job), id: cluster.id, accepted: hosts.length },
      ...(hosts.length === 1 ? { undo } : {}),
    }
  }
}

/** What would change when a node leaves, in sentences. */
function consequencesOf(world: World, host: HostRow, cluster: ClusterRow): string[] {
  const shared = volumesOfCluster(world, cluster.id).filter(one => host.volumeIds.includes(one.id))
  const owned = shared.filter(one => one.ownerHostId === host.id)
  const vms = [...world.index.vmsByHost.of(host.id)].filter(
    id => !world.get('vm', id).highlyAvailable,
  ).length
  const off = groupsThatMove(world, host).length
  const names = (volumes: typeof shared) => volumes.map(one => one.name).join(', ')
  return [
    `${host.name} is a host of its own and stays in its host group.`,
    ...(shared.length > 0 ? [`It no longer reaches ${names(shared)}.`] : []),
    ...(owned.length > 0 ? [`Another node owns ${names(owned)}.`] : []),
    ...(off > 0 ? [`Highly available VMs that are off go to other nodes: ${off}.`] : []),
    ...(vms > 0 ? [`VMs that are not highly available stay on it: ${vms}.`] : []),
  ]
}

function removePlan({ world }: HandlerContext, { hostId }: InputOf<'cluster', 'removePlan'>) {
  const host = world.get('host', hostId)
  const cluster = world.find('cluster', host.clusterId)
  if (!cluster) return refuse('cluster.not-a-node', { host: host.name, cluster: 'a cluster' })
  return {
    blockers: leaveRefusals(world, host).map(one => `${one.text} ${one.next}`),
    consequences: consequencesOf(world, host, cluster),
  }
}

function removeNode(context: HandlerContext, { hostId }: InputOf<'cluster', 'removeNode'>) {
  const { world } = context
  const host = world.get('host', hostId)
  const [refusal] = leaveRefusals(world, host)
  if (refusal) return refusal
  return (): Applied => {
    const cluster = world.get('cluster', host.clusterId!)
    const before = nodeNames(world, cluster)
    const moved = leaveCluster(world, host)
    const job = { name: 'job.cluster.remove-node', cmdlet: 'Remove-SCVMHostClusterNode', before }
    const input = { clusterId: cluster.id, hostIds: [hostId], connectStorage: true }
    const undo = { operation: 'cluster.addNodes', input }
    return { jobId: record(context, cluster, job, moved), accepted: 1, undo }
  }
}

function destroy(context: HandlerContext, { clusterId }: InputOf<'cluster', 'destroy'>) {
  const { world } = context
  const cluster = world.get('cluster', clusterId)
  const refusal = destroyRefusal(world, cluster)
  if (refusal) return refusal
  return (): Applied => {
    const before = nodeNames(world, cluster)
    dissolve(world, cluster)
    // Rules that held in it hold nowhere any more.
    for (const rule of [...world.all('placementrule')]) {
      if (rule.scopeId === clusterId) world.apply(gone('placementrule', rule.id))
    }
    world.apply(gone('cluster', clusterId))
    const job = { name: 'job.cluster.destroy', cmdlet: 'Uninstall-SCVMHostCluster', before }
    return { jobId: record(context, cluster, job), accepted: 1 }
  }
}

/** Nodes that come and go, and the end of a cluster. */
export const clusterNodeHandlers = {
  ...{ validateNodes: validate, addNodes: add },
  ...{ removePlan, removeNode, destroy },
}
