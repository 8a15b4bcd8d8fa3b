import { largest, someSet, sumOf, triesEverySet } from './sets.ts'
import type { ReserveState } from './state.ts'

/** The proofs of 2012 R2 in the order in which they are tried (facts 1.8). */
export const proofNames = ['slot-simple', 'proof-simple', 'slot-full', 'proof-full'] as const
export type ProofName = (typeof proofNames)[number]

/** One inequality with its numbers: it holds where nothing is missing. */
export interface Inequality {
  readonly left: number
  readonly right: number
  /** The VM that a slot is as large as, or that finds its place last. */
  readonly vmMib: number
  /** By how much it fails, in its own unit; at most 0 where it holds. */
  readonly missing: number
}

const holds: Inequality = { left: 0, right: 0, vmMib: 0, missing: 0 }

function inequality(left: number, right: number, vmMib: number, roomMissing = 0): Inequality {
  return { left, right, vmMib, missing: Math.max(left - right, roomMissing) }
}

/** Σ used <= Σ smallest H of used + free slots; a slot as large as the largest VM of all. */
export function slotSimple(state: ReserveState, failures: number): Inequality {
  const vmMib = state.largestMib()
  if (vmMib === 0) return holds
  const totals = new Float64Array(state.hosts)
  let [used, sum] = [state.homeless.count, 0]
  for (let at = 0; at < state.hosts; at++) {
    totals[at] = state.haCount[at]! + Math.floor(state.freeMib[at]! / vmMib)
    used += state.haCount[at]!
    sum += totals[at]!
  }
  return inequality(used, sum - sumOf(totals, largest(totals, state.hosts, failures)), vmMib)
}

/**
 * (Σ largest R of the memory of highly available VMs) - L <= Σ smallest H of what each host has
 * beside L, L being the largest VM of all. As published the sum may be met with no host that holds
 * the last VM; we ask besides that R + 1 hosts have room for it.
 */
export function proofSimple(state: ReserveState, failures: number): Inequality {
  const vmMib = state.largestMib()
  if (vmMib === 0) return holds
  const beside = new Float64Array(state.hosts)
  let sum = 0
  for (let at = 0; at < state.hosts; at++) {
    beside[at] = Math.max(state.freeMib[at]! - vmMib, 0)
    sum += beside[at]!
  }
  const failing = largest(state.haMib, state.hosts, failures)
  const left = sumOf(state.haMib, failing) + state.homeless.mib - vmMib
  const right = sum - sumOf(beside, largest(beside, state.hosts, failures))
  const last = largest(state.freeMib, state.hosts, failures + 1)[failures]
  const room = last === undefined ? 0 : state.freeMib[last]!
  return inequality(left, right, vmMib, vmMib - room)
}

/** Of one set of failing hosts, used(F) <= Σ free slots of the others. */
export function slotOfSet(state: ReserveState, failing: readonly number[]): Inequality {
  const { vmMib, count } = fallenOf(state, failing)
  if (count === 0) return holds
  let right = 0
  for (let at = 0; at < state.hosts; at++) {
    if (failing.includes(at)) continue
    right += Math.max(0, Math.floor(state.freeMib[at]! / vmMib))
  }
  return inequality(count, right, vmMib)
}

/**
 * Of one set of failing hosts, Σ memory of its VMs - L <= Σ of what each of the others has beside
 * L, its largest VM; and one of the others has room for that (our addition, as above).
 */
export function memoryOfSet(
  state: ReserveState,
  failing: readonly number[],
  needsRoom = true,
): Inequality {
  const { vmMib, mib, count } = fallenOf(state, failing)
  if (count === 0) return holds
  let [right, room] = [0, 0]
  for (let at = 0; at < state.hosts; at++) {
    if (failing.includes(at)) continue
    const free = state.freeMib[at]!
    if (free > room) room = free
    if (free > vmMib) right += free - vmMib
  }
  return inequality(mib - vmMib, right, vmMib, needsRoom ? vmMib - room : 0)
}

/** The highly available VMs that need another place when these hosts fail. */
function fallenOf(
  { haMib, haCount, haLargest, homeless }: ReserveState,
  failing: readonly number[],
) {
  let { mib, count, largest: vmMib } = homeless
  for (const at of failing) {
    mib += haMib[at]!
    count += haCount[at]!
    vmMib = Math.max(vmMib, haLargest[at]!)
  }
  return { mib, count, vmMib }
}

/** Whether one of the four proofs succeeds; the cheap ones first, the answer is the same. */
export function isProven(state: ReserveState, failures: number): boolean {
  if (proofSimple(state, failures).missing <= 0) return true
  if (slotSimple(state, failures).missing <= 0) return true
  if (!triesEverySet(state.hosts, failures)) return false
  const fails = (of: typeof slotOfSet) =>
    someSet(state.hosts, failures, set => of(state, set).missing > 0)
  return !fails(memoryOfSet) || !fails(slotOfSet)
}

/**
 * How much room the simple proof has to spare: as long as VMs of no more than `vmMib` come, each
 * takes at most twice its size of it wherever it goes. Negative for a VM larger than any before,
 * which changes both sides, and where the proof fails.
 */
export function spareMib(state: ReserveState, failures: number, vmMib: number): number {
  if (vmMib > state.largestMib()) return -1
  return -proofSimple(state, failures).missing
}
