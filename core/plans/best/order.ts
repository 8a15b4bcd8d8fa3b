import type { PlanState } from '../state.ts'
import { moveRefusal } from '../moves.ts'
import type { DraftStep } from '../types.ts'

/** The moves to an assignment in an order that works, and those for which there is none. */
export interface Ordered {
  readonly steps: DraftStep[]
  readonly left: { readonly vmName: string; readonly because: string }[]
}

/**
 * Puts the moves to an assignment in an order in which each is allowed at its point: again and
 * again the first that is, so that a move which needs room comes after the one that makes it. Moves
 * that wait for one another in a ring are left. The state is moved along.
 */
export function orderMoves(
  state: PlanState,
  assignment: Int32Array,
  reason: (vm: number, from: number, to: number) => string,
): Ordered {
  const { world, hosts, vms, hostOf } = state
  const steps: DraftStep[] = []
  let waiting = [...assignment.keys()].filter(vm => assignment[vm] !== hostOf[vm])
  const refusals = new Map<number, string>()
  for (;;) {
    const still: number[] = []
    for (const vm of waiting) {
      const [from, to] = [hostOf[vm]!, assignment[vm]!]
      const ends = { from: hosts[from]!, to: hosts[to]! }
      const move = { vm: vms[vm]!, ...ends, request: state.requestOf(vm) }
      const refusal = moveRefusal(world, {
        ...move,
        figures: state.figures[to]!,
        where: state.where(),
      })
      if (refusal !== undefined) {
        refusals.set(vm, refusal)
        still.push(vm)
        continue
      }
      const [fromId, toId] = [ends.from.id, ends.to.id]
      const why = reason(vm, from, to)
      steps.push({ action: 'migrate', vmId: vms[vm]!.id, fromId, toId, reason: why })
      state.move(vm, to)
    }
    if (still.length === waiting.length) break
    waiting = still
  }
  const left = waiting.map(vm => ({ vmName: vms[vm]!.name, because: refusals.get(vm) ?? '' }))
  return { steps, left }
}
