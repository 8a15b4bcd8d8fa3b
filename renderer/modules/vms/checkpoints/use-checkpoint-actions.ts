import { useI18n } from 'vue-i18n'
import type { CheckpointView, VmDetails } from '../../../../shared/contract/index.ts'
import type { VmId } from '../../../../shared/domain/index.ts'
import { useCommand, type Command, type InputOf } from '../../../session/index.ts'
import { useDialogs } from '../../../ui/index.ts'
import CheckpointChangeDialog from './CheckpointChangeDialog.vue'
import CheckpointDialog from './CheckpointDialog.vue'

type Machine = Pick<VmDetails, 'id' | 'name' | 'checkpoints'>
type Chosen = { checkpointId: number; withDescendants: boolean }

export interface CheckpointActions {
  readonly create: Command<'vm.checkpoint'>
  readonly restore: Command<'vm.checkpointRestore'>
  /** Asks for a name and makes a checkpoint of each; answers whether it was asked for. */
  makeOf(vmIds: VmId[], subject: string): Promise<boolean>
  restoreOf(vm: Machine, checkpointId?: number): Promise<boolean>
  deleteOf(vm: Machine, checkpointId: number): Promise<boolean>
  renameOf(vm: Machine, checkpoint: CheckpointView): Promise<boolean>
}

/** What a person does with checkpoints, in the console and in the portal. */
export function useCheckpointActions(): CheckpointActions {
  const { t } = useI18n({ useScope: 'global' })
  const dialogs = useDialogs()
  const create = useCommand('vm.checkpoint')
  const restore = useCommand('vm.checkpointRestore')
  const remove = useCommand('vm.checkpointDelete')
  const rename = useCommand('vm.checkpointRename')

  function ask(vm: Machine, action: 'restore' | 'delete', checkpointId?: number) {
    return dialogs.open<Chosen>(CheckpointChangeDialog, {
      ...{ vmId: vm.id, vmName: vm.name, tree: vm.checkpoints, action, checkpointId },
    })
  }

  return {
    create,
    restore,
    async makeOf(vmIds, subject) {
      const [vmId] = vmIds
      const given = { vmId, subject, count: vmIds.length }
      const chosen = await dialogs.open<Omit<InputOf<'vm.checkpoint'>, 'vmIds'>>(
        CheckpointDialog,
        given,
      )
      if (!chosen) return false
      return (await create.run({ vmIds, ...chosen }, { subject })) !== undefined
    },
    async restoreOf(vm, checkpointId) {
      const chosen = await ask(vm, 'restore', checkpointId)
      if (!chosen) return false
      const input = { vmId: vm.id, checkpointId: chosen.checkpointId }
      return (await restore.run(input, { subject: vm.name })) !== undefined
    },
    async deleteOf(vm, checkpointId) {
      const chosen = await ask(vm, 'delete', checkpointId)
      if (!chosen) return false
      return (await remove.run({ vmId: vm.id, ...chosen }, { subject: vm.name })) !== undefined
    },
    async renameOf(vm, checkpoint) {
      const name = await dialogs.prompt({
        title: t('checkpoints.rename.title', { name: checkpoint.name }),
        label: t('common.name'),
        value: checkpoint.name,
        confirmLabel: t('common.rename'),
        maxLength: 100,
        validate: text => (text.trim() ? undefined : t('checkpoints.rename.fault')),
      })
      if (!name || name === checkpoint.name) return false
      const input = { vmId: vm.id, checkpointId: checkpoint.id, name }
      return (await rename.run(input, { subject: name })) !== undefined
    },
  }
}
