import {
  mdiContentCopy,
  mdiEyeOffOutline,
  mdiEyeOutline,
  mdiMonitorShimmer,
  mdiPencilOutline,
  mdiPlus,
  mdiTrashCanOutline,
} from '@mdi/js'
import { computed, type ComputedRef } from 'vue'
import { useI18n } from 'vue-i18n'
import { useRouter } from 'vue-router'
import type { TemplateRowView } from '../../../shared/contract/index.ts'
import { useCommand, useSession } from '../../session/index.ts'
import { useDialogs } from '../../ui/index.ts'
import type { LibraryAction, LibraryActionGroup } from './library-action.ts'

/** What can be done with templates and with the chosen one. */
export function useTemplateActions(
  chosen: () => TemplateRowView | undefined,
  onDone: () => void,
): ComputedRef<LibraryActionGroup[]> {
  const { t } = useI18n()
  const router = useRouter()
  const session = useSession()
  const dialogs = useDialogs()
  const subject = () => chosen()?.name
  const update = useCommand('template.update', { subject })
  const remove = useCommand('template.delete', { subject })

  const wizard = (query: Record<string, string>) =>
    void router.push({ path: '/library/templates/new', query })

  async function setEnabled(row: TemplateRowView): Promise<void> {
    await update.run({ templateId: row.id, enabled: !row.enabled })
    onDone()
  }

  async function askAndDelete(row: TemplateRowView): Promise<void> {
    const isSure = await dialogs.confirm({
      title: t('library.template.deleteTitle', { name: row.name }),
      consequences: [
        t('library.template.deleteKeepsVms', { count: row.deployedVms }, row.deployedVms),
        t('library.template.deleteRoles'),
      ],
      danger: true,
      confirmLabel: t('common.delete'),
    })
    if (!isSure) return
    await remove.run({ templateId: row.id })
    onDone()
  }

  function actionsOf(row: TemplateRowView): LibraryAction[] {
    const actions: LibraryAction[] = []
    if (session.can('vm.create')) {
      actions.push({
        key: 'create-vm',
        label: t('library.template.createVm'),
        icon: mdiMonitorShimmer,
        disabled: !row.enabled,
        detail: row.enabled ? undefined : t('library.template.isDisabled'),
        run: () => void router.push({ path: '/vms/new', query: { templateId: row.id } }),
      })
    }
    if (!update.isPermitted.value) return actions
    return [
      ...actions,
      action('edit', mdiPencilOutline, t('common.edit'), () => wizard({ edit: row.id })),
      action('copy', mdiContentCopy, t('library.copyAs'), () => wizard({ copy: row.id })),
      row.enabled
        ? action('disable', mdiEyeOffOutline, t('library.template.disable'), () => setEnabled(row))
        : action('enable', mdiEyeOutline, t('library.template.enable'), () => setEnabled(row)),
      {
        ...action('delete', mdiTrashCanOutline, t('common.delete'), () => askAndDelete(row)),
        danger: true,
      },
    ]
  }

  return computed(() => {
    const row = chosen()
    const create = action('new', mdiPlus, t('library.template.new'), () => wizard({}))
    const general = session.can('template.edit') ? [create] : []
    return [
      { key: 'general', actions: general },
      ...(row ? [{ key: 'chosen', title: row.name, actions: actionsOf(row) }] : []),
    ]
  })
}

function action(key: string, icon: string, label: string, run: () => unknown): LibraryAction {
  return { key, icon, label, run: () => void run() }
}
