const firstDelayMs = 250
const longestDelayMs = 10_000

/**
 * How long to wait before the attempt of that number (from 1): doubling up to ten seconds, spread
 * by
 * `share` (0 to 1) over the upper half so that many windows do not come back at one instant.
 */
export function backoffMs(attempt: number, share: number): number {
  let delayMs = firstDelayMs
  for (let step = 1; step < attempt && delayMs < longestDelayMs; step += 1) delayMs *= 2
  const capped = Math.min(longestDelayMs, delayMs)
  return Math.round(capped / 2 + (capped / 2) * share)
}
