import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64'
import { uniformInt } from 'pure-rand/distribution/uniformInt'
import { xoroshiro128plus, xoroshiro128plusFromState } from 'pure-rand/generator/xoroshiro128plus'
import { hash32 } from './hash.ts'

type Generator = ReturnType<typeof xoroshiro128plus>

/** Chance: one seed, and a stream of its own for each name, so that no draw shifts another. */
export class Draw {
  private readonly streams = new Map<string, Generator>()

  constructor(readonly seed: number) {}

  /** A whole number from `least` to `most`, both included. */
  integer(stream: string, least: number, most: number): number {
    return uniformInt(this.stream(stream), least, most)
  }

  /** A number from 0 (included) to 1 (excluded). */
  fraction(stream: string): number {
    return uniformFloat64(this.stream(stream))
  }

  /** The states of all streams, by name, as plain data. */
  dump(): [string, readonly number[]][] {
    return [...this.streams]
      .map(([name, generator]): [string, readonly number[]] => [name, generator.getState()])
      .sort(([a], [b]) => (a < b ? -1 : 1))
  }

  restore(states: readonly [string, readonly number[]][]): void {
    this.streams.clear()
    for (const [name, state] of states) this.streams.set(name, xoroshiro128plusFromState(state))
  }

  private stream(name: string): Generator {
    const known = this.streams.get(name)
    if (known) return known
    const made = xoroshiro128plus((this.seed ^ hash32(name)) | 0)
    this.streams.set(name, made)
    return made
  }
}
