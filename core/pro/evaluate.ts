import type { ProTarget } from '../../shared/domain/index.ts'
import { proSamplesKept } from '../../shared/domain/index.ts'
import type { World } from '../world/index.ts'
import { takeSample } from './course.ts'
import type { ConditionField } from './rule.ts'
import { conditionFields } from './rule.ts'
import type { RunningRule } from './rules.ts'
import { signalsFor, slotCount } from './signals/index.ts'
import { struckBy } from './storm.ts'
import { fillWindow, pushSamples } from './window.ts'

/** Room for columns that the minutes use again, so that a minute allocates nothing. */
class Buffers {
  private readonly numbers = new Map<string, Float64Array>()
  private readonly flags = new Map<string, Uint8Array>()

  column(name: string, count: number): Float64Array {
    const found = this.numbers.get(name)
    if (found && found.length >= count) return found
    const made = new Float64Array(count + 256)
    this.numbers.set(name, made)
    return made
  }

  flag(name: string, count: number): Uint8Array {
    const found = this.flags.get(name)
    if (found && found.length >= count) return found
    const made = new Uint8Array(count + 256)
    this.flags.set(name, made)
    return made
  }
}

const buffers = new WeakMap<World, Buffers>()

function buffersOf(world: World): Buffers {
  let found = buffers.get(world)
  if (!found) buffers.set(world, (found = new Buffers()))
  return found
}

/** Whether samples of the signals of a rule are kept: it looks at more than the last one. */
function keepsSamples({ rule }: RunningRule): boolean {
  return rule.samples.of > 1
}

/** The rings that rules need: of signals with a window, and those that are evidence. */
export function ringsOf(rules: readonly RunningRule[]): ReadonlySet<string> {
  const names = new Set<string>()
  for (const one of rules) {
    for (const name of one.compiled.signals) {
      if (keepsSamples(one) || one.rule.windows[name]) names.add(`${one.rule.target}.${name}`)
    }
  }
  return names
}

/**
 * The samples of one minute of a kind of object, and what conditions find by the name of a signal.
 */
export interface Minute {
  readonly target: ProTarget
  readonly count: number
  readonly columnOf: (rule: RunningRule) => (name: string) => Float64Array
  /** Slots for which every level holds, whatever is measured: a drill of a storm. */
  readonly struck?: Uint8Array
}

/**
 * Fills the columns that the rules of one kind of object read, and keeps samples in rings. With
 * `isLook` nothing is kept: a question of a person leaves no trace.
 */
export function sampleMinute(
  world: World,
  target: ProTarget,
  rules: readonly RunningRule[],
  options: { readonly minute: number; readonly isLook?: boolean },
): Minute {
  const room = options.isLook ? new Buffers() : buffersOf(world)
  const count = slotCount(world, target)
  const known = signalsFor(target)
  const rings = ringsOf(rules)
  const filled = new Map<string, Float64Array>()
  for (const name of new Set(rules.flatMap(({ compiled }) => compiled.signals))) {
    const column = room.column(`${target}.${name}`, count)
    known.get(name)!.fill(world, column)
    filled.set(name, column)
    if (options.isLook || !rings.has(`${target}.${name}`)) continue
    const ring = world.pro.ring(`${target}.${name}`, count, proSamplesKept)
    pushSamples(ring, options.minute, column, count)
  }
  const windowed = (
    name: string,
    { minutes, aggregate }: RunningRule['rule']['windows'][string],
  ) => {
    const key = `${target}.${name}.${aggregate}.${minutes}`
    const made = filled.get(key)
    if (made) return made
    const column = room.column(key, count)
    const ring = world.pro.ringOf(`${target}.${name}`)
    if (ring && ring.length >= count * proSamplesKept) {
      fillWindow(ring, options.minute, { minutes, aggregate }, count, column)
    } else column.set(filled.get(name)!.subarray(0, count))
    filled.set(key, column)
    return column
  }
  const columnOf =
    ({ rule }: RunningRule) =>
    (name: string) => {
      const window = rule.windows[name]
      return window ? windowed(name, window) : filled.get(name)!
    }
  return { target, count, columnOf, struck: struckBy(world, target) }
}

const heldBuffers = new Buffers()

/** Which conditions of a rule hold now, for each slot; written over by the next call. */
export function heldNow(
  { count, columnOf, struck }: Minute,
  rule: RunningRule,
): Partial<Record<ConditionField, Uint8Array>> {
  const held: Partial<Record<ConditionField, Uint8Array>> = {}
  for (const field of conditionFields) {
    const condition = rule.compiled[field]
    if (!condition) continue
    const out = heldBuffers.flag(field, count)
    const columns = columnOf(rule)
    condition.run(columns, count, out)
    if (field === 'clear')
      for (const name of condition.names) clearMissing(columns(name), out, count)
    if (struck) strike(out, struck, field === 'clear' ? 0 : 1)
    held[field] = out
  }
  return held
}

function strike(out: Uint8Array, struck: Uint8Array, value: number): void {
  for (let slot = 0; slot < struck.length; slot++) if (struck[slot] === 1) out[slot] = value
}

/** What is not measured any more does not keep a tip open. */
function clearMissing(column: Float64Array, out: Uint8Array, count: number): void {
  for (let at = 0; at < count; at++) if (Number.isNaN(column[at]!)) out[at] = 1
}

/**
 * Leaves of flags those of objects whose level of watching is `least` at least; whether any is left.
 */
function leaveWatched(
  flags: Uint8Array | undefined,
  watched: Uint8Array,
  least: 1 | 2,
  count: number,
): boolean {
  if (!flags) return false
  let any = 0
  // levels are 0 to 2: a bit tells whether one is high enough
  const [add, shift] = [2 - least, 1]
  for (let at = 0; at < count; at++) {
    const left = flags[at]! & ((watched[at]! + add) >> shift)
    flags[at] = left
    any |= left
  }
  return any !== 0
}

/** What nobody watches any more does not keep a tip open. */
function clearUnwatched(clear: Uint8Array | undefined, watched: Uint8Array, count: number): void {
  if (clear) for (let at = 0; at < count; at++) if (watched[at]! < 1) clear[at] = 1
}

/** The courses of a rule after a sample, and the slots of those that have a level. */
export interface Followed {
  readonly courses: Uint32Array
  readonly reached: readonly number[]
}

/** Takes a minute's sample of a rule into the courses of its objects, and answers these. */
export function followRule(
  world: World,
  minute: Minute,
  rule: RunningRule,
  watched: Uint8Array,
): Followed {
  const { count } = minute
  const held = heldNow(minute, rule)
  const isWarning = leaveWatched(held.warning, watched, 2, count)
  const isCritical = leaveWatched(held.critical, watched, 1, count)
  const courses = world.pro.courses(rule.key, count)
  const { quiet } = world.pro
  // Where nothing is remembered and nothing holds, a sample changes no course.
  if (!isWarning && !isCritical && quiet.has(rule.key)) return { courses, reached: [] }
  clearUnwatched(held.clear, watched, count)
  const { reached, remembers } = takeSample(rule.rule, held, count, courses)
  if (remembers) quiet.delete(rule.key)
  else quiet.add(rule.key)
  return { courses, reached }
}
