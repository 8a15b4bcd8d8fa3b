import { msPerMinute } from '../../shared/domain/index.ts'
import type { CounterPath } from '../../shared/perfmon/index.ts'
import { parsePath, textMatcher } from '../../shared/perfmon/index.ts'
import type { Effort, Sight } from '../counters/index.ts'
import { computersOf, expand } from '../counters/index.ts'
import type { World } from '../world/index.ts'
import { counterSight } from './counter.handlers.ts'
import type { HandlerContext } from './handler.ts'

/** Instances that one question looks at; what it does not come to is shown by a later one. */
const effortAtOnce = 100_000
/** A verdict is not looked at again for so long, since lists are asked for again and again. */
const freshMs = 5 * msPerMinute

interface Verdict {
  readonly isSeen: boolean
  readonly atMs: number
}

/** What was found out with a sight, which is another object as soon as rights change. */
const verdictsOf = new WeakMap<Sight, Map<string, Verdict>>()
const anyNames: readonly (string | undefined)[] = [undefined, '', '*', '_Total']

/**
 * Whether a path that somebody else wrote may be shown to the caller: it names no computer and no
 * instance, or the caller sees a counter that it finds.
 */
export function pathsSeenBy(context: HandlerContext): (text: string) => boolean {
  const { world } = context
  const sight = counterSight(context)
  if (sight.everything) return () => true
  let verdicts = verdictsOf.get(sight)
  if (!verdicts) verdictsOf.set(sight, (verdicts = new Map()))
  const known = verdicts
  const effort = { left: effortAtOnce }
  return text => {
    const before = known.get(text)
    if (before) {
      const ageMs = world.nowMs - before.atMs
      // Half of the effort is for paths of which nothing is known yet.
      if ((ageMs >= 0 && ageMs < freshMs) || effort.left < effortAtOnce / 2) return before.isSeen
    }
    const path = parsePath(text)
    const isSeen = !('problem' in path) && (isNameless(path) || finds(world, path, sight, effort))
    if (isSeen || effort.left >= 0) known.set(text, { isSeen, atMs: world.nowMs })
    return isSeen
  }
}

function isNameless({ computer, parent, instance }: CounterPath): boolean {
  return [computer, parent, instance].every(name => anyNames.includes(name))
}

/** Whether it finds a counter on any computer; it stops at the first one. */
function finds(world: World, path: CounterPath, sight: Sight, effort: Effort): boolean {
  const isMeant = textMatcher(path.computer ?? '*')
  return computersOf(world, sight).some(
    ({ name }) =>
      effort.left >= 0 &&
      isMeant(name) &&
      expand(world, { ...path, computer: name }, sight, 1, effort).total > 0,
  )
}
