import type { Inequality, ProofName } from './proofs.ts'
import { isProven, memoryOfSet, proofSimple, slotOfSet, slotSimple } from './proofs.ts'
import { method2012, slotMethod } from './older.ts'
import { largest, someSet, triesEverySet } from './sets.ts'
import type { ReserveGoal, ReserveState } from './state.ts'

/** One way to prove that the cluster survives, with its numbers. */
export interface Proof extends Inequality {
  readonly name: ProofName | 'method-2008-r2' | 'method-2012'
  readonly unit: 'slots' | 'MiB'
  /** Absent where there are too many sets to try each. */
  readonly passes?: boolean
  /** How many sets of hosts were tried, and those that fail; 0 where one comparison is enough. */
  readonly sets: number
  readonly failingSets: number
  /** The hosts of the set that comes closest to failing, or fails by most. */
  readonly worst: readonly number[]
}

/** Whether a cluster survives so many failures, and why. */
export interface ReserveFinding {
  readonly ok: boolean
  readonly proofs: readonly Proof[]
  /** Where it does not: the hosts whose failure it does not survive, and the memory that lacks. */
  readonly failing: readonly number[]
  readonly missingMib: number
}

/** Whether the cluster survives its reserve, and nothing more: quick enough for each placement. */
export function survives(state: ReserveState, { reserveNodes, method }: ReserveGoal): boolean {
  if (method === '2008-r2') return slotMethod(state, reserveNodes).missing <= 0
  if (method === '2012') return method2012(state, reserveNodes).worst.missing <= 0
  return isProven(state, reserveNodes)
}

/** N+x: the most failures that the cluster survives by this method, at least 0. */
export function survivable(state: ReserveState, method: ReserveGoal['method']): number {
  let failures = 0
  while (failures < state.hosts - 1 && survives(state, { reserveNodes: failures + 1, method })) {
    failures++
  }
  return failures
}

/** The verdict with all of its numbers. */
export function examine(state: ReserveState, goal: ReserveGoal): ReserveFinding {
  const { reserveNodes, method } = goal
  if (method === '2008-r2') {
    const one = slotMethod(state, reserveNodes)
    const proof: Proof = { ...one, ...single('method-2008-r2', 'slots', one), worst: one.failing }
    const missingMib = Math.max(0, one.missing) * one.vmMib
    return finding([proof], one.failing, missingMib)
  }
  if (method === '2012') {
    const { worst, failing, sets } = method2012(state, reserveNodes)
    const proof: Proof = { ...worst, ...single('method-2012', 'MiB', worst), sets, worst: failing }
    return finding([proof], failing, worst.missing)
  }
  const proofs: Proof[] = [
    simple('slot-simple', 'slots', slotSimple(state, reserveNodes)),
    simple('proof-simple', 'MiB', proofSimple(state, reserveNodes)),
    everySet(state, reserveNodes, 'slot-full', 'slots', slotOfSet),
    everySet(state, reserveNodes, 'proof-full', 'MiB', memoryOfSet),
  ]
  if (proofs.some(one => one.passes)) return finding(proofs, [], 0)
  const { failing, missingMib } = worstSet(state, reserveNodes, proofs)
  return finding(proofs, failing, missingMib)
}

function finding(
  proofs: readonly Proof[],
  failing: readonly number[],
  missingMib: number,
): ReserveFinding {
  const ok = proofs.some(one => one.passes)
  return ok ? { ok, proofs, failing: [], missingMib: 0 } : { ok, proofs, failing, missingMib }
}

function single(name: Proof['name'], unit: Proof['unit'], { missing }: Inequality) {
  return { name, unit, passes: missing <= 0, sets: 0, failingSets: missing > 0 ? 1 : 0 }
}

function simple(name: ProofName, unit: Proof['unit'], found: Inequality): Proof {
  return { ...found, ...single(name, unit, found), worst: [] }
}

function everySet(
  state: ReserveState,
  failures: number,
  name: ProofName,
  unit: Proof['unit'],
  of: typeof slotOfSet,
): Proof {
  const untried = { left: 0, right: 0, vmMib: 0, missing: 0, sets: 0, failingSets: 0, worst: [] }
  if (!triesEverySet(state.hosts, failures)) return { ...untried, name, unit }
  let [sets, failingSets] = [0, 0]
  let worst: { found: Inequality; set: readonly number[] } | undefined
  someSet(state.hosts, failures, set => {
    const found = of(state, set)
    sets++
    if (found.missing > 0) failingSets++
    if (!worst || found.missing > worst.found.missing) worst = { found, set: [...set] }
    return false
  })
  const { found, set } = worst!
  return { ...found, name, unit, passes: failingSets === 0, sets, failingSets, worst: set }
}

/**
 * The hosts whose failure lacks most memory. Where there are too many sets to try each, the hosts
 * with most memory of highly available VMs, or those with most memory in all, are looked at (ours).
 */
function worstSet(state: ReserveState, failures: number, proofs: readonly Proof[]) {
  const full = proofs.find(one => one.name === 'proof-full')!
  if (full.passes !== undefined) return { failing: full.worst, missingMib: full.missing }
  const all = state.freeMib.map((free, at) => Math.max(0, free) + state.haMib[at]!)
  const likely = [state.haMib, all].map(values => largest(values, state.hosts, failures))
  const found = likely.map(failing => ({
    failing,
    missingMib: memoryOfSet(state, failing).missing,
  }))
  found.sort((a, b) => b.missingMib - a.missingMib)
  if (found[0]!.missingMib > 0) return found[0]!
  const { missing } = proofs.find(one => one.name === 'proof-simple')!
  return { failing: likely[0]!, missingMib: missing }
}
