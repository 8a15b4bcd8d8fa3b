/** A broken assumption of ours. Domain code never catches it. */
export class Defect extends Error {
  override readonly name = 'Defect'
}

/** Throws a defect where the assumption does not hold. */
export function assert(condition: unknown, assumption: string): asserts condition {
  if (!condition) throw new Defect(`assumption broken: ${assumption}`)
}

/** The value, asserted to be there. */
export function defined<T>(value: T | undefined, what: string): T {
  assert(value !== undefined, `${what} is defined`)
  return value
}
