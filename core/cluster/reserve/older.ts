import type { Inequality } from './proofs.ts'
import { memoryOfSet, proofSimple } from './proofs.ts'
import { largest, someSet, sumOf } from './sets.ts'
import type { ReserveState } from './state.ts'

/** The slot method of 2008 R2 with its numbers, and the hosts that it takes for failing. */
export interface SlotVerdict extends Inequality {
  readonly failing: readonly number[]
}

/**
 * The slot method of 2008 and 2008 R2 (facts 1.8 A): free slots of all hosts against the used and
 * free ones of the R hosts with most of them. Each host packs its highly available VMs, the small
 * ones first. Equality is enough (decided by us, as the source is one blog).
 */
export function slotMethod(state: ReserveState, failures: number): SlotVerdict {
  const vmMib = state.largestMib()
  const none = { left: 0, right: 0, vmMib, missing: 0, failing: [] }
  if (vmMib === 0) return none
  const both = new Float64Array(state.hosts)
  let free = 0
  for (let at = 0; at < state.hosts; at++) {
    const slots = Math.max(0, Math.floor(state.freeMib[at]! / vmMib))
    free += slots
    both[at] = slots + packed(state.sizesOf(at), vmMib)
  }
  const failing = largest(both, state.hosts, failures)
  const needed = sumOf(both, failing) + state.homeless.count
  return { left: needed, right: free, vmMib, missing: needed - free, failing }
}

/** Slots that VMs fill when the small ones are packed first. */
function packed(sizesMib: readonly number[], slotMib: number): number {
  let [slots, room] = [0, 0]
  for (const size of [...sizesMib].sort((a, b) => a - b)) {
    if (size > room) {
      slots++
      room = slotMib
    }
    room -= size
  }
  return slots
}

/**
 * Sets up to which the method of 2012 looks at each; beyond them it takes the simple proof (ours).
 */
const setsMax = 50_000

/** How many sets of so many hosts there are, as far as it matters. */
function setsOf(hosts: number, failures: number): number {
  let sets = 1
  for (let at = 0; at < failures && sets <= setsMax; at++) sets = (sets * (hosts - at)) / (at + 1)
  return sets
}

/**
 * The method of 2012 (facts 1.8 B): for each set of failing hosts the memory of their VMs beside
 * the largest against what every other host has beside that one. The set that fails by most, or
 * undefined where none does.
 */
export function method2012(
  state: ReserveState,
  failures: number,
): { worst: Inequality; failing: readonly number[]; sets: number } {
  const sets = setsOf(state.hosts, Math.min(failures, state.hosts))
  if (sets > setsMax) {
    const failing = largest(state.haMib, state.hosts, failures)
    return { worst: proofSimple(state, failures), failing, sets: 0 }
  }
  let worst: { worst: Inequality; failing: readonly number[]; sets: number } | undefined
  someSet(state.hosts, failures, set => {
    const one = memoryOfSet(state, set, false)
    if (!worst || one.missing > worst.worst.missing) worst = { worst: one, failing: [...set], sets }
    return false
  })
  return worst!
}
