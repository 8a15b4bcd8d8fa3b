import { computed, type ComputedRef } from 'vue'
import { useI18n } from 'vue-i18n'
import type { VmId, VmState } from '../../../shared/domain/index.ts'
import type { OperationName } from '../../session/index.ts'
import type { MenuItem } from '../../ui/index.ts'
import { useWhyAction } from '../why-slow/index.ts'
import { useConnect } from './console/use-connect.ts'
import { actionLines, fitsOneCommand } from './vm-actions.ts'
import { useVmActionStates } from './use-vm-action-states.ts'
import { useVmCommands } from './use-vm-commands.ts'
import { useVmEditing } from './use-vm-editing.ts'
import { useVmPaneLines, type PaneAction } from './use-vm-pane-lines.ts'
import { useVmWork } from './use-vm-work.ts'
import { useVmWords } from './use-vm-words.ts'

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
  /** Shows what keeps the one VM waiting. */
  onWhy: () => void
}

/** What can be done with the selected VMs, put into words for pane, menu and keys alike. */
export function useVmActions(input: VmActionsInput): VmActions {
  const { t } = useI18n({ useScope: 'global' })
  const words = useVmWords()
  const count = computed(() => input.ids().length)
  const subject = () => words.subject(count.value, input.name())
  const open = useConnect()
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

  function connect(): void {
    const [vmId] = input.ids()
    if (vmId) void open(vmId, input.name() ?? '')
  }
  const work = useVmWork({ ids: input.ids, subject, onDone: () => onDone('vm.update') })

  const { plain, edit } = useVmPaneLines({
    ids: input.ids,
    sameState: input.sameState,
    commands,
    editing,
    connect,
    work,
  })

  const isOne = computed(() => count.value === 1 && !input.isRecycleBin())
  const why = useWhyAction({
    run: input.onWhy,
    name: () => (isOne.value ? (input.name() ?? '') : undefined),
  })
  const groups = computed<PaneGroup[]>(() => [
    ...(isOne.value ? why().map(whyGroup) : []),
    ...actionLines(states.states.value, input.isRecycleBin()).map(({ key, lines }) => ({
      key,
      actions: lines.flatMap(line =>
        commands.isPlain(line.operation) ? [plain(line)] : edit(line),
      ),
    })),
  ])

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

/** What leads to the reason why the VM is slow, as a group of its own. */
function whyGroup(why: ReturnType<ReturnType<typeof useWhyAction>>[number]): PaneGroup {
  const action = { ...why, operation: 'performance.why', disabled: false, danger: false } as const
  return { key: 'why', actions: [action] }
}
