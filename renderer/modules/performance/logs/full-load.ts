/** A value at least as high as the highest of a log, in two digits; undefined where that is 0. */
export function fullLoadOf(maximum: number): number | undefined {
  if (!(maximum > 0)) return undefined
  const step = 10 ** (Math.floor(Math.log10(maximum)) - 1)
  // In whole parts below 1, so that 0.07 does not become 0.07000000000000001.
  return step < 1 ? Math.ceil(maximum / step) / (1 / step) : Math.ceil(maximum / step) * step
}
