import { mdiLinkOff, mdiLinkPlus, mdiPencilOutline, mdiSwapHorizontal } from '@mdi/js'
import type { AdapterRowView } from '../../../shared/contract/index.ts'
import type { HostId } from '../../../shared/domain/index.ts'
import { client, useCommand } from '../../session/index.ts'
import type { ActionKit, NetworkingAction } from './action-kit.ts'
import AdapterDialog from './AdapterDialog.vue'
import TeamDialog from './TeamDialog.vue'

export interface AdapterActions {
  lines(): NetworkingAction[]
  edit(): void
}

/** What can be done with the chosen adapter, its team and its host. */
export function useAdapterActions(
  { t, dialogs, guarded, line }: ActionKit,
  chosen: () => AdapterRowView | undefined,
  treeHostId: () => HostId | undefined,
): AdapterActions {
  const remove = useCommand('network.removeTeam')

  function edit(): void {
    const adapter = chosen()
    if (adapter) guarded(() => dialogs.open(AdapterDialog, { adapter }))
  }

  async function openTeam(isNew: boolean): Promise<unknown> {
    const adapter = chosen()
    const hostId = adapter?.hostId ?? treeHostId()
    if (!hostId) return undefined
    const host = await client.network.host({ hostId })
    const team = isNew ? undefined : host.teams.find(one => one.name === adapter?.team)
    return dialogs.open(TeamDialog, { host, team })
  }

  async function dissolve(): Promise<unknown> {
    const { hostId, team, hostName } = chosen() ?? {}
    if (!hostId || !team) return undefined
    const title = t('networking.removeTeam.title', { name: team, host: hostName })
    const confirmLabel = t('networking.removeTeam')
    if (!(await dialogs.confirm({ title, confirmLabel }))) return undefined
    return remove.run({ hostId, name: team }, { subject: team })
  }

  function lines(): NetworkingAction[] {
    const adapter = chosen()
    const none = adapter ? undefined : t('networking.needsAdapter')
    const noTeam = adapter?.team === undefined ? t('networking.needsTeam') : undefined
    const noHost = (adapter?.hostId ?? treeHostId()) ? undefined : t('networking.needsHost')
    return [
      line('editAdapter', mdiPencilOutline, none, edit),
      line('newTeam', mdiLinkPlus, noHost, () => guarded(() => openTeam(true))),
      line('editTeam', mdiSwapHorizontal, noTeam, () => guarded(() => openTeam(false))),
      line('removeTeam', mdiLinkOff, noTeam, () => guarded(dissolve)),
    ]
  }

  return { lines, edit }
}
