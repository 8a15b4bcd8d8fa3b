/** What stands for no value: a number that no quantised figure is. */
export const none = 0xffff
/** The most that a quantised figure is off, as a part of it: half of the last bit of eight. */
export const quantisingError = 1 / 512

const float = new Float32Array(1)
const word = new Uint32Array(float.buffer)

/**
 * A figure of 0 or more in 16 bits: exponent and the upper eight bits of the fraction of a 32-bit
 * number, rounded. What is below 0 is kept as 0, what is not finite as `none`.
 */
export function quantised(value: number): number {
  if (value <= 0) return 0
  if (!(value < Infinity)) return none
  float[0] = value
  const code = (word[0]! + 0x4000) >>> 15
  return code >= 0xff00 ? none : code
}

/** The figure again; NaN for none. */
export function unquantised(code: number): number {
  if (code === none) return NaN
  word[0] = code << 15
  return float[0]!
}
