import { mdiContentCopy, mdiPencilOutline, mdiPlus, mdiTrashCanOutline } from '@mdi/js'
import { computed, type Component, type ComputedRef } from 'vue'
import { useI18n } from 'vue-i18n'
import type { GuestOsProfileView, HardwareProfileView } from '../../../shared/contract/index.ts'
import { useCommand, useSession } from '../../session/index.ts'
import { useDialogs } from '../../ui/index.ts'
import GuestOsProfileDialog from './GuestOsProfileDialog.vue'
import HardwareProfileDialog from './HardwareProfileDialog.vue'
import type { LibraryActionGroup } from './library-action.ts'

type Profile = { id: string; name: string }

interface ProfileKind<Row extends Profile> {
  area: 'hardwareProfile' | 'guestOsProfile'
  dialog: Component
  chosen: () => Row | undefined
  remove: (row: Row) => Promise<unknown>
  onDone: () => void
}

/** What can be done with hardware profiles. */
export function useHardwareProfileActions(
  chosen: () => HardwareProfileView | undefined,
  onDone: () => void,
): ComputedRef<LibraryActionGroup[]> {
  const remove = useCommand('hardwareProfile.delete', { subject: () => chosen()?.name })
  return useProfileActions({
    area: 'hardwareProfile',
    dialog: HardwareProfileDialog,
    chosen,
    remove: row => remove.run({ hardwareProfileId: row.id }),
    onDone,
  })
}

/** What can be done with guest operating system profiles. */
export function useGuestOsProfileActions(
  chosen: () => GuestOsProfileView | undefined,
  onDone: () => void,
): ComputedRef<LibraryActionGroup[]> {
  const remove = useCommand('guestOsProfile.delete', { subject: () => chosen()?.name })
  return useProfileActions({
    area: 'guestOsProfile',
    dialog: GuestOsProfileDialog,
    chosen,
    remove: row => remove.run({ guestOsProfileId: row.id }),
    onDone,
  })
}

function useProfileActions<Row extends Profile>(
  kind: ProfileKind<Row>,
): ComputedRef<LibraryActionGroup[]> {
  const { t } = useI18n()
  const session = useSession()
  const dialogs = useDialogs()

  async function open(props: Record<string, unknown>): Promise<void> {
    if (await dialogs.open<true>(kind.dialog, props)) kind.onDone()
  }

  async function askAndDelete(row: Row): Promise<void> {
    const isSure = await dialogs.confirm({
      title: t(`library.${kind.area}.deleteTitle`, { name: row.name }),
      consequences: [t('library.profileCopied')],
      danger: true,
      confirmLabel: t('common.delete'),
    })
    if (!isSure) return
    await kind.remove(row)
    kind.onDone()
  }

  return computed(() => {
    if (!session.can('library.edit')) return []
    const row = kind.chosen()
    const create = { key: 'new', icon: mdiPlus, label: t(`library.${kind.area}.new`) }
    const general = { key: 'general', actions: [{ ...create, run: () => void open({}) }] }
    if (!row) return [general]
    const actions = [
      {
        key: 'edit',
        icon: mdiPencilOutline,
        label: t('common.edit'),
        run: () => void open({ profile: row }),
      },
      {
        key: 'copy',
        icon: mdiContentCopy,
        label: t('library.copyAs'),
        run: () => void open({ profile: row, asCopy: true }),
      },
      {
        key: 'delete',
        icon: mdiTrashCanOutline,
        label: t('common.delete'),
        danger: true,
        run: () => void askAndDelete(row),
      },
    ]
    return [general, { key: 'chosen', title: row.name, actions }]
  })
}
