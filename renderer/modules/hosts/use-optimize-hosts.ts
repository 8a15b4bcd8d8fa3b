import { mdiScaleBalance } from '@mdi/js'
import { useI18n } from 'vue-i18n'
import { usePropose } from '../optimize/index.ts'
import type { HostAction, HostActionsInput } from './use-host-actions.ts'

/** Optimize Hosts for the cluster that the hosts are in, or for what is chosen in the tree. */
export function useOptimizeHosts({ ids, rows, place }: HostActionsInput): () => HostAction[] {
  const { t } = useI18n({ useScope: 'global' })
  const propose = usePropose()

  return () => {
    if (!propose.isPermitted.value) return []
    const clusterIds = new Set(rows().flatMap(host => host.clusterId ?? []))
    const places = ids().length > 0 ? [...clusterIds] : [place?.() ?? []].flat()
    const scopeId = places.length === 1 ? places[0] : undefined
    return [
      {
        key: 'optimize',
        label: t('plans.optimize'),
        icon: mdiScaleBalance,
        detail: t(scopeId ? 'plans.optimizeDetail' : 'plans.optimizeOne'),
        divided: true,
        disabled: scopeId === undefined,
        busy: propose.isRunning.value,
        run: () => scopeId && void propose.optimize(scopeId),
      },
    ]
  }
}
