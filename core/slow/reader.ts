import type { SlowFigure } from '../../shared/contract/index.ts'
import { formatPath, parseInstance } from '../../shared/perfmon/index.ts'
import type { Computer, Counter, CounterSet, Instance, Sight } from '../counters/index.ts'
import { bind, computerOf, instancesOf, nameOfInstance, setOn } from '../counters/index.ts'
import type { World } from '../world/index.ts'

/** How a counter is asked for as a figure of a link. */
export interface Asked {
  readonly key: SlowFigure['key']
  readonly role: SlowFigure['role']
  readonly counter: string
  /** The levels of its counter, unless others are named; none where `isJudged` is false. */
  readonly levels?: { readonly warning: number; readonly critical: number }
  readonly isJudged?: false
  /** What is all of it, where the value is a part of something. */
  readonly whole?: number
}

const states = { ok: 0, warn: 1, crit: 2 } as const
type State = SlowFigure['state']

export function worstOf(all: readonly State[]): State {
  return all.reduce((worst, one) => (states[one] > states[worst] ? one : worst), 'ok')
}

export function rankOf(state: State): number {
  return states[state]
}

function stateOf(value: number, { warning, critical }: Pick<SlowFigure, 'warning' | 'critical'>) {
  if (critical !== undefined && value >= critical) return 'crit'
  if (warning !== undefined && value >= warning) return 'warn'
  return 'ok'
}

/**
 * Counters of one answer, under the exact path that a chart asks for. The instances of a set are
 * found once; a counter that is not there, or is not seen, is left out.
 */
export class CounterReader {
  private readonly found = new Map<string, readonly Instance[]>()

  constructor(
    readonly world: World,
    readonly sight: Sight,
  ) {}

  /** Counters of the instance that the test takes, or of `_Total`, or of a set without instances. */
  figures(
    computer: string,
    object: string,
    which: '' | '_Total' | ((instance: Instance) => boolean),
    asked: readonly Asked[],
  ): SlowFigure[] {
    const on = computerOf(this.world, computer, this.sight)
    const set = on && setOn(on, object)
    if (!on || !set) return []
    const one = typeof which === 'string' ? undefined : this.instances(on, set).find(which)
    const name = typeof which === 'string' ? which : one && nameOfInstance(one)
    if (name === undefined) return []
    return asked.flatMap(wanted => {
      const instance = name === '' ? {} : parseInstance(name)
      const path = { ...instance, computer: on.name, object, counter: wanted.counter }
      const counter = set.counters.find(known => known.name === wanted.counter)
      if (!counter) return []
      // What is found is read as it is: to bind a path looks for its instance once more.
      const value = one
        ? counter.read(this.world, one.subject)
        : bind(this.world, path, this.sight).read()
      return Number.isFinite(value) ? [figureOf(counter, formatPath(path), value, wanted)] : []
    })
  }

  private instances(on: Computer, set: CounterSet): readonly Instance[] {
    const key = `${on.name}\\${set.object}`
    const known = this.found.get(key) ?? instancesOf(this.world, on, set, this.sight)
    this.found.set(key, known)
    return known
  }
}

/** What a counter says, held against its levels; those that are bad below them say nothing here. */
function figureOf(
  { threshold, unit }: Counter,
  path: string,
  value: number,
  { key, role, levels, isJudged, whole }: Asked,
): SlowFigure {
  const known: Pick<SlowFigure, 'warning' | 'critical'> | undefined = threshold?.isBelow
    ? undefined
    : threshold
  const { warning, critical } = (isJudged === false ? undefined : (levels ?? known)) ?? {}
  return {
    ...{ key, role, path, value, unit },
    ...(whole === undefined ? {} : { percent: whole > 0 ? (value * 100) / whole : 0 }),
    ...(warning === undefined ? {} : { warning }),
    ...(critical === undefined ? {} : { critical }),
    state: stateOf(value, { warning, critical }),
  }
}
