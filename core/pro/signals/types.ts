import type { ProTarget } from '../../../shared/domain/index.ts'
import type { TableName, Tables, World } from '../../world/index.ts'

/** Units of signals; a day and a count are whole or in parts, as they come. */
export type SignalUnit = '%' | 'MiB' | 'GiB' | 'ms' | '1/s' | 'B/s' | 'days' | '0/1' | 'count' | ''

/** A figure of the fabric that rules may watch; each is a number, sampled once a minute. */
export interface ProSignal {
  readonly name: string
  readonly target: ProTarget
  readonly title: string
  readonly unit: SignalUnit
  /** What it is and how it is computed. */
  readonly description: string
  /** Writes the samples of all objects by their slot, and no number where there is none. */
  readonly fill: (world: World, column: Float64Array) => void
}

/** How a signal of one kind of object is declared: by one of `fill`, `read` and `sinceMs`. */
export interface Declared<Target extends ProTarget> {
  readonly title: string
  readonly unit: SignalUnit
  readonly description: string
  /** All objects at once; for what changes with every second. */
  readonly fill?: ProSignal['fill']
  readonly read?: (world: World, row: Tables[Target]) => number
  /** The instant from which days are counted; undefined where there is nothing to count. */
  readonly sinceMs?: (world: World, row: Tables[Target]) => number | undefined
  /**
   * Tables besides its own from which `read` or `sinceMs` follows: it is asked again only where a
   * row of theirs, or its own, changed. Absent for what is read every minute.
   */
  readonly follows?: readonly TableName[]
  /** Whether VMs in the recycle bin have it too. */
  readonly ofDeleted?: true
}
