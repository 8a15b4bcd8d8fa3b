import { mdiLanDisconnect, mdiLanPending, mdiPlusNetworkOutline } from '@mdi/js'
import type { VirtualNetworkRowView } from '../../../shared/contract/index.ts'
import type { HostId } from '../../../shared/domain/index.ts'
import { client, useCommand } from '../../session/index.ts'
import type { ActionKit, NetworkingAction } from './action-kit.ts'
import VirtualNetworkDialog from './VirtualNetworkDialog.vue'

export interface VirtualNetworkActions {
  lines(): NetworkingAction[]
  edit(): void
}

/** What can be done with the chosen virtual network and its host. */
export function useVirtualNetworkActions(
  { t, dialogs, guarded, line }: ActionKit,
  chosen: () => VirtualNetworkRowView | undefined,
  treeHostId: () => HostId | undefined,
): VirtualNetworkActions {
  const remove = useCommand('network.removeVirtualNetwork')

  async function open(isNew: boolean): Promise<unknown> {
    const network = chosen()
    const hostId = network?.hostId ?? treeHostId()
    if (!hostId) return undefined
    const host = await client.network.host({ hostId })
    return dialogs.open(VirtualNetworkDialog, { host, network: isNew ? undefined : network })
  }

  async function drop(): Promise<unknown> {
    const { hostId, name, hostName } = chosen() ?? {}
    if (!hostId || !name) return undefined
    const title = t('networking.removeVirtual.title', { name, host: hostName })
    if (!(await dialogs.confirm({ title, confirmLabel: t('common.remove') }))) return undefined
    return remove.run({ hostId, name }, { subject: name })
  }

  const edit = () => guarded(() => open(false))

  function lines(): NetworkingAction[] {
    const network = chosen()
    const none = network ? undefined : t('networking.needsVirtual')
    const noHost = (network?.hostId ?? treeHostId()) ? undefined : t('networking.needsHost')
    return [
      line('newVirtual', mdiPlusNetworkOutline, noHost, () => guarded(() => open(true))),
      line('editVirtual', mdiLanPending, none, edit),
      line('removeVirtual', mdiLanDisconnect, none, () => guarded(drop)),
    ]
  }

  return { lines, edit }
}
