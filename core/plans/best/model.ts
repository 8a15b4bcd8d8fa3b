import type { SolverModel } from '../../ports.ts'
import type { BestCase } from './case.ts'
import { hostPoints, mostPercent, percentsOf } from './case.ts'
import type { VmGroup } from './groups.ts'
import { countsOf } from './groups.ts'

/** Collects columns and rows of a model, a row of pairs of column and factor at a time. */
class Rows {
  readonly lower: number[] = []
  readonly upper: number[] = []
  readonly starts: number[] = [0]
  readonly indices: number[] = []
  readonly factors: number[] = []

  add(lower: number, upper: number, entries: readonly (readonly [number, number])[]): void {
    for (const [column, factor] of entries) {
      this.indices.push(column)
      this.factors.push(factor)
    }
    this.starts.push(this.indices.length)
    this.lower.push(lower)
    this.upper.push(upper)
  }
}

/** Where the columns of each kind begin. */
interface Layout {
  /** Counts of VMs of a group on a host; load of a host in percent. */
  readonly load: number
  /** Mean load of a resource; distance of a load from it. */
  readonly mean: number
  readonly away: number
  /** Whether a host is in use. */
  readonly on: number
  readonly columns: number
}

function layoutOf({ objective, hosts, resources }: BestCase, groups: number): Layout {
  const load = groups * hosts
  const mean = load + hosts * resources
  const isEven = objective === 'balance'
  const away = mean + (isEven ? resources : 0)
  const on = away + (isEven ? hosts * resources : 0)
  return { load, mean, away, on, columns: on + (isEven ? 0 : hosts) }
}

/**
 * The exact model of an assignment: how many VMs of each group are on each host, such that memory
 * and processors suffice above the reserves, none is where it may not be, and unevenness (or hosts
 * in use) and the price of the moves are least.
 */
export function modelOf(one: BestCase, groups: readonly VmGroup[], known: Int32Array): SolverModel {
  const layout = layoutOf(one, groups.length)
  const rows = new Rows()
  addCounts(one, groups, rows)
  addLoads(one, groups, layout, rows)
  if (one.objective === 'balance') addDistances(one, layout, rows)
  return {
    ...columnsOf(one, groups, layout),
    rowLower: Float64Array.from(rows.lower),
    rowUpper: Float64Array.from(rows.upper),
    starts: Int32Array.from(rows.starts),
    indices: Int32Array.from(rows.indices),
    factors: Float64Array.from(rows.factors),
    known: knownOf(one, groups, layout, known),
  }
}

function columnsOf(one: BestCase, groups: readonly VmGroup[], layout: Layout) {
  const { hosts, vms, resources, weights, price, allowed } = one
  const cost = new Float64Array(layout.columns)
  const upper = new Float64Array(layout.columns).fill(Infinity)
  const isWhole = new Uint8Array(layout.columns)
  const present = percentsOf(one, one.present)
  groups.forEach((group, at) => {
    const vm = group.vms[0]!
    for (let host = 0; host < hosts; host++) {
      const column = at * hosts + host
      const stays = host === group.present
      isWhole[column] = 1
      upper[column] = stays || allowed[vm * hosts + host] === 1 ? group.vms.length : 0
      if (!stays) cost[column] = price[vm]!
    }
  })
  for (let cell = 0; cell < hosts * resources; cell++) {
    upper[layout.load + cell] = mostPercent(one, present, cell)
    if (one.objective === 'balance') cost[layout.away + cell] = weights[cell % resources]! / hosts
  }
  if (one.objective === 'fewest-hosts') {
    for (let host = 0; host < hosts; host++) {
      cost[layout.on + host] = hostPoints(one)
      upper[layout.on + host] = 1
      isWhole[layout.on + host] = 1
    }
  }
  if (vms === 0) upper.fill(0, 0, layout.load)
  return { cost, lower: new Float64Array(layout.columns), upper, isWhole }
}

/** Every VM is somewhere. */
function addCounts({ hosts }: BestCase, groups: readonly VmGroup[], rows: Rows): void {
  groups.forEach(({ vms }, at) => {
    const entries = Array.from({ length: hosts }, (_, host) => [at * hosts + host, 1] as const)
    rows.add(vms.length, vms.length, entries)
  })
}

/**
 * Loads follow from counts; a host without use holds nothing where as few as possible are wanted.
 */
function addLoads(one: BestCase, groups: readonly VmGroup[], layout: Layout, rows: Rows): void {
  const { hosts, resources, use, usable, base, objective } = one
  for (let cell = 0; cell < hosts * resources; cell++) {
    const [host, r] = [Math.floor(cell / resources), cell % resources]
    const entries: [number, number][] = [[layout.load + cell, -1]]
    groups.forEach(({ vms }, at) => {
      const factor = (use[vms[0]! * resources + r]! * 100) / usable[cell]!
      if (factor > 0) entries.push([at * hosts + host, factor])
    })
    const besides = (base[cell]! * 100) / usable[cell]!
    rows.add(-besides, -besides, entries)
  }
  if (objective === 'balance') return
  groups.forEach(({ vms }, at) => {
    for (let host = 0; host < hosts; host++) {
      rows.add(-Infinity, 0, [
        [at * hosts + host, 1],
        [layout.on + host, -vms.length],
      ])
    }
  })
}

/** Each load less the mean, and the mean less each load, is at most the distance. */
function addDistances({ hosts, resources }: BestCase, layout: Layout, rows: Rows): void {
  for (let r = 0; r < resources; r++) {
    const mean = layout.mean + r
    const loads = Array.from({ length: hosts }, (_, host) => host * resources + r)
    rows.add(0, 0, [[mean, -hosts], ...loads.map(cell => [layout.load + cell, 1] as const)])
    for (const cell of loads) {
      const [load, away] = [layout.load + cell, layout.away + cell]
      rows.add(-Infinity, 0, [
        [load, 1],
        [mean, -1],
        [away, -1],
      ])
      rows.add(-Infinity, 0, [
        [mean, 1],
        [load, -1],
        [away, -1],
      ])
    }
  }
}

/** The values of all columns under an assignment that is known. */
function knownOf(
  one: BestCase,
  groups: readonly VmGroup[],
  layout: Layout,
  known: Int32Array,
): Float64Array {
  const { hosts, resources, objective } = one
  const values = new Float64Array(layout.columns)
  values.set(countsOf(groups, hosts, known))
  const percent = percentsOf(one, known)
  values.set(percent, layout.load)
  if (objective === 'fewest-hosts') {
    for (const host of new Set(known)) values[layout.on + host] = 1
    return values
  }
  for (let r = 0; r < resources; r++) {
    let sum = 0
    for (let host = 0; host < hosts; host++) sum += percent[host * resources + r]!
    values[layout.mean + r] = sum / hosts
    for (let host = 0; host < hosts; host++) {
      const cell = host * resources + r
      values[layout.away + cell] = Math.abs(percent[cell]! - sum / hosts)
    }
  }
  return values
}
