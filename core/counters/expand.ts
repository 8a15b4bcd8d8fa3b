import type { CounterPath } from '../../shared/perfmon/index.ts'
import { formatInstance, parseInstance, textMatcher } from '../../shared/perfmon/index.ts'
import type { World } from '../world/index.ts'
import { counterIn, setOn } from './bind.ts'
import { sets } from './catalogue/index.ts'
import { computerOf, computersOf, hasSet } from './computers.ts'
import { instancesOf, nameOfInstance, totalName } from './instances.ts'
import type { Computer, Counter, CounterSet, Sight } from './types.ts'

export interface Expanded {
  readonly paths: readonly CounterPath[]
  /** How many there are in all; those beyond the limit are left out. */
  readonly total: number
}

/** How many instances may still be looked at; below 0 the rest was not counted. */
export interface Effort {
  left: number
}

/** Instances that one question may look at, which takes about a second. */
export const effortMost = 1_000_000

/** Names of instances as paths have them, `_Total` first where the set has one. */
export function instanceNames(
  world: World,
  computer: Computer,
  set: CounterSet,
  sight: Sight,
): string[] {
  const names = instancesOf(world, computer, set, sight).map(nameOfInstance)
  return set.hasTotal && names.length > 0 ? [totalName, ...names] : names
}

function setsLike(computer: Computer, object: string): readonly CounterSet[] {
  if (!object.includes('*')) return [setOn(computer, object)].filter(one => one !== undefined)
  const isLike = textMatcher(object)
  return sets.filter(set => hasSet(computer, set) && isLike(set.object))
}

function countersLike(set: CounterSet, name: string): readonly Counter[] {
  if (!name.includes('*')) return [counterIn(set, name)].filter(one => one !== undefined)
  const isLike = textMatcher(name)
  return set.counters.filter(one => isLike(one.name))
}

/**
 * The existing counters that a path with wildcards asks for, on every computer that is seen where
 * it names none, as far as the computer is meant. Names in the answer are the exact ones, also
 * where the path had aliases.
 */
export function expand(
  world: World,
  wanted: CounterPath,
  sight: Sight,
  limit: number,
  effort: Effort = { left: effortMost },
  isMeant: (computer: Computer) => boolean = () => true,
): Expanded {
  const { computer: named = '*', object, counter } = wanted
  const isInstance = textMatcher(formatInstance(wanted))
  const found = named.includes('*') ? undefined : computerOf(world, named, sight)
  const isComputer = textMatcher(named)
  const computers = named.includes('*')
    ? computersOf(world, sight).filter(one => isComputer(one.name))
    : found
      ? [found]
      : []
  const paths: CounterPath[] = []
  let total = 0
  for (const computer of computers.filter(isMeant)) {
    for (const set of setsLike(computer, object)) {
      const counters = countersLike(set, counter)
      if (counters.length === 0) continue
      if (effort.left < 0) return { paths, total }
      const all = instanceNames(world, computer, set, sight)
      effort.left -= all.length
      const names = all.filter(isInstance)
      total += names.length * counters.length
      const room = Math.max(0, limit - paths.length)
      paths.push(...pathsOf(computer, set, names, counters, room))
    }
  }
  return { paths, total }
}

/** The first few counters of some instances. */
function pathsOf(
  { name: computer }: Computer,
  { object }: CounterSet,
  names: readonly string[],
  counters: readonly Counter[],
  most: number,
): CounterPath[] {
  const shown = names.slice(0, most).flatMap(name => {
    const instance = name === '' ? {} : parseInstance(name)
    return counters.map(({ name: counter }) => ({ ...instance, computer, object, counter }))
  })
  return shown.slice(0, most)
}
