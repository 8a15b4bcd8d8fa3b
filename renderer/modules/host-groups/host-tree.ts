import { mdiFolderOutline, mdiServerNetwork, mdiServerOutline } from '@mdi/js'
import type { TreeNodeView } from '../../../shared/contract/index.ts'
import type { TreeNode } from '../../ui/index.ts'

const icons: Record<TreeNodeView['kind'], string> = {
  hostgroup: mdiFolderOutline,
  cluster: mdiServerNetwork,
  host: mdiServerOutline,
}

/** Processor load from which a host asks for attention, and from which it is too high (percent). */
export const warnCpuPercent = 75
export const highCpuPercent = 90

export interface HostTreeOptions {
  /** Only these kinds; all where none are named. */
  kinds?: readonly TreeNodeView['kind'][]
  /** The words of the load meter. */
  loadLabel?: (cpuPercent: number) => string
}

/**
 * The nodes, listed parents first, as a tree to draw. One whose parent is not there is at the top.
 */
export function hostTree(
  nodes: readonly TreeNodeView[],
  options: HostTreeOptions = {},
): TreeNode[] {
  const drawn = new Map<string, TreeNode & { children: TreeNode[] }>()
  const top: TreeNode[] = []
  for (const node of nodes) {
    if (options.kinds && !options.kinds.includes(node.kind)) continue
    const one = { ...lookOf(node, options), children: [] }
    drawn.set(node.id, one)
    const parent = node.parentId === undefined ? undefined : drawn.get(node.parentId)
    ;(parent?.children ?? top).push(one)
  }
  return top
}

function lookOf(node: TreeNodeView, { loadLabel }: HostTreeOptions): TreeNode {
  const look = { id: node.id, label: node.name, icon: icons[node.kind], count: node.vms }
  if (node.overCommitted !== undefined) {
    return { ...look, tone: 'warn', detail: node.overCommitted }
  }
  if (node.cpuPercent === undefined) return look
  const tone = loadTone(node.cpuPercent)
  const label = loadLabel?.(node.cpuPercent) ?? ''
  return { ...look, tone, meter: { share: node.cpuPercent / 100, label, tone } }
}

/** Whether somebody should look at a load. */
export function loadTone(cpuPercent: number): 'warn' | 'crit' | undefined {
  if (cpuPercent >= highCpuPercent) return 'crit'
  return cpuPercent >= warnCpuPercent ? 'warn' : undefined
}

/** What is open at first: groups, and all of a small fabric. */
export function openAtFirst(nodes: readonly TreeNodeView[]): ReadonlySet<string> {
  const isSmall = nodes.length <= 40
  return new Set(nodes.filter(node => isSmall || node.kind === 'hostgroup').map(node => node.id))
}

/** The id and those of all nodes below it. */
export function withBelow(nodes: readonly TreeNodeView[], id: string): ReadonlySet<string> {
  const found = new Set([id])
  for (const node of nodes) {
    if (node.parentId !== undefined && found.has(node.parentId)) found.add(node.id)
  }
  return found
}

/** The names from the top down to the node, such as All Hosts, Sacramento. */
export function pathOfNode(byId: ReadonlyMap<string, TreeNodeView>, id: string): string[] {
  const names: string[] = []
  for (let node = byId.get(id); node; node = node.parentId ? byId.get(node.parentId) : undefined) {
    names.unshift(node.name)
  }
  return names
}

/** The host group that a node is, or that it lies in. */
export function groupOfNode(
  byId: ReadonlyMap<string, TreeNodeView>,
  id: string,
): TreeNodeView | undefined {
  let node = byId.get(id)
  while (node && node.kind !== 'hostgroup')
    node = node.parentId ? byId.get(node.parentId) : undefined
  return node
}

/** What may be moved where: a group below another one, a cluster or host into another group. */
export function canMoveInto(
  nodes: readonly TreeNodeView[],
  moved: TreeNodeView,
  target: TreeNodeView,
): boolean {
  if (target.kind !== 'hostgroup' || !target.inScope) return false
  if (moved.parentId === target.id || moved.parentId === undefined) return false
  return !withBelow(nodes, moved.id).has(target.id)
}

/** The hosts with all others of their clusters: the hosts of a cluster stay in one host group. */
export function withClusterMates(
  nodes: readonly TreeNodeView[],
  hostIds: readonly string[],
): string[] {
  const named = new Set(hostIds)
  const clusters = new Set(
    nodes
      .filter(node => named.has(node.id) && node.parentId?.startsWith('cluster-'))
      .map(node => node.parentId),
  )
  const mates = nodes.filter(node => node.kind === 'host' && clusters.has(node.parentId))
  return [...new Set([...hostIds, ...mates.map(node => node.id)])]
}
