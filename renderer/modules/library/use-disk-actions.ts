import {
  mdiHarddiskPlus,
  mdiMonitorShimmer,
  mdiTrashCanOutline,
  mdiViewDashboardOutline,
} from '@mdi/js'
import { computed, type ComputedRef } from 'vue'
import { useI18n } from 'vue-i18n'
import { useRouter } from 'vue-router'
import type { DiskRowView, ShareRowView } from '../../../shared/contract/index.ts'
import { useCommand, useSession } from '../../session/index.ts'
import { useDialogs } from '../../ui/index.ts'
import type { LibraryAction, LibraryActionGroup } from './library-action.ts'
import { useAddDisk } from './use-share-actions.ts'

interface DiskActionsInput {
  chosen: () => DiskRowView | undefined
  shares: () => readonly ShareRowView[]
  onDone: () => void
}

/** What can be done with virtual hard disks and with the chosen one. */
export function useDiskActions(input: DiskActionsInput): ComputedRef<LibraryActionGroup[]> {
  const { t } = useI18n()
  const router = useRouter()
  const session = useSession()
  const dialogs = useDialogs()
  const addDisk = useAddDisk(input.shares, input.onDone)
  const remove = useCommand('disk.delete', { subject: () => input.chosen()?.name })

  async function askAndDelete(disk: DiskRowView): Promise<void> {
    const isSure = await dialogs.confirm({
      title: t('library.disk.deleteTitle', { name: disk.name }),
      consequences: [t('library.disk.deleteFile', { share: disk.shareName })],
      danger: true,
      confirmLabel: t('common.delete'),
    })
    if (!isSure) return
    await remove.run({ diskId: disk.id })
    input.onDone()
  }

  function general(): LibraryAction[] {
    if (!session.can('library.edit')) return []
    const hasShare = input.shares().length > 0
    const detail = hasShare ? undefined : t('library.disk.needsShare')
    const add = { key: 'add', icon: mdiHarddiskPlus, label: t('library.disk.add') }
    return [{ ...add, detail, disabled: !hasShare, run: () => void addDisk() }]
  }

  function actionsOf(disk: DiskRowView): LibraryAction[] {
    const actions: LibraryAction[] = []
    const query = { diskId: disk.id }
    if (session.can('template.edit')) {
      actions.push({
        key: 'template',
        icon: mdiViewDashboardOutline,
        label: t('library.disk.newTemplate'),
        run: () => void router.push({ path: '/library/templates/new', query }),
      })
    }
    if (session.can('vm.create')) {
      actions.push({
        key: 'vm',
        icon: mdiMonitorShimmer,
        label: t('library.disk.createVm'),
        run: () => void router.push({ path: '/vms/new', query }),
      })
    }
    if (session.can('library.edit')) {
      actions.push({
        key: 'delete',
        icon: mdiTrashCanOutline,
        label: t('common.delete'),
        danger: true,
        run: () => void askAndDelete(disk),
      })
    }
    return actions
  }

  return computed(() => {
    const disk = input.chosen()
    const groups: LibraryActionGroup[] = [{ key: 'general', actions: general() }]
    if (disk) groups.push({ key: 'chosen', title: disk.name, actions: actionsOf(disk) })
    return groups
  })
}
