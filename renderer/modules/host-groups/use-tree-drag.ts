import type { TreeNodeView } from '../../../shared/contract/index.ts'
import type { TreeNode } from '../../ui/index.ts'
import { canMoveInto } from './host-tree.ts'
import { useHostGroupTree } from './tree.store.ts'
import type { HostGroupActions } from './use-host-group-actions.ts'

export interface TreeDrag {
  isMovable(id: string): boolean
  canDrop(id: string): boolean
  startDrag(drag: { node: TreeNode; event: DragEvent }): void
  drop(drop: { node: TreeNode }): void
}

/** Moving groups, clusters and hosts by pointer. What it changes is shown before it happens. */
export function useTreeDrag(actions: HostGroupActions): TreeDrag {
  const tree = useHostGroupTree()
  let dragged: TreeNodeView | undefined

  function isMovable(id: string): boolean {
    const node = tree.byId.get(id)
    if (!node?.inScope || node.parentId === undefined) return false
    return node.kind === 'hostgroup' ? actions.mayMove.value : actions.mayMoveHosts.value
  }

  return {
    isMovable,
    canDrop(id) {
      const target = tree.byId.get(id)
      return dragged !== undefined && !!target && canMoveInto(tree.nodes, dragged, target)
    },
    startDrag({ node, event }) {
      dragged = tree.byId.get(node.id)
      if (event.dataTransfer) event.dataTransfer.effectAllowed = 'move'
    },
    drop({ node }) {
      const moved = dragged
      dragged = undefined
      if (moved) void actions.move(moved, node.id)
    },
  }
}
