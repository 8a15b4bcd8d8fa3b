/**
 * The number that a person typed, or undefined for an empty or unreadable text. A comma or a space
 * between digits groups thousands, a point starts the fraction.
 */
export function parseNumber(text: string): number | undefined {
  const plain = text.replaceAll(/[,\s]/g, '')
  if (!/^[+-]?(\d+\.?\d*|\.\d+)$/.test(plain)) return undefined
  return Number(plain)
}

/** The nearest value within the limits; a missing limit does not bind. */
export function clampNumber(value: number, min?: number, max?: number): number {
  return Math.min(max ?? Infinity, Math.max(min ?? -Infinity, value))
}
