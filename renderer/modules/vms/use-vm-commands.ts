import type { InputOf, OutputOf, Command } from '../../session/index.ts'
import { operationInfo, useCommand, type OperationName } from '../../session/index.ts'
import { useI18n } from 'vue-i18n'
import type { VmId } from '../../../shared/domain/index.ts'
import { useDialogs } from '../../ui/index.ts'
import { useReserveSentences } from '../reserve/index.ts'
import { questionFor, type ActionLine } from './vm-actions.ts'
import { useVmWords } from './use-vm-words.ts'

/** Operations that take nothing but the VMs. */
export const plainOperations = [
  'vm.start',
  'vm.shutDown',
  'vm.turnOff',
  'vm.pause',
  'vm.resume',
  'vm.saveState',
  'vm.discardSavedState',
  'vm.reset',
  'vm.delete',
  'vm.restore',
  'vm.purge',
] as const satisfies readonly OperationName[]
export type PlainOperation = (typeof plainOperations)[number]

export interface VmCommands {
  isPlain(operation: OperationName): operation is PlainOperation
  isRunning(operation: OperationName): boolean
  /** Asks where it costs something to be wrong, with what will happen, then runs it. */
  run(line: Pick<ActionLine, 'operation' | 'possible' | 'because'>, ids: VmId[]): Promise<void>
  /** The command itself, for what has a dialog of its own. */
  update: Command<'vm.update'>
  setOwner: Command<'vm.setOwner'>
  assignTrace: Command<'vm.assignTrace'>
  migrate: Command<'vm.migrate'>
  transfer: Command<'vm.transfer'>
}

export interface VmCommandsInput {
  /** The selection in words. */
  subject: () => string
  onDone: (operation: OperationName) => void
}

/** The commands of VMs with their questions. */
export function useVmCommands({ subject, onDone }: VmCommandsInput): VmCommands {
  const { t } = useI18n({ useScope: 'global' })
  const dialogs = useDialogs()
  const words = useVmWords()
  const reserveOf = useReserveSentences()
  const commands = new Map<OperationName, Command<PlainOperation>>(
    plainOperations.map(operation => [operation, useCommand(operation, { subject })]),
  )

  function isPlain(operation: OperationName): operation is PlainOperation {
    return commands.has(operation)
  }

  async function isConfirmed(
    { operation, possible, because }: Pick<ActionLine, 'operation' | 'possible' | 'because'>,
    vmIds: VmId[],
  ): Promise<boolean> {
    const count = vmIds.length
    const { danger, undo } = operationInfo(operation)?.meta ?? {}
    const question = questionFor(operation, danger, count)
    if (!question) return true
    const partly = because
      ? [t('vms.confirm.partly', { possible, count, reason: words.shortReason(because, false) })]
      : []
    const kind = operation === 'vm.delete' ? 'leave' : 'power'
    const reserve = await reserveOf({ kind, vmIds: vmIds.slice(0, 1000) })
    return dialogs.confirm({
      title: t('vms.confirm.title', { action: t(`action.${operation}`), subject: subject() }),
      consequences: [
        t(`vms.confirm.${operation}`, count),
        ...partly,
        ...reserve,
        ...(undo ? [t('vms.confirm.undo')] : []),
      ],
      confirmLabel: t(`action.${operation}`),
      danger: question === 'danger',
    })
  }

  return {
    isPlain,
    isRunning: operation => commands.get(operation)?.isRunning.value ?? false,
    async run(line, ids) {
      const command = commands.get(line.operation)
      if (!command || !(await isConfirmed(line, ids))) return
      const answer: OutputOf<PlainOperation> | undefined = await command.run({
        vmIds: ids,
      } satisfies InputOf<PlainOperation>)
      if (answer) onDone(line.operation)
    },
    update: useCommand('vm.update', { subject }),
    setOwner: useCommand('vm.setOwner', { subject }),
    assignTrace: useCommand('vm.assignTrace', { subject }),
    migrate: useCommand('vm.migrate', { subject }),
    transfer: useCommand('vm.transfer', { subject }),
  }
}
