import { bytesPerMib } from '../../shared/domain/index.ts'
import { refuse } from '../../shared/refusals/index.ts'
import { UnpackError } from './unpack-error.ts'

/** The most that one import may unpack to. */
export const unpackedLimitMib = 256

/** The most samples that one import may hold: 95 years of one server, every five minutes. */
export const samplesLimit = 10_000_000

/**
 * Counts unpacked bytes as they come, so that a small file which unpacks to a huge one is cut off.
 */
export class UnpackBudget {
  private spent = 0
  private samples = 0

  constructor(
    private readonly source: string,
    private readonly limitMib = unpackedLimitMib,
  ) {}

  /** @throws UnpackError with `trace.too-large` when the limit is passed */
  spend(bytes: number): void {
    this.spent += bytes
    if (this.spent <= this.limitMib * bytesPerMib) return
    throw new UnpackError(
      refuse('trace.too-large', { source: this.source, limitMib: this.limitMib }),
    )
  }

  /** @throws UnpackError with `trace.too-long` when the import holds too many samples */
  spendSamples(count: number): void {
    this.samples += count
    if (this.samples <= samplesLimit) return
    throw new UnpackError(refuse('trace.too-long', { source: this.source, limit: samplesLimit }))
  }
}
