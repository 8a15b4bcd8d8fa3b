import { mdiNetworkOutline } from '@mdi/js'
import { computed, type ComputedRef } from 'vue'
import type {
  AdapterRowView,
  ClusterNetworkView,
  VirtualNetworkRowView,
} from '../../../shared/contract/index.ts'
import type { ClusterId, HostId } from '../../../shared/domain/index.ts'
import { useCommand } from '../../session/index.ts'
import { useActionKit, type NetworkingAction } from './action-kit.ts'
import ClusterNetworkDialog from './ClusterNetworkDialog.vue'
import { useAdapterActions } from './use-adapter-actions.ts'
import { useVirtualNetworkActions } from './use-virtual-network-actions.ts'

export interface NetworkingSubject {
  tab: () => string
  clusterId: () => ClusterId | undefined
  networks: () => readonly ClusterNetworkView[]
  adapter: () => AdapterRowView | undefined
  virtualNetwork: () => VirtualNetworkRowView | undefined
  /** The host that the tree narrows the lists to. */
  hostId: () => HostId | undefined
  onDone: () => void
}

export interface NetworkingActions {
  actions: ComputedRef<NetworkingAction[]>
  mayEdit: ComputedRef<boolean>
  editNetwork(network: ClusterNetworkView): void
  editAdapter(): void
  editVirtual(): void
}

/** What can be done with what is chosen in the Networking workspace. */
export function useNetworkingActions(subject: NetworkingSubject): NetworkingActions {
  const kit = useActionKit(subject.onDone)
  const update = useCommand('network.updateClusterNetwork')
  const mayEdit = computed(() => update.isPermitted.value)
  const ofAdapter = useAdapterActions(kit, subject.adapter, subject.hostId)
  const ofVirtual = useVirtualNetworkActions(kit, subject.virtualNetwork, subject.hostId)

  function editNetwork(network: ClusterNetworkView): void {
    const clusterId = subject.clusterId()
    kit.guarded(() => kit.dialogs.open(ClusterNetworkDialog, { clusterId, network }))
  }

  const actions = computed<NetworkingAction[]>(() => {
    if (!mayEdit.value) return []
    if (subject.tab() === 'adapters') return ofAdapter.lines()
    if (subject.tab() === 'virtual') return ofVirtual.lines()
    return subject.networks().map(network => ({
      ...{ key: network.name, icon: mdiNetworkOutline, busy: false },
      label: kit.t('networking.editNetwork', { name: network.name }),
      run: () => editNetwork(network),
    }))
  })

  return {
    actions,
    mayEdit,
    editNetwork,
    editAdapter: () => void (mayEdit.value && ofAdapter.edit()),
    editVirtual: () => void (mayEdit.value && ofVirtual.edit()),
  }
}
