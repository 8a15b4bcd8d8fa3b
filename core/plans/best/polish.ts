import type { BestCase } from './case.ts'
import { mostPercent, percentsOf, unevenness } from './case.ts'

/** Rounds after which it is good enough; each looks at every move and every exchange. */
const roundsMax = 40
/** Gains below this are rounding. */
const least = 1e-9

/**
 * Makes an assignment better by moves of one VM and exchanges of two, as long as one of them helps:
 * what a solver begins with, and what its answer is brought to the end with. It is as good as what
 * came, or better. Where as few hosts as possible are wanted, hosts are emptied instead.
 */
export function polish(one: BestCase, from: Int32Array): Int32Array {
  if (one.objective === 'fewest-hosts') return packed(one, from)
  const assignment = Int32Array.from(from)
  const search = new Search(one, assignment)
  for (let round = 0; round < roundsMax; round++) {
    const moved = search.moves()
    const exchanged = search.exchanges()
    if (!moved && !exchanged) break
  }
  return assignment
}

/** Empties hosts, the one that carries least first, where all that is there fits on others. */
function packed(one: BestCase, from: Int32Array): Int32Array {
  let assignment: Int32Array = Int32Array.from(from)
  const { resources } = one
  const carries = percentsOf(one, from)
  const load = (host: number) => carries[host * resources]! + carries[host * resources + 1]!
  const used = [...new Set(from)].sort((a, b) => load(a) - load(b) || a - b)
  const emptied = new Set<number>()
  for (const host of used) {
    const next = emptiedOf(one, assignment, host, used, emptied)
    if (!next) continue
    assignment = next
    emptied.add(host)
  }
  return assignment
}

/**
 * The assignment with a host emptied, largest VMs first, each to the fullest host that takes it.
 */
function emptiedOf(
  one: BestCase,
  assignment: Int32Array,
  host: number,
  used: readonly number[],
  emptied: ReadonlySet<number>,
): Int32Array | undefined {
  const { resources, use } = one
  const next = Int32Array.from(assignment)
  const search = new Search(one, next)
  const leaving = [...next.keys()].filter(vm => next[vm] === host)
  const size = (vm: number) => use[vm * resources + 1]!
  leaving.sort((a, b) => size(b) - size(a) || a - b)
  for (const vm of leaving) {
    const targets = used.filter(to => to !== host && !emptied.has(to) && search.takes(vm, to))
    if (targets.length === 0) return undefined
    const to = targets.reduce((best, at) => (search.carries(at) > search.carries(best) ? at : best))
    search.take(vm, host, to)
  }
  return next
}

class Search {
  private readonly percent: Float64Array
  private readonly most: Float64Array
  private cost: number

  constructor(
    private readonly one: BestCase,
    private readonly assignment: Int32Array,
  ) {
    this.percent = percentsOf(one, assignment)
    const present = percentsOf(one, one.present)
    this.most = present.map((_, cell) => mostPercent(one, present, cell))
    this.cost = unevenness(one, this.percent)
  }

  /** Moves every VM that gains by it to where it gains most. */
  moves(): boolean {
    const { vms, hosts } = this.one
    let changed = false
    for (let vm = 0; vm < vms; vm++) {
      const from = this.assignment[vm]!
      let [best, to] = [-least, -1]
      for (let host = 0; host < hosts; host++) {
        if (host === from || !this.mayBe(vm, host)) continue
        this.shift(vm, from, host)
        const change = this.change(vm, host)
        this.shift(vm, host, from)
        if (change < best && this.fits(host, vm)) [best, to] = [change, host]
      }
      if (to < 0) continue
      this.take(vm, from, to)
      changed = true
    }
    return changed
  }

  /** Exchanges two VMs of different hosts where both together gain. */
  exchanges(): boolean {
    const { vms } = this.one
    let changed = false
    for (let a = 0; a < vms; a++) {
      for (let b = a + 1; b < vms; b++) {
        const [ha, hb] = [this.assignment[a]!, this.assignment[b]!]
        if (ha === hb || !this.mayBe(a, hb) || !this.mayBe(b, ha)) continue
        this.shift(a, ha, hb)
        this.shift(b, hb, ha)
        const cost = unevenness(this.one, this.percent)
        const price = this.priceChange(a, hb) + this.priceChange(b, ha)
        if (cost + price - this.cost < -least && this.isWithin(ha) && this.isWithin(hb)) {
          this.assignment[a] = hb
          this.assignment[b] = ha
          this.cost = cost
          changed = true
        } else {
          this.shift(a, hb, ha)
          this.shift(b, ha, hb)
        }
      }
    }
    return changed
  }

  /** Whether a VM may be on a host and fits there beside what is there. */
  takes(vm: number, host: number): boolean {
    return this.mayBe(vm, host) && this.fits(host, vm)
  }

  /** What a host carries of processor and memory together, percent. */
  carries(host: number): number {
    const cell = host * this.one.resources
    return this.percent[cell]! + this.percent[cell + 1]!
  }

  take(vm: number, from: number, to: number): void {
    this.shift(vm, from, to)
    this.assignment[vm] = to
    this.cost = unevenness(this.one, this.percent)
  }

  private change(vm: number, to: number): number {
    return unevenness(this.one, this.percent) - this.cost + this.priceChange(vm, to)
  }

  private priceChange(vm: number, to: number): number {
    const { present, price } = this.one
    const [was, is] = [this.assignment[vm] !== present[vm], to !== present[vm]]
    return was === is ? 0 : is ? price[vm]! : -price[vm]!
  }

  private mayBe(vm: number, host: number): boolean {
    const { hosts, allowed, present } = this.one
    return host === present[vm] || allowed[vm * hosts + host] === 1
  }

  private shift(vm: number, from: number, to: number): void {
    const { resources, use, usable } = this.one
    for (let r = 0; r < resources; r++) {
      const amount = use[vm * resources + r]! * 100
      const [a, b] = [from * resources + r, to * resources + r]
      this.percent[a] = this.percent[a]! - amount / usable[a]!
      this.percent[b] = this.percent[b]! + amount / usable[b]!
    }
  }

  /** Whether a host can take a VM in addition. */
  private fits(host: number, vm: number): boolean {
    const { resources, use, usable } = this.one
    for (let r = 0; r < resources; r++) {
      const cell = host * resources + r
      const more = (use[vm * resources + r]! * 100) / usable[cell]!
      if (this.percent[cell]! + more > this.most[cell]!) return false
    }
    return true
  }

  private isWithin(host: number): boolean {
    const { resources } = this.one
    for (let r = 0; r < resources; r++) {
      const cell = host * resources + r
      if (this.percent[cell]! > this.most[cell]!) return false
    }
    return true
  }
}
