import {
  mdiDeleteOutline,
  mdiFolderMoveOutline,
  mdiFolderPlusOutline,
  mdiLan,
  mdiPencilOutline,
  mdiScaleBalance,
  mdiTuneVariant,
} from '@mdi/js'
import type { TreeNodeView } from '../../../shared/contract/index.ts'
import type { MenuItem } from '../../ui/index.ts'

/** What the person may do with host groups, and with hosts between them. */
export interface TreeRights {
  edit: boolean
  move: boolean
  moveHosts: boolean
  /** Whether plans may be proposed. */
  optimize: boolean
  /** Whether the workspace opens properties of clusters. */
  clusters: boolean
}

type Translate = (key: string, values?: Record<string, unknown>, count?: number) => string

/**
 * The key of why a node stays where and as it is; undefined where nothing is in the way. The root
 * is
 * fixed, and a group outside the scope stands there only as the way to what lies in it.
 */
export function fixedBecause(node: TreeNodeView): string | undefined {
  if (!node.inScope) return 'hosts.groups.wayOnly'
  return node.parentId === undefined ? 'hosts.group.isRoot' : undefined
}

/** The lines of the context menu of a node. What is not possible stands there with its reason. */
export function treeMenuItems(node: TreeNodeView, rights: TreeRights, t: Translate): MenuItem[] {
  const isGroup = node.kind === 'hostgroup'
  const edits = isGroup && rights.edit ? editItems(node, t) : []
  const mayMove = isGroup ? rights.move : rights.moveHosts
  const moves = mayMove ? [moveItem(node, edits.length > 0, t)] : []
  return [
    ...edits,
    ...moves,
    ...optimizeItems(node, rights, t),
    ...clusterItems(node, rights, t),
    ...propertyItems(node, t),
  ]
}

/** Everybody who sees a group in scope may look at what it is; saving asks for the right. */
function propertyItems(node: TreeNodeView, t: Translate): MenuItem[] {
  if (node.kind !== 'hostgroup' || !node.inScope) return []
  const label = t('hosts.groupProperties.open')
  return [{ key: 'properties', label, icon: mdiTuneVariant, divided: true }]
}

/** A balance of the cluster, or of those in the group: it is worked out, and moves nothing yet. */
function optimizeItems(node: TreeNodeView, rights: TreeRights, t: Translate): MenuItem[] {
  if (node.kind === 'host' || !node.inScope || !rights.optimize) return []
  return [{ key: 'optimize', label: t('plans.optimize'), icon: mdiScaleBalance, divided: true }]
}

function clusterItems(node: TreeNodeView, rights: TreeRights, t: Translate): MenuItem[] {
  if (node.kind !== 'cluster' || !rights.clusters) return []
  return [
    { key: 'cluster', label: t('hosts.care.do.clusterProperties'), icon: mdiLan, divided: true },
  ]
}

function moveItem(node: TreeNodeView, divided: boolean, t: Translate): MenuItem {
  const because = fixedBecause(node)
  return {
    key: 'move',
    label: t('hosts.move.to'),
    icon: mdiFolderMoveOutline,
    disabled: because !== undefined,
    detail: because && t(because),
    divided,
  }
}

function editItems(node: TreeNodeView, t: Translate): MenuItem[] {
  const because = fixedBecause(node)
  const outside = node.inScope ? undefined : t('hosts.groups.wayOnly')
  const holds =
    node.hosts > 0 ? t('hosts.group.holds', { hosts: node.hosts }, node.hosts) : undefined
  return [
    {
      key: 'create',
      label: t('action.hostGroup.create'),
      icon: mdiFolderPlusOutline,
      disabled: outside !== undefined,
      detail: outside,
    },
    {
      key: 'rename',
      label: t('common.rename'),
      icon: mdiPencilOutline,
      shortcut: 'F2',
      disabled: outside !== undefined,
      detail: outside,
    },
    {
      key: 'remove',
      label: t('common.delete'),
      icon: mdiDeleteOutline,
      shortcut: 'Del',
      danger: true,
      disabled: because !== undefined || holds !== undefined,
      detail: because ? t(because) : holds,
    },
  ]
}
