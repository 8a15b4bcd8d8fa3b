/** A move with what it takes from the imbalance, points. */
export interface Candidate {
  readonly vm: number
  readonly to: number
  readonly gain: number
}

/** The order of candidates: what gains most first, and then by position. */
export function byGain(a: Candidate, b: Candidate): number {
  return b.gain - a.gain || a.vm - b.vm || a.to - b.to
}

/** The best few of many candidates, in order, so that the many are never made or sorted. */
export class Few {
  readonly best: Candidate[] = []

  constructor(private readonly max: number) {}

  /** The gain below which a candidate is none of the few. */
  get least(): number {
    return this.best.length < this.max ? 0 : this.best[this.max - 1]!.gain
  }

  /** Takes a candidate that lowers the imbalance in, where it is one of the best. */
  offer(candidate: Candidate): void {
    const { best, max } = this
    if (candidate.gain <= 0) return
    if (best.length === max && byGain(candidate, best[max - 1]!) >= 0) return
    let [low, high] = [0, best.length]
    while (low < high) {
      const middle = (low + high) >> 1
      if (byGain(best[middle]!, candidate) <= 0) low = middle + 1
      else high = middle
    }
    best.splice(low, 0, candidate)
    if (best.length > max) best.pop()
  }
}
