import {
  mdiAccountOutline,
  mdiChartBellCurveCumulative,
  mdiCogOutline,
  mdiContentSaveOutline,
  mdiContentSaveOffOutline,
  mdiDeleteForeverOutline,
  mdiDeleteOutline,
  mdiDeleteRestore,
  mdiPause,
  mdiPencilOutline,
  mdiPlayOutline,
  mdiPowerPlugOffOutline,
  mdiPower,
  mdiRestart,
  mdiStepForward,
  mdiTagOutline,
} from '@mdi/js'
import { computed, type ComputedRef } from 'vue'
import { useI18n } from 'vue-i18n'
import {
  powerActions,
  powerOutcome,
  type VmId,
  type VmState,
} from '../../../shared/domain/index.ts'
import type { OperationName } from '../../session/index.ts'
import type { MenuItem } from '../../ui/index.ts'
import { actionLines, fitsOneCommand, type ActionLine } from './vm-actions.ts'
import { useVmActionStates } from './use-vm-action-states.ts'
import { useVmCommands } from './use-vm-commands.ts'
import { useVmEditing } from './use-vm-editing.ts'
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

export interface PaneGroup {
  key: string
  actions: PaneAction[]
}

export interface VmActions {
  groups: ComputedRef<PaneGroup[]>
  menu: ComputedRef<MenuItem[]>
  isLoading: ComputedRef<boolean>
  /** Why nothing can be done with so many. */
  tooMany: ComputedRef<string | undefined>
  /** Runs a line by its key, if it is there and possible. */
  run(key: string): void
}

export interface VmActionsInput {
  ids: () => VmId[]
  /** The name of the one selected. */
  name: () => string | undefined
  statesInSight: () => string
  /** The state that all selected VMs are in, where that is known. */
  sameState: () => VmState | undefined
  isRecycleBin: () => boolean
  onDone: (operation: OperationName) => void
}

const icons: Partial<Record<OperationName, string>> = {
  'vm.start': mdiPlayOutline,
  'vm.shutDown': mdiPower,
  'vm.turnOff': mdiPowerPlugOffOutline,
  'vm.pause': mdiPause,
  'vm.resume': mdiStepForward,
  'vm.saveState': mdiContentSaveOutline,
  'vm.discardSavedState': mdiContentSaveOffOutline,
  'vm.reset': mdiRestart,
  'vm.setOwner': mdiAccountOutline,
  'vm.assignTrace': mdiChartBellCurveCumulative,
  'vm.delete': mdiDeleteOutline,
  'vm.restore': mdiDeleteRestore,
  'vm.purge': mdiDeleteForeverOutline,
}

export const shortcuts: Readonly<Record<string, string>> = {
  'vm.start': 'S',
  'vm.shutDown': 'D',
  'vm.delete': 'Del',
  rename: 'F2',
  properties: 'Alt Enter',
}

/** Whether the action is legal on VMs in that state and would change nothing. */
function isIdle(operation: OperationName, state: VmState): boolean {
  const action = powerActions.find(one => `vm.${one}` === operation)
  return action !== undefined && powerOutcome(state, action) === 'none'
}

/** What can be done with the selected VMs, put into words for pane, menu and keys alike. */
export function useVmActions(input: VmActionsInput): VmActions {
  const { t } = useI18n({ useScope: 'global' })
  const words = useVmWords()
  const count = computed(() => input.ids().length)
  const subject = () => words.subject(count.value, input.name())
  const states = useVmActionStates(input.ids, input.statesInSight)

  function onDone(operation: OperationName): void {
    states.reload()
    input.onDone(operation)
  }

  const commands = useVmCommands({ subject, onDone })
  const editing = useVmEditing({
    ids: input.ids,
    subject,
    commands,
    onDone: () => onDone('vm.update'),
  })

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

  function edit(line: ActionLine): PaneAction[] {
    const base = { ...plain(line), danger: false, shortcut: undefined }
    if (line.operation === 'vm.setOwner') return [{ ...base, run: editing.setOwner }]
    if (line.operation === 'vm.assignTrace') return [{ ...base, run: editing.setWorkload }]
    const one = line.selected === 1
    return [
      {
        ...base,
        key: 'rename',
        label: t('common.rename'),
        icon: mdiPencilOutline,
        shortcut: shortcuts.rename,
        disabled: line.isBlocked || !one,
        detail: one ? base.detail : t('vms.needsOne', { count: line.selected }),
        run: editing.rename,
      },
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

  const groups = computed<PaneGroup[]>(() =>
    actionLines(states.states.value, input.isRecycleBin()).map(({ key, lines }) => ({
      key,
      actions: lines.flatMap(line =>
        commands.isPlain(line.operation) ? [plain(line)] : edit(line),
      ),
    })),
  )

  const menu = computed<MenuItem[]>(() =>
    groups.value.flatMap((group, at) =>
      group.actions.map((action, index) => ({ ...action, divided: at > 0 && index === 0 })),
    ),
  )

  function run(key: string): void {
    const action = groups.value.flatMap(group => group.actions).find(one => one.key === key)
    if (action && !action.disabled && !action.busy) action.run()
  }

  return {
    groups,
    menu,
    isLoading: states.isLoading,
    tooMany: computed(() => (fitsOneCommand(count.value) ? undefined : t('vms.tooMany'))),
    run,
  }
}
