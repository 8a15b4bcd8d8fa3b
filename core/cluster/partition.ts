import type { HostId } from '../../shared/domain/index.ts'
import { conditionOf, nodesOf, quorumKindOf } from '../hosts/index.ts'
import { hears, heartbeatNetworks } from '../networks/index.ts'
import type { ClusterRow, HostRow, World } from '../world/index.ts'
import { isStruck } from '../world/index.ts'
import type { Votes } from './votes.ts'
import { votesOf } from './votes.ts'

/** Nodes that hear one another, and the votes that they have together. */
export interface Side {
  readonly nodes: readonly HostRow[]
  readonly votes: number
}

/** What the nodes of a cluster make of one another at this moment. */
export interface View {
  /** The side that goes on, if it has the votes: the one with most of them. */
  readonly side: Side
  /** Who votes, present or not. */
  readonly votes: Votes
  /** Votes that a side needs: more than half of all, present or not. */
  readonly needed: number
}

/** How the nodes of a cluster hear one another: over any network that its heartbeats may take. */
function hearing(world: World, cluster: ClusterRow, nodes: readonly HostRow[]) {
  const isSplit = isStruck(world, 'quorum-tie', cluster.id)
  const half = Math.ceil(nodes.length / 2)
  const networks = heartbeatNetworks(world, cluster.id).filter(one => one.lossPercent < 100)
  const isAlone = heartbeatNetworks(world, cluster.id).length === 0
  return (a: number, b: number): boolean => {
    // A split parts the nodes, in the order of their ids, into two halves.
    if (isSplit && a < half !== b < half) return false
    const [one, other] = [nodes[a]!, nodes[b]!]
    return (
      isAlone ||
      networks.some(
        ({ network }) => hears(world, one, other, network) && hears(world, other, one, network),
      )
    )
  }
}

/** The nodes that are up, parted into those that hear one another. */
function sidesOf(world: World, cluster: ClusterRow): HostRow[][] {
  const nodes = nodesOf(world, cluster.id)
  const hear = hearing(world, cluster, nodes)
  const open = new Set(nodes.flatMap((node, at) => (conditionOf(node) === 'up' ? [at] : [])))
  const sides: HostRow[][] = []
  for (const first of [...open]) {
    if (!open.delete(first)) continue
    const side = [first]
    for (const at of side) {
      for (const other of [...open]) {
        if (!hear(at, other)) continue
        open.delete(other)
        side.push(other)
      }
    }
    sides.push(side.sort((a, b) => a - b).map(at => nodes[at]!))
  }
  return sides
}

/** Whether the cluster has a witness disk that is there. */
export function hasWitness(world: World, cluster: ClusterRow): boolean {
  const isCounted = quorumKindOf(world, cluster) === 'node-and-disk-majority'
  return isCounted && !isStruck(world, 'witness-loss', cluster.id)
}

/**
 * Which side of a cluster goes on: the one with the most votes reserves the witness disk, of two
 * alike the one with the first node (ours).
 */
export function viewOf(world: World, cluster: ClusterRow): View {
  const votes = votesOf(world, cluster)
  const sides = sidesOf(world, cluster)
    .map(nodes => ({ nodes, votes: nodes.filter(node => votes.nodes.has(node.id)).length }))
    .sort((a, b) => b.votes - a.votes || b.nodes.length - a.nodes.length)
  const [largest] = sides
  if (!largest) return { side: { nodes: [], votes: 0 }, votes, needed: votes.needed }
  const disk = votes.witness && hasWitness(world, cluster) ? 1 : 0
  const side = { nodes: largest.nodes, votes: largest.votes + disk }
  return { side, votes, needed: votes.needed }
}

/** Votes that are there once a node is turned off that stays a member, and how many it needs. */
export function quorumWhenOff(
  world: World,
  cluster: ClusterRow,
  hostId: HostId,
): { votes: number; needed: number } {
  const votes = votesOf(world, cluster)
  const present = viewOf(world, cluster).side.nodes.filter(
    node => node.id !== hostId && votes.nodes.has(node.id),
  ).length
  const isThere = votes.witness && !isStruck(world, 'witness-loss', cluster.id)
  return { votes: present + (isThere ? 1 : 0), needed: votes.needed }
}

/** The votes that a cluster would have, and need, without one of its nodes. */
export function quorumWithout(
  world: World,
  cluster: ClusterRow,
  hostId: HostId,
): { votes: number; needed: number } {
  const votes = votesOf(world, cluster, hostId)
  const present = viewOf(world, cluster).side.nodes.filter(node => votes.nodes.has(node.id)).length
  const isThere = votes.witness && !isStruck(world, 'witness-loss', cluster.id)
  return { votes: present + (isThere ? 1 : 0), needed: votes.needed }
}
