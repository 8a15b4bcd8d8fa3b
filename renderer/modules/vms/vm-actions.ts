import type { ActionState } from '../../../shared/contract/index.ts'
import { bulkLimit } from '../../../shared/contract/index.ts'
import type { RefusalView } from '../../../shared/refusals/index.ts'
import type { OperationName } from '../../session/index.ts'

/** The operations of the pane, each group parted by a line, in their order. */
export const actionGroups: readonly { key: string; operations: readonly OperationName[] }[] = [
  { key: 'console', operations: ['vm.console'] },
  {
    key: 'power',
    operations: [
      'vm.start',
      'vm.runBootPlan',
      'vm.shutDown',
      'vm.turnOff',
      'vm.pause',
      'vm.resume',
      'vm.saveState',
      'vm.discardSavedState',
      'vm.reset',
    ],
  },
  {
    key: 'move',
    operations: ['vm.migrate', 'vm.migrateStorage', 'vm.store', 'vm.deploy', 'vm.clone'],
  },
  { key: 'repair', operations: ['vm.repair'] },
  { key: 'checkpoint', operations: ['vm.checkpoint', 'vm.checkpointRestore'] },
  { key: 'edit', operations: ['vm.setHardware', 'vm.update', 'vm.setOwner', 'vm.assignTrace'] },
  { key: 'end', operations: ['vm.delete', 'vm.restore', 'vm.purge'] },
]

/** What the recycle bin offers, and what only it offers. */
const ofRecycleBin: ReadonlySet<string> = new Set(['vm.restore', 'vm.purge'])

/** One line of the pane before it is put into words. */
export interface ActionLine {
  operation: OperationName
  /** Possible on none of them. */
  isBlocked: boolean
  /** Possible on some only. */
  isPartial: boolean
  possible: number
  selected: number
  because?: RefusalView
  /** How long it should take, where the core says. */
  durationMs?: number
}

export interface ActionGroup {
  key: string
  lines: ActionLine[]
}

/**
 * The lines of the pane, from what the core says of each operation: without a right it says nothing
 * and there is no line; not possible is blocked with its reason; possible on some says on how many.
 * Live VMs and the recycle bin have each their own operations. A selection beyond what one command
 * takes blocks everything.
 */
export function actionLines(states: readonly ActionState[], isRecycleBin: boolean): ActionGroup[] {
  const byOperation = new Map(states.map(state => [state.operation, state]))
  return actionGroups
    .map(({ key, operations }) => ({
      key,
      lines: operations.flatMap(operation => {
        const state = byOperation.get(operation)
        const belongs = ofRecycleBin.has(operation) === isRecycleBin
        return state && belongs ? [lineOf(operation, state)] : []
      }),
    }))
    .filter(group => group.lines.length > 0)
}

function lineOf(operation: OperationName, state: ActionState): ActionLine {
  const { possible, selected, blockedBecause } = state
  return {
    operation,
    possible,
    selected,
    isBlocked: possible === 0,
    isPartial: possible > 0 && possible < selected,
    because: possible < selected ? blockedBecause : undefined,
    durationMs: state.forecast && state.forecast.durationS * 1000,
  }
}

/** Whether one command can take so many. */
export function fitsOneCommand(count: number): boolean {
  return count <= bulkLimit
}

/** How a person is asked before an operation; undefined where nothing is asked. */
export type Question = 'plain' | 'danger' | undefined

const harmlessAlone: ReadonlySet<string> = new Set(['vm.pause', 'vm.saveState'])

/** Whether an operation of that danger on so many VMs is asked about first. */
export function questionFor(
  operation: OperationName,
  danger: 'disruptive' | 'destructive' | undefined,
  count: number,
): Question {
  if (danger === 'destructive') return 'danger'
  if (danger === undefined || (count === 1 && harmlessAlone.has(operation))) return undefined
  return 'plain'
}
