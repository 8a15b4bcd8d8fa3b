import {
  mdiAccountOutline,
  mdiChartBellCurveCumulative,
  mdiCogOutline,
  mdiContentSaveOutline,
  mdiContentSaveOffOutline,
  mdiDeleteForeverOutline,
  mdiDeleteOutline,
  mdiDeleteRestore,
  mdiMonitor,
  mdiPause,
  mdiPencilOutline,
  mdiPlayOutline,
  mdiPowerPlugOffOutline,
  mdiPower,
  mdiRestart,
  mdiStepForward,
  mdiSwapHorizontal,
  mdiTagOutline,
} from '@mdi/js'
import { useI18n } from 'vue-i18n'
import {
  powerActions,
  powerOutcome,
  type VmId,
  type VmState,
} from '../../../shared/domain/index.ts'
import type { OperationName } from '../../session/index.ts'
import type { ActionLine } from './vm-actions.ts'
import type { VmCommands } from './use-vm-commands.ts'
import type { VmEditing } from './use-vm-editing.ts'
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

const icons: Partial<Record<OperationName, string>> = {
  'vm.console': mdiMonitor,
  'vm.start': mdiPlayOutline,
  'vm.shutDown': mdiPower,
  'vm.turnOff': mdiPowerPlugOffOutline,
  'vm.pause': mdiPause,
  'vm.resume': mdiStepForward,
  'vm.saveState': mdiContentSaveOutline,
  'vm.discardSavedState': mdiContentSaveOffOutline,
  'vm.reset': mdiRestart,
  'vm.migrate': mdiSwapHorizontal,
  'vm.setOwner': mdiAccountOutline,
  'vm.assignTrace': mdiChartBellCurveCumulative,
  'vm.delete': mdiDeleteOutline,
  'vm.restore': mdiDeleteRestore,
  'vm.purge': mdiDeleteForeverOutline,
}

export const shortcuts: Readonly<Record<string, string>> = {
  'vm.console': 'C',
  'vm.start': 'S',
  'vm.shutDown': 'D',
  'vm.migrate': 'M',
  'vm.delete': 'Del',
  rename: 'F2',
  properties: 'Alt Enter',
}

export interface VmPaneLinesInput {
  ids: () => VmId[]
  /** The state that all selected VMs are in, where that is known. */
  sameState: () => VmState | undefined
  commands: VmCommands
  editing: VmEditing
  /** Opens the screen of the one VM. */
  connect: () => void
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
    if (!line.because) return undefined
    const reason = words.shortReason(line.because, line.selected === 1)
    if (!line.isBlocked) return partlyText(line, reason)
    const isOfState = line.because.code === 'vm.bad-power-state'
    return same && isOfState && line.selected > 1 ? words.allAre(line.selected, same) : reason
  }

  function partlyText(line: ActionLine, reason: string): string {
    return t('vms.partly', { possible: line.possible, count: line.selected, reason })
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

  /** What is done to one VM at a time. */
  function ofOne(line: ActionLine, change: Partial<PaneAction>): PaneAction {
    const base = { ...plain(line), danger: false, ...change }
    if (line.selected === 1) return base
    return { ...base, disabled: true, detail: t('vms.needsOne', { count: line.selected }) }
  }

  function edit(line: ActionLine): PaneAction[] {
    const base = { ...plain(line), danger: false, shortcut: undefined }
    if (line.operation === 'vm.migrate') {
      return [{ ...base, shortcut: shortcuts[line.operation], run: editing.migrate }]
    }
    if (line.operation === 'vm.setOwner') return [{ ...base, run: editing.setOwner }]
    if (line.operation === 'vm.assignTrace') return [{ ...base, run: editing.setWorkload }]
    if (line.operation === 'vm.console') {
      return [ofOne(line, { shortcut: shortcuts[line.operation], run: input.connect })]
    }
    return [
      ofOne(line, {
        key: 'rename',
        label: t('common.rename'),
        icon: mdiPencilOutline,
        shortcut: shortcuts.rename,
        run: editing.rename,
      }),
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

/** Whether the action is legal on VMs in that state and would change nothing. */
function isIdle(operation: OperationName, state: VmState): boolean {
  const action = powerActions.find(one => `vm.${one}` === operation)
  return action !== undefined && powerOutcome(state, action) === 'none'
}
