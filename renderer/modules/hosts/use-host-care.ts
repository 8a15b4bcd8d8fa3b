import {
  mdiLanConnect,
  mdiRestart,
  mdiServerRemove,
  mdiWrenchCheckOutline,
  mdiWrenchOutline,
} from '@mdi/js'
import { computed, type ComputedRef } from 'vue'
import { useI18n } from 'vue-i18n'
import { useCommand } from '../../session/index.ts'
import { useDialogs } from '../../ui/index.ts'
import ClusterDialog from './dialogs/ClusterDialog.vue'
import MaintenanceDialog from './dialogs/MaintenanceDialog.vue'
import type { CareChoice, NewCluster } from './host-care.ts'
import type { HostAction, HostActionsInput } from './use-host-actions.ts'

/** Hosts that rest, restart, go, or become a cluster. */
export function useHostCare({ ids, rows, subject }: HostActionsInput): ComputedRef<HostAction[]> {
  const { t } = useI18n({ useScope: 'global' })
  const dialogs = useDialogs()
  const start = useCommand('host.startMaintenance', { subject })
  const stop = useCommand('host.stopMaintenance', { subject })
  const restart = useCommand('host.restart', { subject })
  const remove = useCommand('host.remove', { subject })
  const create = useCommand('cluster.create')

  const one = () => (ids().length === 1 ? rows()[0] : undefined)
  const needsOne = () => (one() ? undefined : t('hosts.needsOne', { count: ids().length }))

  async function empty(purpose: 'maintenance' | 'restart'): Promise<void> {
    const host = one()
    if (!host) return
    const about = { hostId: host.id, hostName: host.name, purpose }
    const choice = await dialogs.open<CareChoice>(MaintenanceDialog, about)
    if (!choice) return
    if (purpose === 'restart') await restart.run({ hostId: host.id, ...choice })
    else await start.run({ hostId: host.id, mode: choice.mode })
  }

  async function end(): Promise<void> {
    const host = one()
    if (!host) return
    const bringBack = await dialogs.confirm({
      title: t('hosts.care.end.title', { name: host.name }),
      text: t('hosts.care.end.text'),
      confirmLabel: t('hosts.care.end.bringBack'),
    })
    if (bringBack) await stop.run({ hostId: host.id, bringBack: true })
  }

  async function takeOut(): Promise<void> {
    const host = one()
    if (!host) return
    const isSure = await dialogs.confirm({
      title: t('hosts.remove.title', { name: host.name }),
      text: t('hosts.remove.text'),
      confirmLabel: t('hosts.remove.run'),
      danger: true,
    })
    if (isSure) await remove.run({ hostId: host.id, withVms: false })
  }

  async function makeCluster(): Promise<void> {
    const made = await dialogs.open<NewCluster>(ClusterDialog, { hostIds: [...ids()] })
    if (made) await create.run({ ...made, reserveNodes: 1 }, { subject: made.name })
  }

  function action(key: string, icon: string, run: () => Promise<void>, fault?: string): HostAction {
    const label = t(`hosts.care.do.${key}`)
    const disabled = fault !== undefined
    return { key, icon, label, detail: fault, disabled, busy: false, run: () => void run() }
  }

  return computed<HostAction[]>(() => {
    const rests = one()?.status === 'maintenance'
    const isAway = one()?.status === 'not-responding' ? t('hosts.care.away') : undefined
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
      ...(create.isPermitted.value
        ? [{ ...action('cluster', mdiLanConnect, makeCluster), divided: true }]
        : []),
      ...(remove.isPermitted.value ? [action('remove', mdiServerRemove, takeOut, needsOne())] : []),
    ]
  })
}
