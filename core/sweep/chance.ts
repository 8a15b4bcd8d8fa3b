import { Draw } from '../engine/draw.ts'
import { defined } from '../engine/assert.ts'

const stream = 'sweep'

/** The decisions of one seed of the sweep, apart from the chance of the fabric that it drives. */
export class Chance {
  private readonly draw: Draw

  constructor(seed: number) {
    this.draw = new Draw(seed)
  }

  /** A whole number from `least` to `most`, both included. */
  integer(least: number, most: number): number {
    return this.draw.integer(stream, least, most)
  }

  /** True so many times of a hundred. */
  percent(share: number): boolean {
    return this.integer(0, 99) < share
  }

  /** One of them; there is at least one. */
  pick<T>(items: readonly T[]): T {
    return defined(items[this.integer(0, items.length - 1)], 'something to pick')
  }

  /** One of them, or nothing where there is none. */
  any<T>(items: readonly T[]): T | undefined {
    return items.length === 0 ? undefined : this.pick(items)
  }
}
