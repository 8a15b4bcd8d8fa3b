import type { HostId } from '../../shared/domain/index.ts'
import { hasDynamicVotes } from '../../shared/domain/index.ts'
import { nodesOf, quorumOfNodes } from '../hosts/index.ts'
import type { ClusterRow, HostRow, World } from '../world/index.ts'
import { isStruck, put } from '../world/index.ts'

/** Who votes in a cluster, present or not. */
export interface Votes {
  readonly nodes: ReadonlySet<HostId>
  /** Whether the witness disk has a vote. */
  readonly witness: boolean
  readonly total: number
  /** More than half of all. */
  readonly needed: number
}

/**
 * The votes of a cluster. Static ones (2008 R2): every node has one, and the witness disk where the
 * quorum counts it. Dynamic ones (2012 R2): a node that was put out while the others had a majority
 * has none until it is back; the witness disk has one while the nodes are even in number and it is
 * there; and without it the last of an even number has none, so that a split in halves leaves one
 * side with a majority (Windows takes one by chance unless it is told which; the last is ours).
 * @param but a node to be counted as if it were not there
 */
export function votesOf(world: World, cluster: ClusterRow, but?: HostId): Votes {
  const nodes = nodesOf(world, cluster.id).filter(node => node.id !== but)
  const isCounted = quorumOfNodes(cluster, nodes.length) === 'node-and-disk-majority'
  if (!hasDynamicVotes(cluster.version)) return summed(nodes, isCounted)
  const voters = nodes.filter(node => !node.hasNoVote)
  if (voters.length % 2 === 1) return summed(voters, false)
  const isThere = isCounted && !isStruck(world, 'witness-loss', cluster.id)
  return isThere ? summed(voters, true) : summed(voters.slice(0, -1), false)
}

function summed(voters: readonly HostRow[], witness: boolean): Votes {
  const total = voters.length + (witness ? 1 : 0)
  const needed = Math.floor(total / 2) + 1
  return { nodes: new Set(voters.map(node => node.id)), witness, total, needed }
}

/** After a look with a majority: who is out has no vote from now on, who is in has one again. */
export function settleVotes(world: World, cluster: ClusterRow): void {
  if (!hasDynamicVotes(cluster.version)) return
  for (const node of nodesOf(world, cluster.id)) {
    const hasNoVote = node.isEvicted === true ? true : undefined
    if (node.hasNoVote !== hasNoVote) world.apply(put('host', { ...node, hasNoVote }))
  }
}
