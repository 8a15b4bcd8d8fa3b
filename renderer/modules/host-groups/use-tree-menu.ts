import { computed, ref, shallowRef, type ComputedRef, type Ref } from 'vue'
import { useI18n } from 'vue-i18n'
import type { TreeNodeView } from '../../../shared/contract/index.ts'
import type { MenuItem, TreeNode } from '../../ui/index.ts'
import { usePropose } from '../optimize/index.ts'
import { useHostGroupTree } from './tree.store.ts'
import { fixedBecause, treeMenuItems, type TreeRights } from './tree-menu-items.ts'
import type { HostGroupActions } from './use-host-group-actions.ts'

export interface TreeMenu {
  menuOpen: Ref<boolean>
  menuAt: Ref<{ x: number; y: number } | undefined>
  menuItems: ComputedRef<MenuItem[]>
  openMenu(at: { node: TreeNode; x: number; y: number }): void
  pick(key: string): void
  /** The same for the keys, on what is chosen. */
  rename(): void
  remove(): void
}

/** The context menu of the host-group tree. What is not possible stands there with its reason. */
export function useTreeMenu(
  actions: HostGroupActions,
  chosen: () => TreeNodeView | undefined,
  openCluster: () => ((cluster: TreeNodeView) => void) | undefined,
): TreeMenu {
  const { t } = useI18n({ useScope: 'global' })
  const tree = useHostGroupTree()
  const propose = usePropose()
  const menuOpen = ref(false)
  const menuAt = ref<{ x: number; y: number }>()
  const subject = shallowRef<TreeNodeView>()

  const menuItems = computed<MenuItem[]>(() =>
    subject.value ? treeMenuItems(subject.value, rights(), t) : [],
  )

  function rights(): TreeRights {
    const { mayEdit, mayMove, mayMoveHosts } = actions
    return {
      ...{ edit: mayEdit.value, move: mayMove.value, moveHosts: mayMoveHosts.value },
      optimize: propose.isPermitted.value,
      clusters: openCluster() !== undefined,
    }
  }

  function rename(): void {
    const node = chosen()
    if (node?.kind === 'hostgroup' && node.inScope && actions.mayEdit.value) {
      void actions.rename(node)
    }
  }

  function remove(): void {
    const node = chosen()
    if (node?.kind !== 'hostgroup' || fixedBecause(node) !== undefined || !actions.mayEdit.value)
      return
    void actions.remove(node)
  }

  return {
    menuOpen,
    menuAt,
    menuItems,
    openMenu({ node, x, y }) {
      subject.value = tree.byId.get(node.id)
      menuAt.value = { x, y }
      menuOpen.value = menuItems.value.length > 0
    },
    pick(key) {
      const node = subject.value
      if (!node) return
      if (key === 'cluster') openCluster()?.(node)
      else if (key === 'optimize') void propose.optimize(node.id)
      else if (key === 'create') void actions.create(node.id)
      else if (key === 'rename') void actions.rename(node)
      else if (key === 'properties') void actions.properties(node)
      else if (key === 'remove') void actions.remove(node)
      else void actions.move(node)
    },
    rename,
    remove,
  }
}
