import type { CheckpointView, VmDetails } from '../../../../shared/contract/index.ts'

/** One row of the drawn tree: a checkpoint, or the VM as it is now. */
export interface LaneRow {
  readonly key: string
  /** Absent for the VM as it is now. */
  readonly checkpoint?: CheckpointView
  /** How far to the right it stands: the line that leads to now stays in lane 0. */
  readonly lane: number
  /** Whether it leaves the line of its parent for a lane of its own. */
  readonly branches: boolean
  readonly hasChildren: boolean
}

type Tree = Pick<VmDetails['checkpoints'], 'checkpoints' | 'currentId'>

const nowKey = 'now'

interface Node {
  key: string
  checkpoint?: CheckpointView
  children: Node[]
  leadsToNow: boolean
}

/**
 * The tree as rows from the oldest on, each below its parent. Side branches come first, each one
 * lane further right; what leads to now, or else the newest, goes straight on below.
 */
export function laneRows({ checkpoints, currentId }: Tree): LaneRow[] {
  const nodes = new Map<number, Node>()
  const roots: Node[] = []
  for (const checkpoint of checkpoints) {
    const node: Node = { key: `c${checkpoint.id}`, checkpoint, children: [], leadsToNow: false }
    nodes.set(checkpoint.id, node)
    const parent = checkpoint.parentId === undefined ? undefined : nodes.get(checkpoint.parentId)
    if (parent) parent.children.push(node)
    else roots.push(node)
  }
  const current = currentId === undefined ? undefined : nodes.get(currentId)
  current?.children.push({ key: nowKey, children: [], leadsToNow: true })
  for (const root of roots) mark(root)
  return roots.flatMap(root => rowsOf(root, 0, false))
}

function mark(node: Node): boolean {
  const found = node.children.map(mark).includes(true)
  node.leadsToNow = node.leadsToNow || found
  return node.leadsToNow
}

function rowsOf(node: Node, lane: number, branches: boolean): LaneRow[] {
  const main = node.children.find(child => child.leadsToNow) ?? node.children.at(-1)
  const sides = node.children.filter(child => child !== main)
  return [
    {
      ...{ key: node.key, checkpoint: node.checkpoint, lane, branches },
      hasChildren: node.children.length > 0,
    },
    ...sides.flatMap(side => rowsOf(side, lane + 1, true)),
    ...(main ? rowsOf(main, lane, false) : []),
  ]
}
