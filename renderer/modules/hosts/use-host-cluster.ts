import { mdiLan, mdiLanConnect, mdiServerPlus } from '@mdi/js'
import { computed, type ComputedRef } from 'vue'
import { useI18n } from 'vue-i18n'
import { useRouter } from 'vue-router'
import { useCommand } from '../../session/index.ts'
import { useDialogs } from '../../ui/index.ts'
import ClusterPropertiesDialog from './cluster/ClusterPropertiesDialog.vue'
import ClusterDialog from './dialogs/ClusterDialog.vue'
import type { NewCluster } from './host-care.ts'
import { useCareAction } from './use-care-action.ts'
import type { HostAction, HostActionsInput } from './use-host-actions.ts'

/** Hosts that come, and become a cluster. */
export function useHostCluster({ ids, rows }: HostActionsInput): ComputedRef<HostAction[]> {
  const { t } = useI18n({ useScope: 'global' })
  const dialogs = useDialogs()
  const router = useRouter()
  const action = useCareAction()
  const create = useCommand('cluster.create')
  const add = useCommand('host.add')
  const one = () => (ids().length === 1 ? rows()[0] : undefined)

  async function open(): Promise<void> {
    const host = one()
    if (!host?.clusterId) return
    const about = { clusterId: host.clusterId, clusterName: host.clusterName ?? '' }
    await dialogs.open(ClusterPropertiesDialog, about)
  }

  async function addHost(): Promise<void> {
    const group = one()?.hostGroupId
    await router.push({ name: 'add-host', query: group ? { group } : {} })
  }

  async function make(): Promise<void> {
    const made = await dialogs.open<NewCluster>(ClusterDialog, { hostIds: [...ids()] })
    if (made) await create.run({ ...made, reserveNodes: 1 }, { subject: made.name })
  }

  /** Why there are no properties of a cluster to open. */
  function clusterFault(): string | undefined {
    const count = ids().length
    if (count !== 1) return t('hosts.needsOne', { count }, count)
    return one()?.clusterId ? undefined : t('hosts.care.noNode')
  }

  return computed<HostAction[]>(() => [
    ...(create.isPermitted.value
      ? [
          { ...action('cluster', mdiLanConnect, make), divided: true },
          action('clusterProperties', mdiLan, open, clusterFault()),
        ]
      : []),
    ...(add.isPermitted.value ? [{ ...action('add', mdiServerPlus, addHost), divided: true }] : []),
  ])
}
