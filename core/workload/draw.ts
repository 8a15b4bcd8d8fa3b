import { uniformInt } from 'pure-rand/distribution/uniformInt'
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus'

/** A seeded stream of whole numbers. */
export interface Stream {
  /** A whole number from `least` to `most`, both included. */
  between(least: number, most: number): number
  /** One of the members, each as likely. */
  pick<Member>(members: readonly Member[]): Member
}

/** Mixes a seed and a number into 32 bits, so that neighbours get streams that share nothing. */
export function mix(seed: number, salt: number): number {
  let mixed = Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b) ^ Math.imul(salt + 1, 0xc2b2ae35)
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x7feb352d)
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x846ca68b)
  return (mixed ^ (mixed >>> 16)) >>> 0
}

/** The stream of a seed and a salt; the same two give the same numbers on every platform. */
export function streamOf(seed: number, salt: number): Stream {
  const generator = xoroshiro128plus(mix(seed, salt) | 0)
  const between = (least: number, most: number) => uniformInt(generator, least, most)
  return {
    between,
    pick: members => members[between(0, members.length - 1)]!,
  }
}
