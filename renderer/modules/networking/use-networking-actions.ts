import {
  mdiLanDisconnect,
  mdiLanPending,
  mdiLinkOff,
  mdiLinkPlus,
  mdiNetworkOutline,
  mdiPencilOutline,
  mdiPlusNetworkOutline,
  mdiSwapHorizontal,
} from '@mdi/js'
import { computed, type ComputedRef } from 'vue'
import { useI18n } from 'vue-i18n'
import type {
  AdapterRowView,
  ClusterNetworkView,
  VirtualNetworkRowView,
} from '../../../shared/contract/index.ts'
import type { ClusterId, HostId } from '../../../shared/domain/index.ts'
import { client, failureOf, useCommand, useNotices } from '../../session/index.ts'
import { useDialogs, type MenuItem } from '../../ui/index.ts'
import AdapterDialog from './AdapterDialog.vue'
import ClusterNetworkDialog from './ClusterNetworkDialog.vue'
import TeamDialog from './TeamDialog.vue'
import VirtualNetworkDialog from './VirtualNetworkDialog.vue'

/** One line of the pane. */
export interface NetworkingAction extends MenuItem {
  icon: string
  busy: boolean
  run(): void
}

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
  const { t } = useI18n({ useScope: 'global' })
  const dialogs = useDialogs()
  const notices = useNotices()
  const update = useCommand('network.updateClusterNetwork')
  const removeTeam = useCommand('network.removeTeam')
  const removeVirtual = useCommand('network.removeVirtualNetwork')
  const mayEdit = computed(() => update.isPermitted.value)

  async function guarded(ask: () => Promise<unknown>): Promise<void> {
    try {
      if (await ask()) subject.onDone()
    } catch (error) {
      notices.refused(failureOf(error))
    }
  }

  const editNetwork = (network: ClusterNetworkView) =>
    void guarded(() =>
      dialogs.open(ClusterNetworkDialog, { clusterId: subject.clusterId(), network }),
    )

  function editAdapter(): void {
    const adapter = subject.adapter()
    if (adapter && mayEdit.value) void guarded(() => dialogs.open(AdapterDialog, { adapter }))
  }

  async function openTeam(isNew: boolean): Promise<unknown> {
    const adapter = subject.adapter()
    const hostId = adapter?.hostId ?? subject.hostId()
    if (!hostId) return undefined
    const host = await client.network.host({ hostId })
    const team = isNew ? undefined : host.teams.find(one => one.name === adapter?.team)
    return dialogs.open(TeamDialog, { host, team })
  }

  async function dissolve(): Promise<unknown> {
    const { hostId, team, hostName } = subject.adapter() ?? {}
    if (!hostId || !team) return undefined
    const title = t('networking.removeTeam.title', { name: team, host: hostName })
    const confirmLabel = t('networking.removeTeam')
    if (!(await dialogs.confirm({ title, confirmLabel }))) return undefined
    return removeTeam.run({ hostId, name: team }, { subject: team })
  }

  async function openVirtual(isNew: boolean): Promise<unknown> {
    const network = subject.virtualNetwork()
    const hostId = network?.hostId ?? subject.hostId()
    if (!hostId) return undefined
    const host = await client.network.host({ hostId })
    return dialogs.open(VirtualNetworkDialog, { host, network: isNew ? undefined : network })
  }

  function editVirtual(): void {
    if (mayEdit.value) void guarded(() => openVirtual(false))
  }

  async function dropVirtual(): Promise<unknown> {
    const { hostId, name, hostName } = subject.virtualNetwork() ?? {}
    if (!hostId || !name) return undefined
    const title = t('networking.removeVirtual.title', { name, host: hostName })
    if (!(await dialogs.confirm({ title, confirmLabel: t('common.remove') }))) return undefined
    return removeVirtual.run({ hostId, name }, { subject: name })
  }

  function line(key: string, icon: string, blocked: string | undefined, run: () => void) {
    const label = t(`networking.action.${key}`)
    const disabled = blocked !== undefined
    return { key, icon, label, detail: blocked, disabled, busy: false, run }
  }

  const needsHost = () => t('networking.needsHost')
  const adapterActions = () => {
    const adapter = subject.adapter()
    const none = adapter ? undefined : t('networking.needsAdapter')
    const noTeam = adapter?.team === undefined ? t('networking.needsTeam') : undefined
    const place = adapter?.hostId ?? subject.hostId()
    return [
      line('editAdapter', mdiPencilOutline, none, editAdapter),
      line(
        'newTeam',
        mdiLinkPlus,
        place ? undefined : needsHost(),
        () => void guarded(() => openTeam(true)),
      ),
      line('editTeam', mdiSwapHorizontal, noTeam, () => void guarded(() => openTeam(false))),
      line('removeTeam', mdiLinkOff, noTeam, () => void guarded(dissolve)),
    ]
  }
  const virtualActions = () => {
    const network = subject.virtualNetwork()
    const none = network ? undefined : t('networking.needsVirtual')
    const place = network?.hostId ?? subject.hostId()
    return [
      line(
        'newVirtual',
        mdiPlusNetworkOutline,
        place ? undefined : needsHost(),
        () => void guarded(() => openVirtual(true)),
      ),
      line('editVirtual', mdiLanPending, none, editVirtual),
      line('removeVirtual', mdiLanDisconnect, none, () => void guarded(dropVirtual)),
    ]
  }

  const actions = computed<NetworkingAction[]>(() => {
    if (!mayEdit.value) return []
    if (subject.tab() === 'adapters') return adapterActions()
    if (subject.tab() === 'virtual') return virtualActions()
    return subject.networks().map(network => ({
      ...{ key: network.name, icon: mdiNetworkOutline, busy: false },
      label: t('networking.editNetwork', { name: network.name }),
      run: () => editNetwork(network),
    }))
  })

  return { actions, mayEdit, editNetwork, editAdapter, editVirtual }
}
