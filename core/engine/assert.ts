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
  return value === undefined ? missing(what) : value
}

/** The defect of a value that is not there: for paths too hot to put its name together before. */
export function missing(what: string): never {
  throw new Defect(`assumption broken: ${what} is defined`)
}
