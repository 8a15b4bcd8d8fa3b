import {
  mdiCameraOutline,
  mdiContentCopy,
  mdiDeleteOutline,
  mdiFolderNetworkOutline,
  mdiFolderRemoveOutline,
} from '@mdi/js'
import { computed, type ComputedRef } from 'vue'
import { useI18n } from 'vue-i18n'
import type { SnapshotView } from '../../../../shared/contract/index.ts'
import { useCommand } from '../../../session/index.ts'
import { useDialogs } from '../../../ui/index.ts'
import type { StorageAction } from '../storage-action.ts'
import CopyDialog from './CopyDialog.vue'
import MountDialog from './MountDialog.vue'
import SnapshotDialog from './SnapshotDialog.vue'

/** What can be done with snapshots. */
export function useSnapshotActions(
  snapshotOf: () => SnapshotView | undefined,
): ComputedRef<StorageAction[]> {
  const { t } = useI18n({ useScope: 'global' })
  const dialogs = useDialogs()
  const take = useCommand('snapshot.take')
  const unmount = useCommand('snapshot.unmount')
  const remove = useCommand('snapshot.delete')

  async function onDelete(row: SnapshotView): Promise<void> {
    const isSure = await dialogs.confirm({
      title: t('storage.snapshot.deleteTitle', { name: row.name }),
      text: t('storage.snapshot.deleteText'),
      ...{ confirmLabel: t('common.delete'), danger: true },
    })
    if (isSure) await remove.run({ snapshotIds: [row.id] }, { subject: row.name })
  }

  function actionsOn(row: SnapshotView): StorageAction[] {
    const isMounted = row.mountedOn !== undefined
    return [
      isMounted
        ? {
            ...{ key: 'unmount', label: t('storage.snapshot.unmount'), heading: row.name },
            icon: mdiFolderRemoveOutline,
            run: () => void unmount.run({ snapshotId: row.id }, { subject: row.name }),
          }
        : {
            ...{ key: 'mount', label: t('storage.snapshot.mountTo'), heading: row.name },
            icon: mdiFolderNetworkOutline,
            run: () => void dialogs.open(MountDialog, { snapshot: row }),
          },
      {
        ...{ key: 'copy', label: t('storage.snapshot.copyAway'), icon: mdiContentCopy },
        run: () => void dialogs.open(CopyDialog, { snapshot: row }),
      },
      {
        ...{ key: 'delete', label: t('common.delete'), icon: mdiDeleteOutline, danger: true },
        disabled: isMounted,
        detail: isMounted ? t('storage.snapshot.isMounted', { on: row.mountedOn }) : undefined,
        run: () => void onDelete(row),
      },
    ]
  }

  return computed(() => {
    if (!take.isPermitted.value) return []
    const row = snapshotOf()
    return [
      {
        ...{ key: 'take', label: t('storage.snapshot.take'), icon: mdiCameraOutline },
        run: () => void dialogs.open(SnapshotDialog),
      },
      ...(row ? actionsOn(row) : []),
    ]
  })
}
