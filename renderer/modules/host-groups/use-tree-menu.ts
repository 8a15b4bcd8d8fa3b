import {
  mdiDeleteOutline,
  mdiFolderMoveOutline,
  mdiFolderPlusOutline,
  mdiPencilOutline,
} from '@mdi/js'
import { computed, ref, shallowRef, type ComputedRef, type Ref } from 'vue'
import { useI18n } from 'vue-i18n'
import type { TreeNodeView } from '../../../shared/contract/index.ts'
import type { MenuItem, TreeNode } from '../../ui/index.ts'
import { useHostGroupTree } from './tree.store.ts'
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
): TreeMenu {
  const { t } = useI18n({ useScope: 'global' })
  const tree = useHostGroupTree()
  const menuOpen = ref(false)
  const menuAt = ref<{ x: number; y: number }>()
  const subject = shallowRef<TreeNodeView>()

  /** Why a group cannot be changed; the root is fixed, and one outside the scope is only the way. */
  function fixedBecause(node: TreeNodeView | undefined): string | undefined {
    if (!node?.inScope) return t('hosts.groups.wayOnly')
    return node.parentId === undefined ? t('hosts.group.isRoot') : undefined
  }

  function editItems(node: TreeNodeView): MenuItem[] {
    const because = fixedBecause(node)
    const holds = node.hosts > 0 ? t('hosts.group.holds', { hosts: node.hosts }) : undefined
    return [
      {
        key: 'create',
        label: t('action.hostGroup.create'),
        icon: mdiFolderPlusOutline,
        disabled: !node.inScope,
        detail: node.inScope ? undefined : because,
      },
      {
        key: 'rename',
        label: t('common.rename'),
        icon: mdiPencilOutline,
        shortcut: 'F2',
        disabled: !node.inScope,
        detail: node.inScope ? undefined : because,
      },
      {
        key: 'remove',
        label: t('common.delete'),
        icon: mdiDeleteOutline,
        shortcut: 'Del',
        danger: true,
        disabled: because !== undefined || holds !== undefined,
        detail: because ?? holds,
      },
    ]
  }

  const menuItems = computed<MenuItem[]>(() => {
    const node = subject.value
    if (!node) return []
    const isGroup = node.kind === 'hostgroup'
    const mayMove = isGroup ? actions.mayMove.value : actions.mayMoveHosts.value
    const because = fixedBecause(node)
    const moving: MenuItem = {
      key: 'move',
      label: t('hosts.move.to'),
      icon: mdiFolderMoveOutline,
      disabled: because !== undefined,
      detail: because,
      divided: isGroup && actions.mayEdit.value,
    }
    return [
      ...(isGroup && actions.mayEdit.value ? editItems(node) : []),
      ...(mayMove ? [moving] : []),
    ]
  })

  function rename(): void {
    const node = chosen()
    if (node?.kind === 'hostgroup' && node.inScope && actions.mayEdit.value) {
      void actions.rename(node)
    }
  }

  function remove(): void {
    const node = chosen()
    if (node?.kind !== 'hostgroup' || fixedBecause(node) || !actions.mayEdit.value) return
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
      if (key === 'create') void actions.create(node.id)
      else if (key === 'rename') void actions.rename(node)
      else if (key === 'remove') void actions.remove(node)
      else void actions.move(node)
    },
    rename,
    remove,
  }
}
