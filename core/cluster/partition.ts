import type { HostId } from '../../shared/domain/index.ts'
import { conditionOf, nodesOf, quorumKindOf, quorumOfNodes } from '../hosts/index.ts'
import { hears, heartbeatNetworks } from '../networks/index.ts'
import type { ClusterRow, HostRow, World } from '../world/index.ts'
import { isStruck } from '../world/index.ts'

/** Nodes that hear one another, and the votes that they have together. */
export interface Side {
  readonly nodes: readonly HostRow[]
  readonly votes: number
}

/** What the nodes of a cluster make of one another at this moment. */
export interface View {
  /** The side that goes on, if it has the votes: the one with most of them. */
  readonly side: Side
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

/** Whether the cluster has a witness disk that can vote. */
export function hasWitness(world: World, cluster: ClusterRow): boolean {
  const isCounted = quorumKindOf(world, cluster) === 'node-and-disk-majority'
  return isCounted && !isStruck(world, 'witness-loss', cluster.id)
}

/**
 * Which side of a cluster goes on. Votes are static: every node has one, present or not, and the
 * witness disk has one where the quorum counts it; the larger side reserves the disk, of two alike
 * the one with the first node (ours).
 */
export function viewOf(world: World, cluster: ClusterRow): View {
  const sides = sidesOf(world, cluster).sort((a, b) => b.length - a.length)
  const largest = sides[0] ?? []
  const total =
    world.index.hostsByCluster.of(cluster.id).size +
    (quorumKindOf(world, cluster) === 'node-and-disk-majority' ? 1 : 0)
  const votes = largest.length + (largest.length > 0 && hasWitness(world, cluster) ? 1 : 0)
  return { side: { nodes: largest, votes }, needed: Math.floor(total / 2) + 1 }
}

/** The votes that a cluster would have, and need, without one of its nodes. */
export function quorumWithout(
  world: World,
  cluster: ClusterRow,
  hostId: HostId,
): { votes: number; needed: number } {
  const left = world.index.hostsByCluster.of(cluster.id).size - 1
  const isCounted = quorumOfNodes(cluster, left) === 'node-and-disk-majority'
  const present = viewOf(world, cluster).side.nodes.filter(node => node.id !== hostId).length
  const hasDisk = isCounted && !isStruck(world, 'witness-loss', cluster.id)
  const total = left + (isCounted ? 1 : 0)
  return { votes: present + (hasDisk ? 1 : 0), needed: Math.floor(total / 2) + 1 }
}
