import { resourceCount } from './samples.ts'

/** What a move adds to the sums and to the squares of each resource. */
export interface Change {
  readonly sums: Float64Array
  readonly squares: Float64Array
}

/**
 * How uneven numbers of hosts are, resource by resource, kept as sums so that a move costs a few.
 */
export class Spread {
  readonly sums = new Float64Array(resourceCount)
  readonly squares = new Float64Array(resourceCount)

  constructor(
    /** What each resource counts for. */
    readonly weights: Float64Array,
    /** Hosts whose load counts. */
    readonly hosts: number,
  ) {}

  /** Takes a host's percentage in, or out with the sign -1. */
  count(resource: number, percent: number, sign: 1 | -1): void {
    this.sums[resource] = this.sums[resource]! + sign * percent
    this.squares[resource] = this.squares[resource]! + sign * percent * percent
  }

  /**
   * The standard deviation in points of percent, the mean square over the resources by their
   * weights, with what a move adds to the sums and squares of each resource.
   */
  deviation(more: Change = nothing): number {
    let [square, weight] = [0, 0]
    for (let resource = 0; resource < resourceCount; resource++) {
      const part = this.weights[resource]!
      weight += part
      if (part === 0) continue
      const sum = this.sums[resource]! + more.sums[resource]!
      square += part * this.variance(sum, this.squares[resource]! + more.squares[resource]!)
    }
    return weight > 0 ? Math.sqrt(square / weight) : 0
  }

  private variance(sum: number, squares: number): number {
    const { hosts } = this
    return hosts > 0 ? Math.max(0, squares / hosts - (sum / hosts) * (sum / hosts)) : 0
  }
}

const nothing = newChange()

/** A change of nothing, to be filled. */
export function newChange(): Change {
  return { sums: new Float64Array(resourceCount), squares: new Float64Array(resourceCount) }
}
