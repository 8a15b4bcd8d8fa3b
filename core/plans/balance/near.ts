import { resourceCount } from '../samples.ts'
import type { PlanState } from '../state.ts'
import type { Few } from './few.ts'

/**
 * Moves of many VMs to the same targets, each by the VM's own mean, added to its target and taken
 * from its source: many times quicker than by the samples, and enough to tell which moves are worth
 * a closer look. The state stands still meanwhile.
 */
export class NearLook {
  private readonly before: number
  private readonly perHost: number
  private readonly perWeight: number
  /** Points of load for a unit of a resource, target after target, and twice the points there. */
  private readonly points: Float64Array
  private readonly twice: Float64Array
  /** Means of the sums and squares once the VM has left its source, and what it carries. */
  private readonly sums = new Float64Array(resourceCount)
  private readonly squares = new Float64Array(resourceCount)
  private readonly means = new Float64Array(resourceCount)

  constructor(
    private readonly state: PlanState,
    private readonly targets: readonly number[],
  ) {
    const { counted, percent, usable, spread, weights } = state.loads
    this.before = spread.deviation()
    this.perHost = spread.hosts > 0 ? 1 / spread.hosts : 0
    const weight = weights.reduce((sum, one) => sum + one, 0)
    this.perWeight = weight > 0 ? 1 / weight : 0
    this.points = new Float64Array(targets.length * resourceCount)
    this.twice = new Float64Array(targets.length * resourceCount)
    targets.forEach((host, at) => {
      for (let resource = 0; resource < resourceCount; resource++) {
        const [cell, from] = [at * resourceCount + resource, host * resourceCount + resource]
        this.points[cell] = counted[host] ? 100 / usable[from]! : 0
        this.twice[cell] = 2 * percent[from]!
      }
    })
  }

  /** Offers what a VM would gain on each of the targets, where that is no less than a floor. */
  offer(vm: number, few: Few, floor = 0): void {
    const { state, targets, before } = this
    const from = state.hostOf[vm]!
    this.leave(vm, from)
    for (let at = 0; at < targets.length; at++) {
      const gain = before - this.imbalanceOn(at)
      if (gain <= 0 || gain < floor || gain < few.least) continue
      const to = targets[at]!
      if (to !== from) few.offer({ vm, to, gain })
    }
  }

  /** What the VM leaves behind, which is one for all targets. */
  private leave(vm: number, from: number): void {
    const { counted, percent, usable, spread, vmMean } = this.state.loads
    for (let resource = 0; resource < resourceCount; resource++) {
      const cell = from * resourceCount + resource
      const mean = vmMean[vm * resourceCount + resource]!
      const less = counted[from] ? (mean * 100) / usable[cell]! : 0
      const square = less * (less - 2 * percent[cell]!)
      this.means[resource] = mean
      this.sums[resource] = (spread.sums[resource]! - less) * this.perHost
      this.squares[resource] = (spread.squares[resource]! + square) * this.perHost
    }
  }

  private imbalanceOn(target: number): number {
    const { points, twice, sums, squares, means, perHost } = this
    const { weights } = this.state.loads
    let sum = 0
    for (let resource = 0; resource < resourceCount; resource++) {
      const cell = target * resourceCount + resource
      const more = means[resource]! * points[cell]!
      const mean = sums[resource]! + more * perHost
      const variance = squares[resource]! + more * perHost * (more + twice[cell]!) - mean * mean
      if (variance > 0) sum += weights[resource]! * variance
    }
    return Math.sqrt(sum * this.perWeight)
  }
}
