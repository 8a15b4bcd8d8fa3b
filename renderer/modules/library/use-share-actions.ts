import {
  mdiFolderMoveOutline,
  mdiFormTextbox,
  mdiHarddiskPlus,
  mdiPlus,
  mdiTrashCanOutline,
} from '@mdi/js'
import { computed, type ComputedRef } from 'vue'
import { useI18n } from 'vue-i18n'
import type { ShareRowView } from '../../../shared/contract/index.ts'
import type { HostGroupId, ShareId } from '../../../shared/domain/index.ts'
import { useCommand, useSession } from '../../session/index.ts'
import { useDialogs } from '../../ui/index.ts'
import DiskDialog from './DiskDialog.vue'
import type { LibraryAction, LibraryActionGroup } from './library-action.ts'
import MoveShareDialog from './MoveShareDialog.vue'
import ShareDialog from './ShareDialog.vue'

interface ShareActionsInput {
  shares: () => readonly ShareRowView[]
  chosen: () => ShareRowView | undefined
  hostGroupId: () => HostGroupId | undefined
  onDone: () => void
}

/** What can be done with library shares and with the chosen one. */
export function useShareActions(input: ShareActionsInput): ComputedRef<LibraryActionGroup[]> {
  const { t } = useI18n()
  const session = useSession()
  const dialogs = useDialogs()
  const runs = useShareRuns(input)

  async function open(component: object, props: Record<string, unknown>): Promise<void> {
    if (await dialogs.open<true>(component, props)) input.onDone()
  }

  function actionsOf(share: ShareRowView): LibraryAction[] {
    const holdsDisks = share.disks > 0
    return [
      {
        key: 'add-disk',
        icon: mdiHarddiskPlus,
        label: t('library.disk.add'),
        run: () => void open(DiskDialog, { shares: input.shares(), shareId: share.id }),
      },
      {
        key: 'rename',
        icon: mdiFormTextbox,
        label: t('common.rename'),
        run: () => void runs.rename(share),
      },
      {
        key: 'move',
        icon: mdiFolderMoveOutline,
        label: t('library.share.moveAction'),
        detail: t('library.share.isIn', { group: share.hostGroupName }),
        run: () => void open(MoveShareDialog, { share }),
      },
      {
        key: 'delete',
        icon: mdiTrashCanOutline,
        label: t('common.delete'),
        danger: true,
        disabled: holdsDisks,
        detail: holdsDisks
          ? t('library.share.holdsDisks', { count: share.disks }, share.disks)
          : undefined,
        run: () => void runs.remove(share),
      },
    ]
  }

  return computed(() => {
    if (!session.can('library.edit')) return []
    const share = input.chosen()
    const hostGroupId = input.hostGroupId()
    const create: LibraryAction = {
      key: 'new',
      icon: mdiPlus,
      label: t('library.share.new'),
      run: () => void open(ShareDialog, hostGroupId ? { hostGroupId } : {}),
    }
    const general = { key: 'general', actions: [create] }
    return share
      ? [general, { key: 'chosen', title: share.name, actions: actionsOf(share) }]
      : [general]
  })
}

/** Renames and deletes a share; both can be taken back, so only the new name is asked for. */
function useShareRuns(input: ShareActionsInput) {
  const { t } = useI18n()
  const dialogs = useDialogs()
  const subject = () => input.chosen()?.name
  const rename = useCommand('share.rename', { subject })
  const remove = useCommand('share.delete', { subject })

  return {
    async rename(share: ShareRowView): Promise<void> {
      const name = await dialogs.prompt({
        title: t('library.share.renameTitle', { name: share.name }),
        label: t('common.name'),
        value: share.name,
        maxLength: 80,
        confirmLabel: t('common.rename'),
        validate: text =>
          /^[\p{L}\p{N} ._$()-]+$/u.test(text.trim()) ? undefined : t('library.fault.shareName'),
      })
      if (name === undefined || name.trim() === share.name) return
      await rename.run({ shareId: share.id, name: name.trim() })
      input.onDone()
    },
    async remove(share: ShareRowView): Promise<void> {
      await remove.run({ shareId: share.id })
      input.onDone()
    },
  }
}

/** Opens the dialog that adds a disk, on a share that is already chosen or the first. */
export function useAddDisk(
  shares: () => readonly ShareRowView[],
  onDone: () => void,
): (shareId?: ShareId) => Promise<void> {
  const dialogs = useDialogs()
  return async shareId => {
    const props = { shares: shares(), ...(shareId && { shareId }) }
    if (await dialogs.open<true>(DiskDialog, props)) onDone()
  }
}
