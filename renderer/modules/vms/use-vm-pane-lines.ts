import { mdiCogOutline, mdiPencilOutline, mdiTagOutline } from '@mdi/js'
import { useI18n } from 'vue-i18n'
import {
  powerActions,
  powerOutcome,
  type VmId,
  type VmState,
} from '../../../shared/domain/index.ts'
import type { OperationName } from '../../session/index.ts'
import { formatDuration } from '../../ui/index.ts'
import type { ActionLine } from './vm-actions.ts'
import { icons, shortcuts } from './vm-action-looks.ts'
import type { VmCommands } from './use-vm-commands.ts'
import type { VmEditing } from './use-vm-editing.ts'
import type { VmWork, VmWorkAction } from './use-vm-work.ts'
import { useVmWords } from './use-vm-words.ts'

/** One line of the pane and of the context menu, in words. */
export interface PaneAction {
  key: string
  operation: OperationName
  label: string
  icon: string
  detail?: string
  shortcut?: string
  disabled: boolean
  danger: boolean
  busy: boolean
  run(): void
}

export interface VmPaneLinesInput {
  ids: () => VmId[]
  /** The state that all selected VMs are in, where that is known. */
  sameState: () => VmState | undefined
  commands: VmCommands
  editing: VmEditing
  /** Opens the screen of the one VM. */
  connect: () => void
  work: VmWork
}

export interface VmPaneLines {
  /** An operation that takes nothing but the VMs. */
  plain(line: ActionLine): PaneAction
  /** The lines of an operation that has dialogs of its own. */
  edit(line: ActionLine): PaneAction[]
}

/** Puts the lines of the pane into words, with what each does. */
export function useVmPaneLines(input: VmPaneLinesInput): VmPaneLines {
  const { commands, editing } = input
  const { t } = useI18n({ useScope: 'global' })
  const words = useVmWords()

  function detailOf(line: ActionLine): string | undefined {
    const same = input.sameState()
    if (same && isIdle(line.operation, same)) return words.alreadyAre(line.selected, same)
    if (!line.because) return line.durationMs ? about(line.durationMs) : undefined
    const reason = words.shortReason(line.because, line.selected === 1)
    const { possible, selected } = line
    if (!line.isBlocked) return t('vms.partly', { possible, count: selected, reason })
    const isOfState = line.because.code === 'vm.bad-power-state'
    return same && isOfState && line.selected > 1 ? words.allAre(line.selected, same) : reason
  }

  function about(durationMs: number): string {
    return t('vms.about', { duration: formatDuration(durationMs) })
  }

  function plain(line: ActionLine): PaneAction {
    const { operation } = line
    const same = input.sameState()
    return {
      key: operation,
      operation,
      label: t(`action.${operation}`),
      icon: icons[operation] ?? mdiCogOutline,
      detail: detailOf(line),
      shortcut: shortcuts[operation],
      disabled: line.isBlocked || (same !== undefined && isIdle(operation, same)),
      // Grey is the normal case: only what is gone for good is coloured.
      danger: operation === 'vm.purge',
      busy: commands.isRunning(operation),
      run: () => void commands.run(line, input.ids()),
    }
  }

  function withWork(base: PaneAction, line: ActionLine, work: VmWorkAction): PaneAction {
    const shown = { ...base, run: work.run, shortcut: shortcuts[line.operation] }
    if (!work.isForOne || line.selected === 1) return shown
    return { ...shown, disabled: true, detail: t('vms.needsOne', { count: line.selected }) }
  }

  function edit(line: ActionLine): PaneAction[] {
    const base = { ...plain(line), danger: false, shortcut: undefined }
    // One VM has nothing to be staggered against.
    if (line.operation === 'vm.runBootPlan' && line.selected === 1) return []
    const work = input.work[line.operation] ?? dialogOf(input, line.operation)
    if (work) return [withWork(base, line, work)]
    const rename = {
      ...withWork(base, line, { isForOne: true, run: editing.rename }),
      ...{ key: 'rename', label: t('common.rename'), icon: mdiPencilOutline },
    }
    return [
      { ...rename, shortcut: shortcuts.rename },
      { ...base, key: 'tags', label: t('vms.tags'), icon: mdiTagOutline, run: editing.tag },
      {
        ...base,
        key: 'properties',
        label: t('vms.properties'),
        icon: mdiCogOutline,
        shortcut: shortcuts.properties,
        run: editing.setProperties,
      },
    ]
  }

  return { plain, edit }
}

/** What an operation without a forecast asks first. */
function dialogOf(
  { editing, connect }: VmPaneLinesInput,
  operation: OperationName,
): VmWorkAction | undefined {
  if (operation === 'vm.console') return { isForOne: true, run: connect }
  const run = {
    'vm.migrate': editing.migrate,
    'vm.setOwner': editing.setOwner,
    'vm.assignTrace': editing.setWorkload,
  }[operation as string]
  return run && { isForOne: false, run }
}

/** Whether the action is legal on VMs in that state and would change nothing. */
function isIdle(operation: OperationName, state: VmState): boolean {
  const action = powerActions.find(one => `vm.${one}` === operation)
  return action !== undefined && powerOutcome(state, action) === 'none'
}
