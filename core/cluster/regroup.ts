import type { ClusterId } from '../../shared/domain/index.ts'
import { heartbeats } from '../../shared/domain/index.ts'
import { refuse, viewOfRefusal } from '../../shared/refusals/index.ts'
import type { Simulation } from '../engine/simulation.ts'
import { conditionOf, failsBack, membersOf, nodesOf } from '../hosts/index.ts'
import { migrationName, migrationRefusal } from '../processes/migration/index.ts'
import type { ClusterRow, HostRow } from '../world/index.ts'
import { put } from '../world/index.ts'
import { failOver, owedTo, prefers, startAgain } from './fail-over.ts'
import { failJobs, loseVms, vmsOn } from './lose.ts'
import type { View } from './partition.ts'
import { viewOf } from './partition.ts'
import { settleVotes } from './votes.ts'

/** The cluster looks at its nodes again. */
export const regroupEvent = 'cluster.regroup'

/** Time after which a node that is not heard counts as lost (facts 6.5). */
export function detectionMs(cluster: Pick<ClusterRow, 'version'>): number {
  const { delayMs, threshold } = heartbeats[cluster.version]
  return delayMs * threshold
}

/**
 * The cluster sees who hears whom: whoever is not heard for as many heartbeats as its version bears
 * is put out and its groups fail over; whoever is heard again joins; and without the votes of a
 * majority the whole service stops. Asked whenever something about the nodes has changed, and when
 * a silence has lasted long enough.
 */
export function regroup(simulation: Simulation, { clusterId }: { clusterId: ClusterId }): void {
  const { world } = simulation
  const cluster = world.find('cluster', clusterId)
  if (!cluster) return
  const view = viewOf(world, cluster)
  const heard = new Set(view.side.nodes.map(node => node.id))
  const gone: HostRow[] = []
  for (const node of nodesOf(world, clusterId)) {
    if (heard.has(node.id)) hearAgain(simulation, node)
    else if (isLost(simulation, cluster, node)) gone.push(node)
  }
  const evicted = gone.map(node => evict(simulation, node))
  if (!hasQuorum(simulation, cluster, view)) return stop(simulation, cluster, view)
  const joined = join(simulation, cluster, view)
  settleVotes(world, cluster)
  for (const node of evicted) failOver(simulation, cluster, world.get('host', node.id))
  const restarted = world.get('cluster', clusterId)
  if (cluster.stopped) return start(simulation, restarted)
  for (const node of joined) welcome(simulation, restarted, node)
}

function hearAgain({ world }: Simulation, node: HostRow): void {
  if (node.silentMs !== undefined) world.apply(put('host', { ...node, silentMs: undefined }))
}

/** Whether a silent member has been silent for long enough; notes the beginning of its silence. */
function isLost(simulation: Simulation, cluster: ClusterRow, node: HostRow): boolean {
  const { world } = simulation
  if (node.isEvicted) return false
  if (node.silentMs === undefined) {
    world.apply(put('host', { ...node, silentMs: world.nowMs }))
    simulation.plan(world.nowMs + detectionMs(cluster), regroupEvent, { clusterId: cluster.id })
    return false
  }
  return world.nowMs - node.silentMs >= detectionMs(cluster)
}

/** A node is put out of its cluster: if it still runs, its highly available VMs stop there. */
export function evict(simulation: Simulation, node: HostRow): HostRow {
  const { world } = simulation
  const host = { ...node, isEvicted: true, silentMs: undefined }
  world.apply(put('host', host))
  if (conditionOf(host) === 'up') {
    failJobs(simulation, host)
    loseVms(simulation, host, { holdsMemory: false, onlyHighlyAvailable: true })
  }
  return host
}

/** Whether the votes suffice: a silent node counts until its silence has lasted long enough. */
function hasQuorum({ world }: Simulation, cluster: ClusterRow, view: View): boolean {
  if (view.side.nodes.length === 0) return false
  const heard = new Set(view.side.nodes.map(node => node.id))
  const silent = nodesOf(world, cluster.id).filter(
    node => !heard.has(node.id) && !node.isEvicted && view.votes.nodes.has(node.id),
  )
  return view.side.votes + silent.length >= view.needed
}

/** Without a majority the service stops on every node, and its VMs with it. */
function stop(simulation: Simulation, cluster: ClusterRow, view: View): void {
  const { world } = simulation
  if (cluster.stopped) return
  const stopped = { sinceMs: world.nowMs, votes: view.side.votes, needed: view.needed }
  world.apply(put('cluster', { ...cluster, stopped }))
  const votes = { votes: view.side.votes, needed: view.needed }
  const because = refuse('cluster.no-quorum', { cluster: cluster.name, ...votes })
  for (const node of nodesOf(world, cluster.id)) {
    if (conditionOf(node) !== 'up') continue
    failJobs(simulation, node)
    for (const vm of vmsOn(simulation, node.id)) {
      const runs = vm.state === 'running' || vm.state === 'paused'
      const isLost = vm.state === 'host-not-responding'
      if (!vm.highlyAvailable || (!runs && !isLost)) continue
      const off = { state: 'stopped', startedMs: undefined, guestServices: false } as const
      const row = { ...vm, ...off, lost: undefined, isQueued: undefined }
      world.apply(put('vm', { ...row, failure: viewOfRefusal(because) }))
    }
  }
}

/** Nodes that are heard and were out are members again. */
function join({ world }: Simulation, cluster: ClusterRow, view: View): HostRow[] {
  const joined = view.side.nodes.filter(node => node.isEvicted)
  for (const node of joined) {
    world.apply(put('host', { ...world.get('host', node.id), isEvicted: undefined }))
  }
  if (cluster.stopped) world.apply(put('cluster', { ...cluster, stopped: undefined }))
  return joined
}

/** The cluster has its majority again: what it owes a start comes up. */
function start(simulation: Simulation, cluster: ClusterRow): void {
  const members = new Set(membersOf(simulation.world, cluster.id).map(node => node.id))
  // What nodes that are still away own goes to those that are there.
  for (const node of nodesOf(simulation.world, cluster.id)) {
    if (!members.has(node.id)) failOver(simulation, cluster, node)
  }
  const restart = { name: 'job.cluster.start', node: cluster }
  startAgain(simulation, restart, owedTo(simulation, cluster))
}

/**
 * A node has joined: what found no room gets another try, and groups fail back where that is on.
 */
function welcome(simulation: Simulation, cluster: ClusterRow, node: HostRow): void {
  const { world, jobs } = simulation
  startAgain(simulation, { name: 'job.cluster.retry', node }, owedTo(simulation, cluster))
  const target = world.get('host', node.id)
  const homing = nodesOf(world, cluster.id)
    .flatMap(one => vmsOn(simulation, one.id))
    .filter(
      vm =>
        failsBack(cluster, vm) && prefers(vm, node) && !migrationRefusal(world, vm, target, 'live'),
    )
  if (homing.length === 0) return
  const owner = { ownerName: cluster.name }
  const children = homing.map(vm => ({
    ...{ name: 'job.vm.migrate', process: migrationName, ...owner },
    parameters: { kind: 'live', sourceId: vm.hostId, targetId: node.id },
    ...{ targetId: vm.id, targetName: vm.name },
  }))
  const parent = { name: 'job.cluster.failback', targetId: node.id, targetName: node.name }
  jobs.submitBulk({ ...parent, ...owner }, children, children.length)
}
