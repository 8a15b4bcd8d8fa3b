import type { PowerAction, VmState } from './vm.ts'

/** What an action that is legal in a state leads to; `none` is an accepted no-op. */
type Outcome = 'change' | 'none'

/**
 * The legal transitions of facts 5.3: from a state, which power actions are possible. A state that
 * is not listed allows none of them.
 */
const legal: Partial<Record<VmState, Partial<Record<PowerAction, Outcome>>>> = {
  running: {
    start: 'none',
    shutDown: 'change',
    turnOff: 'change',
    pause: 'change',
    saveState: 'change',
    reset: 'change',
  },
  paused: { turnOff: 'change', resume: 'change', saveState: 'change' },
  saved: { start: 'change', discardSavedState: 'change' },
  stopped: { start: 'change' },
}

/** States from which a VM can be deleted: VMM wants it stopped first (facts 5.3). */
const deletable: ReadonlySet<VmState> = new Set([
  'stopped',
  'saved',
  'stored',
  'creation-failed',
  'customization-failed',
  'migration-failed',
  'missing',
])

/** Whether the power action may be asked of a VM in this state, and whether it changes anything. */
export function powerOutcome(state: VmState, action: PowerAction): Outcome | undefined {
  return legal[state]?.[action]
}

/** The states from which a power action is possible, in the order of the matrix. */
export function statesAllowing(action: PowerAction): VmState[] {
  return (Object.keys(legal) as VmState[]).filter(state => legal[state]?.[action] !== undefined)
}

/** Whether a VM in this state can go to the recycle bin. */
export function canDelete(state: VmState): boolean {
  return deletable.has(state)
}

/** The states from which a VM can be deleted. */
export function statesAllowingDelete(): VmState[] {
  return [...deletable]
}
