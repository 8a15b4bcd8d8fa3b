/** What a best plan wants: hosts as even as they can be, or as few of them as will do. */
export type BestObjective = 'balance' | 'fewest-hosts'

/**
 * VMs and hosts of one cluster as plain numbers: who may be where, what it takes there and what the
 * way costs. Amounts of resource r of object o are at `o * resources + r`.
 */
export interface BestCase {
  readonly objective: BestObjective
  readonly hosts: number
  readonly vms: number
  readonly resources: number
  /** Importance of each resource; they sum up to 1. */
  readonly weights: Float64Array
  readonly use: Float64Array
  /** What a host has above its reserves, and what it carries besides these VMs. */
  readonly usable: Float64Array
  readonly base: Float64Array
  /** Host of each VM now. */
  readonly present: Int32Array
  /** Points that moving a VM costs. */
  readonly price: Float64Array
  /** 1 where VM v may be on host h, at `v * hosts + h`. */
  readonly allowed: Uint8Array
}

/** Points that a host which is on costs where as few as possible are wanted. */
export function hostPoints({ hosts }: BestCase): number {
  return 100 / hosts
}

/** Load of hosts in percent of what lies above their reserves, under an assignment. */
export function percentsOf(one: BestCase, assignment: Int32Array): Float64Array {
  const { hosts, vms, resources, use, usable, base } = one
  const percent = Float64Array.from(base)
  for (let vm = 0; vm < vms; vm++) {
    const to = assignment[vm]! * resources
    for (let r = 0; r < resources; r++)
      percent[to + r] = percent[to + r]! + use[vm * resources + r]!
  }
  for (let cell = 0; cell < hosts * resources; cell++) {
    percent[cell] = (percent[cell]! * 100) / usable[cell]!
  }
  return percent
}

/**
 * How uneven hosts are: the mean distance of their loads from the mean, in points of percent, over
 * the resources by their weights. Unlike a standard deviation it is a sum, which the solver's bound
 * needs.
 */
export function unevenness({ hosts, resources, weights }: BestCase, percent: Float64Array): number {
  let points = 0
  for (let r = 0; r < resources; r++) {
    let sum = 0
    for (let host = 0; host < hosts; host++) sum += percent[host * resources + r]!
    const mean = sum / hosts
    let away = 0
    for (let host = 0; host < hosts; host++) away += Math.abs(percent[host * resources + r]! - mean)
    points += (weights[r]! * away) / hosts
  }
  return points
}

/** What moves to an assignment cost, in points. */
function priceOfMoves({ vms, present, price }: BestCase, assignment: Int32Array): number {
  let points = 0
  for (let vm = 0; vm < vms; vm++) if (assignment[vm] !== present[vm]) points += price[vm]!
  return points
}

/** What a solver makes least: unevenness or hosts in use, and the price of the moves; points. */
export function costOf(one: BestCase, assignment: Int32Array): number {
  const price = priceOfMoves(one, assignment)
  if (one.objective === 'balance') return unevenness(one, percentsOf(one, assignment)) + price
  return new Set(assignment).size * hostPoints(one) + price
}

/** The most that a host may carry of a resource, percent: what it has, or what it has already. */
export function mostPercent(one: BestCase, present: Float64Array, cell: number): number {
  // Where all shall be on few hosts only processor and memory bind, as the filters ask for those.
  return Math.max(100, present[cell]!) + (cell % one.resources < 2 ? 0 : 1e6)
}
