/** What a live migration by pre-copy depends on. */
export interface PreCopyInput {
  /** Memory of the guest that has to be sent at least once. */
  readonly usedMib: number
  /** The part of it that the guest keeps writing: its writable working set. */
  readonly writableMib: number
  /** How fast the guest dirties pages that were clean. */
  readonly dirtyMibPerS: number
  /** What the migration gets of its network. */
  readonly bandwidthMibPerS: number
  /** The longest blackout that is aimed at: a round that fits into it is the last one. */
  readonly blackoutLimitMs: number
  /** Rounds after which the guest is stopped whatever is left. */
  readonly roundsMax: number
}

/** One pass over the pages that were dirty when it began. */
export interface PreCopyRound {
  readonly sentMib: number
  readonly durationS: number
}

export interface PreCopyOutcome {
  /** The rounds while the guest runs; the blackout is not among them. */
  readonly rounds: readonly PreCopyRound[]
  /** From the first page to the last, with the blackout. */
  readonly durationS: number
  /** How long the guest stands still while its last pages are sent. */
  readonly blackoutS: number
  /** Everything that went over the network. */
  readonly sentMib: number
  /** False where the rounds ran out with more left than the blackout allows. */
  readonly converges: boolean
}

/**
 * Pre-copy live migration in rounds: V0 is the used memory, a round takes V/B, and leaves
 * min(W, D x V/B) dirty, until what is left can be sent within the blackout limit (physics 2.1;
 * Liu et al. 2011, validated there against real migrations of QEMU). Bandwidth has to be above 0.
 */
export function preCopy(input: PreCopyInput): PreCopyOutcome {
  const { usedMib, writableMib, dirtyMibPerS, bandwidthMibPerS, roundsMax } = input
  const lastMib = (bandwidthMibPerS * input.blackoutLimitMs) / 1000
  const rounds: PreCopyRound[] = []
  let leftMib = usedMib
  let durationS = 0
  let sentMib = 0
  do {
    const roundS = leftMib / bandwidthMibPerS
    rounds.push({ sentMib: leftMib, durationS: roundS })
    durationS += roundS
    sentMib += leftMib
    leftMib = Math.min(writableMib, dirtyMibPerS * roundS, usedMib)
  } while (leftMib > lastMib && rounds.length < roundsMax)
  const blackoutS = leftMib / bandwidthMibPerS
  return {
    rounds,
    durationS: durationS + blackoutS,
    blackoutS,
    sentMib: sentMib + leftMib,
    converges: leftMib <= lastMib,
  }
}
