import { mdiLan, mdiLanConnect, mdiServerPlus } from '@mdi/js'
import { computed, type ComputedRef } from 'vue'
import { useI18n } from 'vue-i18n'
import { useRouter } from 'vue-router'
import { useCommand } from '../../session/index.ts'
import { useDialogs } from '../../ui/index.ts'
import ClusterDialog from './dialogs/ClusterDialog.vue'
import type { NewCluster } from './host-care.ts'
import { useCareAction } from './use-care-action.ts'
import { useClusterProperties, type NamedCluster } from './use-cluster-properties.ts'
import type { HostAction, HostActionsInput } from './use-host-actions.ts'

/** Hosts that come, and become a cluster. */
export function useHostCluster({
  ids,
  rows,
  cluster,
}: HostActionsInput): ComputedRef<HostAction[]> {
  const { t } = useI18n({ useScope: 'global' })
  const dialogs = useDialogs()
  const router = useRouter()
  const action = useCareAction()
  const properties = useClusterProperties()
  const create = useCommand('cluster.create')
  const add = useCommand('host.add')
  const one = () => (ids().length === 1 ? rows()[0] : undefined)

  /** The cluster of the one host, or without one that of the tree. */
  function chosenCluster(): NamedCluster | undefined {
    const host = one()
    if (ids().length === 0) return cluster?.()
    if (!host?.clusterId) return undefined
    return { clusterId: host.clusterId, clusterName: host.clusterName ?? '' }
  }

  async function open(): Promise<void> {
    const found = chosenCluster()
    if (found) await properties.open(found)
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
    if (chosenCluster()) return undefined
    const count = ids().length
    if (count !== 1) return t('hosts.needsOne', { count }, count)
    return t('hosts.care.noNode')
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
