import type { ProRule } from '../../shared/domain/index.ts'
import { proSamplesKept } from '../../shared/domain/index.ts'

/**
 * How a rule goes on with one object, in one number: which of the last ten samples held for the
 * warning, for the critical tip and for closing (ten bits each, the last one lowest), and the
 * level.
 */
export const levels = { none: 0, warning: 1, critical: 2 } as const
type Level = (typeof levels)[keyof typeof levels]

const mask = (1 << proSamplesKept) - 1
const shift = { warning: 0, critical: proSamplesKept, clear: 2 * proSamplesKept } as const
const levelShift = 3 * proSamplesKept

/** The level of a course. */
export function levelOf(course: number): Level {
  return (course >>> levelShift) as Level
}

/** Which conditions held in a sample, for each object 1 or 0; absent where the rule has none. */
export interface Held {
  readonly warning?: Uint8Array
  readonly critical?: Uint8Array
  readonly clear?: Uint8Array
}

/** What a sample left behind in the courses of a rule. */
export interface Taken {
  /** The places whose courses have a level now, in their order. */
  readonly reached: readonly number[]
  /** Whether any course remembers anything. */
  readonly remembers: boolean
}

/**
 * Takes a sample of `count` objects into their courses, in place.
 *
 * A level is reached once it held in `need` of the last `of` samples. A critical object goes back
 * to a warning, or closes, only when none of the last `of` samples held any more (hysteresis in time),
 * and closes only where the rule's `clear`, if it has one, held in the last `need` of them.
 */
export function takeSample(
  { samples }: Pick<ProRule, 'samples'>,
  held: Held,
  count: number,
  courses: Uint32Array,
): Taken {
  const { warning: warns, critical: strikes } = held
  const reached: number[] = []
  let remembers = false
  for (let at = 0; at < count; at++) {
    const before = courses[at]!
    const warning = warns ? warns[at]! : 0
    const critical = strikes ? strikes[at]! : 0
    // Nearly all objects are well, and stay so without a look at their bits.
    if ((before | warning | critical) === 0) continue
    const isClear = held.clear ? held.clear[at]! : 1
    const course = nextCourse(before, { warning, critical, isClear }, samples)
    courses[at] = course
    if (course === 0) continue
    remembers = true
    if (levelOf(course) > 0) reached.push(at)
  }
  return { reached, remembers }
}

/** The course of one object after a sample. */
function nextCourse(
  before: number,
  sample: { readonly warning: number; readonly critical: number; readonly isClear: number },
  { need, of }: ProRule['samples'],
): number {
  const window = (1 << of) - 1
  const recent = (1 << need) - 1
  const warnings = pushed(before >>> shift.warning, sample.warning)
  const criticals = pushed(before >>> shift.critical, sample.critical)
  const clears = pushed(before >>> shift.clear, sample.isClear)
  const level = nextLevel(levelOf(before), {
    warning: bitsIn(warnings & window) >= need,
    critical: bitsIn(criticals & window) >= need,
    wasWarning: (warnings & window) !== 0,
    wasCritical: (criticals & window) !== 0,
    isClear: (clears & recent) === recent,
  })
  const isWell = level === 0 && warnings === 0 && criticals === 0
  return isWell ? 0 : packed(warnings, criticals, clears, level)
}

interface Seen {
  /** Reached now. */
  readonly warning: boolean
  readonly critical: boolean
  /** Held in any sample of the window. */
  readonly wasWarning: boolean
  readonly wasCritical: boolean
  readonly isClear: boolean
}

function nextLevel(before: Level, seen: Seen): Level {
  if (seen.critical) return levels.critical
  if (before === levels.critical && seen.wasCritical) return levels.critical
  if (seen.warning) return levels.warning
  if (before === levels.none) return levels.none
  if (seen.wasWarning || seen.wasCritical || !seen.isClear) return before
  return levels.none
}

function pushed(bits: number, held: number): number {
  return ((bits << 1) | held) & mask
}

function packed(warnings: number, criticals: number, clears: number, level: Level): number {
  return (
    (warnings | (criticals << shift.critical) | (clears << shift.clear) | (level << levelShift)) >>>
    0
  )
}

function bitsIn(bits: number): number {
  let count = 0
  for (let left = bits; left !== 0; left &= left - 1) count++
  return count
}
