import type { Refusal } from '../../shared/refusals/index.ts'

/** Carries a refusal out of the depth of a stream. It never leaves this folder. */
export class UnpackError extends Error {
  constructor(readonly refusal: Refusal) {
    super(refusal.text)
    this.name = 'UnpackError'
  }
}
