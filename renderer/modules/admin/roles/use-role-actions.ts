import { computed, type ComputedRef, type Ref } from 'vue'
import { useI18n } from 'vue-i18n'
import { useRouter } from 'vue-router'
import type { RoleRowView } from '../../../../shared/contract/index.ts'
import { usePaletteActions } from '../../../frame/index.ts'
import { useCommand, useSession } from '../../../session/index.ts'
import { useDialogs } from '../../../ui/index.ts'
import { deleteBlock, editBlock, type RoleBlock } from './role-blocks.ts'

export interface RoleActions {
  isPermitted: ComputedRef<boolean>
  isDeleting: Readonly<Ref<boolean>>
  /** Why not, in words. */
  editBlocked(role: RoleRowView): string | undefined
  deleteBlocked(role: RoleRowView): string | undefined
  create(): void
  edit(role: RoleRowView): void
  remove(role: RoleRowView): Promise<void>
}

/** What can be done with user roles. */
export function useRoleActions(onChanged: () => Promise<void>): RoleActions {
  const { t } = useI18n()
  const router = useRouter()
  const session = useSession()
  const dialogs = useDialogs()
  const command = useCommand('role.delete')
  const isAdministrator = computed(
    () => session.account.value?.roles.some(role => role.profile === 'administrator') ?? false,
  )

  function inWords(block: RoleBlock | undefined): string | undefined {
    return block && t(`roles.block.${block}`)
  }

  function create(): void {
    void router.push({ name: 'create-role' })
  }

  function edit(role: RoleRowView): void {
    const isBlocked = editBlock(role, isAdministrator.value) !== undefined
    if (isBlocked || !command.isPermitted.value) return
    void router.push({ name: 'create-role', query: { edit: role.id } })
  }

  async function remove(role: RoleRowView): Promise<void> {
    const isSelfService = role.profile === 'self-service-user'
    const isSure = await dialogs.confirm({
      title: t('roles.deleteTitle', { name: role.name }),
      consequences: [
        t('roles.deletePeople', role.people),
        ...(isSelfService ? [t('roles.deleteVms')] : []),
      ],
      confirmLabel: t('common.delete'),
      danger: true,
    })
    if (!isSure) return
    await command.run({ roleId: role.id })
    await onChanged()
  }

  usePaletteActions({ 'role.create': { run: create } })

  return {
    isPermitted: command.isPermitted,
    isDeleting: command.isRunning,
    editBlocked: role => inWords(editBlock(role, isAdministrator.value)),
    deleteBlocked: role => inWords(deleteBlock(role, isAdministrator.value)),
    create,
    edit,
    remove,
  }
}
