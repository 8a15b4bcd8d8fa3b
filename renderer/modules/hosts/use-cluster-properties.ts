import { computed, type ComputedRef } from 'vue'
import type { TreeNodeView } from '../../../shared/contract/index.ts'
import type { ClusterId } from '../../../shared/domain/index.ts'
import { useCommand } from '../../session/index.ts'
import { useDialogs } from '../../ui/index.ts'
import ClusterPropertiesDialog from './cluster/ClusterPropertiesDialog.vue'

/** A cluster by its name, as its properties need it. */
export interface NamedCluster {
  clusterId: ClusterId
  clusterName: string
}

export interface ClusterProperties {
  open(cluster: NamedCluster): Promise<void>
  /** The cluster of a node of the tree, where it is one. */
  ofNode(node: TreeNodeView | undefined): NamedCluster | undefined
  /** Opens those of a node; undefined where the person may not change clusters. */
  opener: ComputedRef<((node: TreeNodeView) => void) | undefined>
}

/** The properties of a cluster, from one of its nodes or from its place in the tree. */
export function useClusterProperties(): ClusterProperties {
  const dialogs = useDialogs()
  const update = useCommand('cluster.update')

  async function open(cluster: NamedCluster): Promise<void> {
    await dialogs.open(ClusterPropertiesDialog, { ...cluster })
  }

  function ofNode(node: TreeNodeView | undefined): NamedCluster | undefined {
    if (node?.kind !== 'cluster') return undefined
    return { clusterId: node.id as ClusterId, clusterName: node.name }
  }

  function openNode(node: TreeNodeView): void {
    const cluster = ofNode(node)
    if (cluster) void open(cluster)
  }

  const opener = computed(() => (update.isPermitted.value ? openNode : undefined))
  return { open, ofNode, opener }
}
