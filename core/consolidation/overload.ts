import type { Centre } from './centre.ts'

/** Steps that a policy looks back. */
const lookBackSteps = 30
/** Points of the local regression, and how many steps ahead it looks. */
const regressionPoints = 10
const regressionAhead = 1
const regressionSafety = 1.2
const leastPoints = 12
const iqrSafety = 1.5
const madSafety = 2.5
const staticThreshold = 0.8
const fallbackThreshold = 0.7

/**
 * When a host counts as over-utilised. What a rule must know of a host is a record of numbers that
 * is the sum of the records of its VMs, in MIPS: so a VM can be put on a host or taken off it on
 * paper at the price of adding a few numbers.
 */
export interface OverloadRule {
  readonly width: number
  /** Writes a VM's record; the first number is always what it asks for now. */
  write(vm: number, into: Float64Array, from: number): void
  isOver(record: Float64Array, from: number, hostMips: number): boolean
}

export const overloadPolicies = ['thr', 'iqr', 'mad', 'lr', 'lrr'] as const
export type OverloadPolicy = (typeof overloadPolicies)[number]

/** The rule of a policy at this step (physics 3.1). */
export function overloadRule(policy: OverloadPolicy, centre: Centre): OverloadRule {
  const points = Math.min(centre.steps, lookBackSteps)
  if (policy === 'thr') return threshold(centre, staticThreshold)
  if (policy === 'iqr' || policy === 'mad') {
    if (points < leastPoints) return threshold(centre, fallbackThreshold)
    return policy === 'iqr'
      ? spread(centre, points, iqrSafety, interquartileRange)
      : spread(centre, points, madSafety, medianDeviation)
  }
  return points < regressionPoints ? threshold(centre, fallbackThreshold) : regression(centre)
}

function threshold({ requested }: Centre, most: number): OverloadRule {
  return {
    width: 1,
    write: (vm, into, from) => {
      into[from] = requested[vm]!
    },
    isOver: (record, from, hostMips) => record[from]! / hostMips > most,
  }
}

/** The share of a VM some steps ago; 0 is now. */
function shareBefore({ measured, steps, vms }: Centre, vm: number, ago: number): number {
  return measured[(steps - 1 - ago) * vms + vm]!
}

function spread(
  centre: Centre,
  points: number,
  safety: number,
  spreadOf: (sorted: Float64Array) => number,
): OverloadRule {
  const { requested, vmMips } = centre
  const sorted = new Float64Array(points)
  return {
    width: points + 1,
    write: (vm, into, from) => {
      into[from] = requested[vm]!
      for (let ago = 0; ago < points; ago++) {
        into[from + 1 + ago] = shareBefore(centre, vm, ago) * vmMips[vm]!
      }
    },
    isOver: (record, from, hostMips) => {
      for (let at = 0; at < points; at++) sorted[at] = record[from + 1 + at]! / hostMips
      sortFew(sorted)
      return record[from]! / hostMips > 1 - safety * spreadOf(sorted)
    },
  }
}

/** The distance between the quartiles of sorted values, each the nearest value to its rank. */
export function interquartileRange(sorted: Float64Array): number {
  const rank = (share: number) => Math.round(share * (sorted.length + 1)) - 1
  return sorted[rank(0.75)]! - sorted[rank(0.25)]!
}

/**
 * The median of how far sorted values are from their median. From the middle outwards the next
 * farther value is on one side or the other, so half a walk finds it without another sort.
 */
export function medianDeviation(sorted: Float64Array): number {
  const middle = median(sorted)
  const half = sorted.length >> 1
  let [below, above] = [half - 1, half]
  let [previous, last] = [0, 0]
  for (let taken = 0; taken <= half; taken++) {
    const down = below < 0 ? Infinity : middle - sorted[below]!
    const up = above < sorted.length ? sorted[above]! - middle : Infinity
    previous = last
    last = Math.min(down, up)
    if (down < up) below--
    else above++
  }
  return sorted.length % 2 ? last : (previous + last) / 2
}

/** Sorts in place by insertion, which for some thirty values is the fastest way. */
function sortFew(values: Float64Array): void {
  for (let at = 1; at < values.length; at++) {
    const value = values[at]!
    let gap = at
    for (; gap > 0 && values[gap - 1]! > value; gap--) values[gap] = values[gap - 1]!
    values[gap] = value
  }
}

function median(sorted: Float64Array): number {
  const half = sorted.length >> 1
  return sorted.length % 2 ? sorted[half]! : (sorted[half - 1]! + sorted[half]!) / 2
}

/**
 * Ordinary least squares through the last ten points, followed to the next step: the prediction is
 * a weighted sum of the points, so a VM's part of it is one number.
 */
function regression(centre: Centre): OverloadRule {
  const { requested, vmMips } = centre
  const weights = regressionWeights(regressionPoints, regressionAhead)
  return {
    width: 2,
    write: (vm, into, from) => {
      let predicted = 0
      for (let ago = 0; ago < regressionPoints; ago++) {
        predicted += weights[ago]! * shareBefore(centre, vm, ago)
      }
      into[from] = requested[vm]!
      into[from + 1] = predicted * vmMips[vm]!
    },
    isOver: (record, from, hostMips) => (record[from + 1]! / hostMips) * regressionSafety >= 1,
  }
}

/**
 * What each of the last points counts, the newest first, in the value of the straight line through
 * them so many steps ahead.
 */
export function regressionWeights(points: number, ahead: number): Float64Array {
  const middle = (points + 1) / 2
  const spreadOfX = (points * (points * points - 1)) / 12
  return Float64Array.from({ length: points }, (_, ago) => {
    const x = points - ago
    return 1 / points + ((x - middle) * (points + ahead - middle)) / spreadOfX
  })
}
