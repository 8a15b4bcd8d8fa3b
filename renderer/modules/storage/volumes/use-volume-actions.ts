import {
  mdiAccountKeyOutline,
  mdiArrowExpandHorizontal,
  mdiCameraOutline,
  mdiDatabasePlusOutline,
  mdiDeleteOutline,
  mdiFormTextbox,
  mdiServerOutline,
  mdiSpeedometer,
} from '@mdi/js'
import { computed, type ComputedRef } from 'vue'
import { useI18n } from 'vue-i18n'
import type { VolumeDetails } from '../../../../shared/contract/index.ts'
import { useCommand } from '../../../session/index.ts'
import { useDialogs } from '../../../ui/index.ts'
import { useWhyAction } from '../../why-slow/index.ts'
import FixedPlanDialog from '../plan/FixedPlanDialog.vue'
import SnapshotDialog from '../snapshots/SnapshotDialog.vue'
import type { StorageAction } from '../storage-action.ts'
import AccessDialog from './AccessDialog.vue'
import ExpandDialog from './ExpandDialog.vue'
import HostsDialog from './HostsDialog.vue'
import LimitDialog from './LimitDialog.vue'
import VolumeDialog from './VolumeDialog.vue'

/** What can be done with volumes, and with the one that is looked at. */
export function useVolumeActions(
  volumeOf: () => VolumeDetails | undefined,
  onWhy: () => void,
): ComputedRef<StorageAction[]> {
  const { t } = useI18n({ useScope: 'global' })
  const dialogs = useDialogs()
  const why = useWhyAction({ run: onWhy, name: () => volumeOf()?.name })
  const change = useCommand('storage.change')

  async function rename(volume: VolumeDetails): Promise<void> {
    const name = await dialogs.prompt({
      title: t('storage.volume.rename'),
      label: t('common.name'),
      value: volume.name,
      validate: text => (text.trim() ? undefined : t('account.name.missing')),
    })
    if (name === undefined || name === volume.name) return
    const step = { kind: 'rename-volume' as const, volumeId: volume.id, name }
    await change.run({ steps: [step] }, { subject: name })
  }

  function actionsOn(volume: VolumeDetails): StorageAction[] {
    const inUse = usersOf(volume, t)
    return [
      {
        ...{ key: 'expand', label: t('storage.expand.to'), icon: mdiArrowExpandHorizontal },
        heading: why().length > 0 ? undefined : volume.name,
        run: () => void dialogs.open(ExpandDialog, { volume }),
      },
      {
        ...{ key: 'hosts', label: t('storage.hosts.to'), icon: mdiServerOutline },
        run: () => void dialogs.open(HostsDialog, { volume }),
      },
      {
        ...{ key: 'snapshot', label: t('storage.snapshot.takeTo'), icon: mdiCameraOutline },
        run: () => void dialogs.open(SnapshotDialog, { volumeId: volume.id }),
      },
      {
        ...{ key: 'limit', label: t('storage.limit.to'), icon: mdiSpeedometer },
        run: () => void dialogs.open(LimitDialog, { volume }),
      },
      {
        ...{ key: 'access', label: t('storage.access.to'), icon: mdiAccountKeyOutline },
        run: () => void dialogs.open(AccessDialog, { volume }),
      },
      {
        ...{ key: 'rename', label: t('storage.volume.rename'), icon: mdiFormTextbox },
        run: () => void rename(volume),
      },
      {
        ...{ key: 'delete', label: t('common.delete'), icon: mdiDeleteOutline, danger: true },
        ...{ disabled: inUse !== undefined, detail: inUse },
        run: () => void dialogs.open(FixedPlanDialog, deletionOf(volume, t)),
      },
    ]
  }

  return computed(() => {
    const volume = volumeOf()
    const heading = volume?.name
    const lines = volume ? why().map(one => ({ ...one, heading })) : []
    if (!change.isPermitted.value) return lines
    return [
      {
        ...{ key: 'create', label: t('storage.volume.create'), icon: mdiDatabasePlusOutline },
        run: () => void dialogs.open(VolumeDialog),
      },
      ...lines,
      ...(volume ? actionsOn(volume) : []),
    ]
  })
}

/** The plan of a deletion, for the dialog that shows it. */
function deletionOf(volume: VolumeDetails, t: (key: string, values?: object) => string) {
  return {
    ...{ title: t('storage.volume.deleteTitle', { name: volume.name }), icon: mdiDeleteOutline },
    ...{ about: t('storage.volume.deleteAbout'), runLabel: t('common.delete') },
    steps: [{ kind: 'delete-volume' as const, volumeId: volume.id }],
  }
}

/** "Disks of 3 VMs and one snapshot", without what there is none of; undefined for an empty one. */
function usersOf(
  volume: VolumeDetails,
  t: (key: string, values: number | Record<string, unknown>) => string,
): string | undefined {
  const vms = volume.vms + volume.hiddenVms
  const { snapshots } = volume
  if (vms + snapshots === 0) return undefined
  const parts = {
    vms: t('storage.volume.inUse.vms', vms),
    snapshots: t('storage.volume.inUse.snapshots', snapshots),
  }
  const both = () => t('storage.volume.inUse.both', parts)
  const what = vms === 0 ? parts.snapshots : snapshots === 0 ? parts.vms : both()
  return t('storage.volume.inUse', { what })
}
