import {
  mdiFolderMoveOutline,
  mdiMonitor,
  mdiServerMinusOutline,
  mdiServerPlusOutline,
} from '@mdi/js'
import { computed, type ComputedRef } from 'vue'
import { useI18n } from 'vue-i18n'
import { useRouter } from 'vue-router'
import type { HostRowView } from '../../../shared/contract/index.ts'
import type { HostId } from '../../../shared/domain/index.ts'
import { useCommand } from '../../session/index.ts'
import type { MenuItem } from '../../ui/index.ts'
import { useHostGroupActions } from '../host-groups/index.ts'
import { useWhyAction } from '../why-slow/index.ts'
import type { NamedCluster } from './use-cluster-properties.ts'
import { useHostCare } from './use-host-care.ts'
import { useOptimizeHosts } from './use-optimize-hosts.ts'
import { useHostProperties } from './use-host-properties.ts'

/** One line of the pane and of the context menu. */
export interface HostAction extends MenuItem {
  icon: string
  busy: boolean
  run(): void
}

export interface HostActions {
  actions: ComputedRef<HostAction[]>
  run(key: string): void
}

export interface HostActionsInput {
  ids: () => readonly HostId[]
  /** Those of them that are in sight. */
  rows: () => readonly HostRowView[]
  subject: () => string
  /** The cluster that is chosen in the tree. */
  cluster?: () => NamedCluster | undefined
  /** The cluster or host group that is chosen in the tree. */
  place?: () => string | undefined
  /** Shows what keeps the VMs of the one host waiting. */
  onWhy: () => void
}

/** What can be done with the selected hosts. */
export function useHostActions(input: HostActionsInput): HostActions {
  const { ids, rows, subject } = input
  const { t } = useI18n({ useScope: 'global' })
  const router = useRouter()
  const why = useWhyAction({ run: input.onWhy, name: () => nameOfOne(input) })
  const properties = useHostProperties(input)
  const groups = useHostGroupActions()
  const care = useHostCare(input)
  const optimize = useOptimizeHosts(input)
  const update = useCommand('host.update', { subject })

  /** Why the switch would change nothing, as far as the hosts in sight show. */
  function placementFault(wanted: boolean): string | undefined {
    const areKnown = rows().length === ids().length
    if (!areKnown || rows().some(host => host.availableForPlacement !== wanted)) return undefined
    return t(wanted ? 'hosts.placement.alreadyOn' : 'hosts.placement.alreadyOff')
  }

  function placement(wanted: boolean): HostAction {
    const fault = placementFault(wanted)
    return {
      key: wanted ? 'offer' : 'withhold',
      label: t(wanted ? 'hosts.placement.on' : 'hosts.placement.off'),
      icon: wanted ? mdiServerPlusOutline : mdiServerMinusOutline,
      detail: fault ?? t(wanted ? 'hosts.placement.onDetail' : 'hosts.placement.offDetail'),
      disabled: fault !== undefined,
      busy: update.isRunning.value,
      run: () =>
        void update.run({ hostIds: [...ids()], changes: { availableForPlacement: wanted } }),
    }
  }

  function showVms(): HostAction {
    const [id] = ids()
    const isOne = ids().length === 1
    return {
      key: 'vms',
      label: t('hosts.showVms'),
      icon: mdiMonitor,
      detail: isOne ? undefined : t('hosts.needsOne', { count: ids().length }, ids().length),
      disabled: !isOne,
      busy: false,
      run: () => void router.push({ name: 'vms', query: { scope: id } }),
    }
  }

  const actions = computed<HostAction[]>(() => [
    properties(),
    showVms(),
    ...(ids().length === 1 ? why() : []),
    ...(groups.mayMoveHosts.value
      ? [
          {
            key: 'move',
            label: t('hosts.move.to'),
            icon: mdiFolderMoveOutline,
            detail: t('hosts.move.detail'),
            divided: true,
            busy: false,
            run: () => void groups.moveHosts(ids(), subject()),
          },
        ]
      : []),
    ...(update.isPermitted.value ? [placement(true), placement(false)] : []),
    ...optimize(),
    ...care.value,
  ])

  return {
    actions,
    run(key) {
      const action = actions.value.find(one => one.key === key)
      if (action && !action.disabled) action.run()
    },
  }
}

/** What the one selected host is called; undefined where there is none or several. */
function nameOfOne({ ids, subject }: HostActionsInput): string | undefined {
  return ids().length === 1 ? subject() : undefined
}
