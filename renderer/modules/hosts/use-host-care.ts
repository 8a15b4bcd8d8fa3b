import { mdiRestart, mdiServerRemove, mdiWrenchCheckOutline, mdiWrenchOutline } from '@mdi/js'
import { computed, type ComputedRef } from 'vue'
import { useI18n } from 'vue-i18n'
import { useCommand } from '../../session/index.ts'
import { useDialogs } from '../../ui/index.ts'
import EndMaintenanceDialog from './dialogs/EndMaintenanceDialog.vue'
import MaintenanceDialog from './dialogs/MaintenanceDialog.vue'
import RemovalDialog from './dialogs/RemovalDialog.vue'
import type { HostRowView } from '../../../shared/contract/index.ts'
import type { CareChoice, ReturnChoice } from './host-care.ts'
import type { HostAction, HostActionsInput } from './use-host-actions.ts'
import { useCareAction } from './use-care-action.ts'
import { useHostCluster } from './use-host-cluster.ts'

/** Hosts that rest, restart and go, and with what is beside them: those that come. */
export function useHostCare(input: HostActionsInput): ComputedRef<HostAction[]> {
  const { ids, rows, subject } = input
  const coming = useHostCluster(input)
  const action = useCareAction()
  const { t } = useI18n({ useScope: 'global' })
  const dialogs = useDialogs()
  const start = useCommand('host.startMaintenance', { subject })
  const stop = useCommand('host.stopMaintenance', { subject })
  const restart = useCommand('host.restart', { subject })
  const remove = useCommand('host.remove', { subject })

  const one = () => (ids().length === 1 ? rows()[0] : undefined)
  const needsOne = () =>
    one() ? undefined : t('hosts.needsOne', { count: ids().length }, ids().length)

  function awayReason(status: HostRowView['status'] | undefined): string | undefined {
    if (status === 'powered-off') return t('hosts.care.poweredOff')
    return status === 'not-responding' ? t('hosts.care.away') : undefined
  }

  async function empty(purpose: 'maintenance' | 'restart'): Promise<void> {
    const host = one()
    if (!host) return
    const about = { hostId: host.id, hostName: host.name, purpose }
    const choice = await dialogs.open<CareChoice>(MaintenanceDialog, about)
    if (!choice) return
    if (purpose === 'restart') await restart.run({ hostId: host.id, ...choice })
    else {
      const { mode, savesRest } = choice
      await start.run({ hostId: host.id, mode, savesRest })
    }
  }

  async function end(): Promise<void> {
    const host = one()
    if (!host) return
    const about = { hostId: host.id, hostName: host.name }
    const choice = await dialogs.open<ReturnChoice>(EndMaintenanceDialog, about)
    if (choice) await stop.run({ hostId: host.id, ...choice })
  }

  async function takeOut(): Promise<void> {
    const host = one()
    if (!host) return
    const about = { hostId: host.id, hostName: host.name, kind: 'host' }
    const choice = await dialogs.open<{ withVms: boolean }>(RemovalDialog, about)
    if (choice) await remove.run({ hostId: host.id, withVms: choice.withVms })
  }

  return computed<HostAction[]>(() => {
    const rests = one()?.status === 'maintenance'
    const isAway = awayReason(one()?.status)
    const care = rests
      ? action('end', mdiWrenchCheckOutline, end, needsOne())
      : action('start', mdiWrenchOutline, () => empty('maintenance'), needsOne() ?? isAway)
    return [
      ...(start.isPermitted.value
        ? [
            { ...care, divided: true },
            action('restart', mdiRestart, () => empty('restart'), needsOne()),
          ]
        : []),
      ...coming.value,
      ...(remove.isPermitted.value ? [action('remove', mdiServerRemove, takeOut, needsOne())] : []),
    ]
  })
}
