/**
 * The most sets of hosts for which the proofs over every set are tried (facts 1.8): N^R below it.
 */
const setsMax = 5000

/** Whether every set of so many of the hosts is tried: N^R stays below 5,000 (facts 1.8). */
export function triesEverySet(hosts: number, failures: number): boolean {
  let product = 1
  for (let at = 0; at < failures && product < setsMax; at++) product *= hosts
  return product < setsMax
}

/**
 * Visits every set of `size` of the numbers below `hosts`, in ascending order, until `visit`
 * answers true. The set is the same array each time: copy what is to be kept.
 */
export function someSet(
  hosts: number,
  size: number,
  visit: (set: readonly number[]) => boolean,
): boolean {
  const count = Math.min(size, hosts)
  const set = Array.from({ length: count }, (_, at) => at)
  for (;;) {
    if (visit(set)) return true
    let at = count - 1
    while (at >= 0 && set[at] === hosts - count + at) at--
    if (at < 0) return false
    set[at]!++
    for (let next = at + 1; next < count; next++) set[next] = set[next - 1]! + 1
  }
}

/** Positions of the largest values, the largest first; of two alike the lower position. */
export function largest(values: ArrayLike<number>, hosts: number, count: number): number[] {
  const best: number[] = []
  const wanted = Math.min(count, hosts)
  for (let host = 0; host < hosts; host++) {
    const value = values[host]!
    if (best.length === wanted && (wanted === 0 || value <= values[best[wanted - 1]!]!)) continue
    if (best.length === wanted) best.pop()
    let at = best.length
    while (at > 0 && value > values[best[at - 1]!]!) at--
    best.splice(at, 0, host)
  }
  return best
}

export function sumOf(values: ArrayLike<number>, at: readonly number[]): number {
  let sum = 0
  for (const host of at) sum += values[host]!
  return sum
}
