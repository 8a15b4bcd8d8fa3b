import type { AnyId, HostId } from '../../shared/domain/index.ts'
import type { CounterPath } from '../../shared/perfmon/index.ts'
import { formatInstance } from '../../shared/perfmon/index.ts'
import type { World } from '../world/index.ts'
import { sets } from './catalogue/index.ts'
import { computerOf, hasSet } from './computers.ts'
import { namedInstances, totalName } from './instances.ts'
import type { Computer, Counter, CounterSet, Sight, TotalRule } from './types.ts'

/** Which part of a path is not there. */
export type Missing = 'computer' | 'object' | 'counter' | 'instance'

interface Target {
  readonly set: CounterSet
  readonly counter: Counter
  readonly read: (world: World) => number
  readonly stands: Stands
}

/** The object of the console that an instance stands for, and the host that it is on. */
export interface Stands {
  readonly objectId?: AnyId
  readonly hostId?: HostId
}

function isNamed(text: string, name: string, aliases: readonly string[]): boolean {
  const sought = text.toLowerCase()
  return name.toLowerCase() === sought || aliases.some(one => one.toLowerCase() === sought)
}

/** The set of an object's name on a computer; an exact name goes before another set's alias. */
export function setOn(computer: Computer, object: string): CounterSet | undefined {
  const there = sets.filter(set => hasSet(computer, set))
  const exact = there.find(set => isNamed(object, set.object, []))
  return exact ?? there.find(set => isNamed(object, set.object, set.aliases))
}

export function counterIn({ counters }: CounterSet, name: string): Counter | undefined {
  const exact = counters.find(one => isNamed(name, one.name, []))
  return exact ?? counters.find(one => isNamed(name, one.name, one.aliases))
}

/** What the values of all instances make together; those that are none do not count. */
export function totalOf<One>(
  ones: readonly One[],
  rule: TotalRule,
  valueOf: (one: One) => number,
): number {
  let count = 0
  let sum = 0
  let most = 0
  for (const one of ones) {
    const value = valueOf(one)
    if (Number.isNaN(value)) continue
    count++
    sum += value
    if (value > most) most = value
  }
  if (rule === 'most') return most
  return rule === 'sum' || count === 0 ? sum : sum / count
}

function targetOf(world: World, path: CounterPath, sight: Sight): Target | Missing {
  const computer = computerOf(world, path.computer ?? '', sight)
  if (!computer) return 'computer'
  const set = setOn(computer, path.object)
  if (!set) return 'object'
  const counter = counterIn(set, path.counter)
  if (!counter) return 'counter'
  const wanted = formatInstance(path).toLowerCase()
  const { instances, byName } = namedInstances(world, computer, set, sight)
  const on = computer.host ? { hostId: computer.host.id } : {}
  const isTotal = set.hasTotal && wanted === totalName.toLowerCase()
  const one = isTotal ? undefined : byName.get(wanted)
  if (one) {
    const stands = { ...on, ...(one.objectId ? { objectId: one.objectId } : {}) }
    return { set, counter, read: now => counter.read(now, one.subject), stands }
  }
  if (!isTotal) return 'instance'
  const read = (now: World) =>
    totalOf(instances, counter.total, found => counter.read(now, found.subject))
  return { set, counter, read, stands: on }
}

/**
 * A path that was resolved to what it reads. It is resolved again only where a row changed that
 * may change its instance, or what the reader may see; a sample costs the reading of columns.
 */
export class BoundCounter {
  private target: Target | Missing
  private seen: number
  private at: number

  constructor(
    private readonly world: World,
    readonly path: CounterPath,
    private sight: Sight,
  ) {
    this.target = targetOf(world, path, sight)
    this.seen = world.revision
    this.at = this.changedAt()
  }

  /** Why it has no value; undefined while its instance is there. */
  get missing(): Missing | undefined {
    return typeof this.target === 'string' ? this.target : undefined
  }

  get counter(): Counter | undefined {
    return typeof this.target === 'string' ? undefined : this.target.counter
  }

  /** What its instance stands for; nothing while it is missing. */
  get stands(): Stands {
    return typeof this.target === 'string' ? {} : this.target.stands
  }

  /** The value now; NaN where there is none. */
  read(sight: Sight = this.sight): number {
    this.renew(sight)
    return typeof this.target === 'string' ? NaN : this.target.read(this.world)
  }

  private renew(sight: Sight): void {
    if (sight === this.sight && this.seen === this.world.revision) return
    this.seen = this.world.revision
    const at = this.changedAt()
    if (sight === this.sight && at === this.at) return
    this.at = at
    this.sight = sight
    this.target = targetOf(this.world, this.path, sight)
  }

  private changedAt(): number {
    if (typeof this.target === 'string') return this.world.revision
    return this.target.set.changedAt(this.world)
  }
}

/** Resolves a path to a reader of its values. */
export function bind(world: World, path: CounterPath, sight: Sight): BoundCounter {
  return new BoundCounter(world, path, sight)
}
