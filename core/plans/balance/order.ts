import type { DraftStep } from '../types.ts'
import type { Search } from './search.ts'
import { judge, points } from './search.ts'

/** Where a VM ends up, by positions in the state. */
export interface Goal {
  readonly vm: number
  readonly to: number
}

/**
 * The goals of VMs that moved, in the order in which they moved first; one that came back is out.
 */
export function goalsOf(before: Int32Array, after: Int32Array, moved: readonly number[]): Goal[] {
  return [...new Set(moved)].flatMap(vm =>
    before[vm] === after[vm] ? [] : [{ vm, to: after[vm]! }],
  )
}

/**
 * Steps that reach the goals one by one, each allowed on what those before it leave: a VM that has
 * to wait for room is asked again after the others. What is never allowed is left out.
 */
export function stepsTo(search: Search, goals: readonly Goal[]): DraftStep[] {
  const steps: DraftStep[] = []
  let pending = goals
  for (;;) {
    const waiting = pending.filter(goal => {
      const step = stepOf(search, goal)
      if (!step) return true
      steps.push(step)
      return false
    })
    if (waiting.length === 0 || waiting.length === pending.length) return steps
    pending = waiting
  }
}

function stepOf(search: Search, { vm, to }: Goal): DraftStep | undefined {
  const { state, reserve } = search
  const before = state.loads.imbalance()
  const gain = before - state.loads.imbalanceWith(vm, to)
  const { against, price } = judge(search, { vm, to, gain }, true)
  if (against !== undefined) return undefined
  const row = state.vms[vm]!
  const [from, target] = [state.hosts[state.hostOf[vm]!]!, state.hosts[to]!]
  state.move(vm, to)
  reserve.move(row, from.id, target.id)
  const part = before > 0 ? Math.round((gain / before) * 1000) / 10 : 0
  const does =
    gain >= 0
      ? `It takes ${points(gain)} (${part} %) from the imbalance of ${points(before)}`
      : `It adds ${points(-gain)} to the imbalance for now, and others take more`
  return {
    ...{ action: 'migrate', vmId: row.id, fromId: from.id, toId: target.id },
    reason: `${does}; it costs ${points(price)}.`,
  }
}
