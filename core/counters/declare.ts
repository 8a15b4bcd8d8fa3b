import type { HostRow, TableName, World } from '../world/index.ts'
import { followsFrom } from '../world/index.ts'
import type {
  Computer,
  Counter,
  CounterKind,
  CounterSet,
  CounterUnit,
  Found,
  Sight,
  Threshold,
  TotalRule,
} from './types.ts'

/** How a counter is declared under its exact name. */
export interface DeclaredCounter<Subject> {
  readonly unit: CounterUnit
  readonly description: string
  readonly explain: string
  readonly read: (world: World, subject: Subject) => number
  readonly kind?: CounterKind
  readonly scale?: number
  readonly total?: TotalRule
  readonly threshold?: Threshold
  readonly aliases?: readonly string[]
  /** The name is general knowledge, not from a source of the facts: marked [G] there. */
  readonly isGeneral?: true
}

interface FoundSubject<Subject> extends Found {
  readonly subject: Subject
}

interface Declared<Subject> {
  readonly object: string
  readonly description: string
  readonly isSingle?: true
  readonly hasTotal?: true
  readonly release?: CounterSet['release']
  readonly aliases?: readonly string[]
  readonly follows?: readonly TableName[]
  readonly counters: Readonly<Record<string, DeclaredCounter<Subject>>>
}

type FindOnHost<Subject> = (
  world: World,
  host: HostRow,
  sight: Sight,
) => readonly FoundSubject<Subject>[]

const generalName = ' [G]: the name is general knowledge, no source of it was at hand.'
const kindOfUnit: Partial<Record<CounterUnit, CounterKind>> = { 'B/s': 'rate', '1/s': 'rate' }

function countersOf<Subject>(declared: Declared<Subject>['counters']): Counter[] {
  return Object.entries(declared).map(([name, one]) => ({
    ...{ name, description: one.description, unit: one.unit, scale: one.scale ?? 0 },
    explain: one.isGeneral ? one.explain + generalName : one.explain,
    kind: one.kind ?? kindOfUnit[one.unit] ?? 'instantaneous',
    total: one.total ?? (one.unit === '%' || one.unit === 's' ? 'mean' : 'sum'),
    aliases: one.aliases ?? [],
    ...(one.threshold ? { threshold: one.threshold } : {}),
    read: one.read as Counter['read'],
  }))
}

function setOf<Subject>(
  declared: Declared<Subject>,
): Omit<CounterSet, 'on' | 'find' | 'changedAt'> {
  const { object, description, isSingle = false, hasTotal = false, release } = declared
  return {
    ...{ object, description, isSingle, hasTotal, ...(release ? { release } : {}) },
    aliases: declared.aliases ?? [],
    counters: countersOf(declared.counters),
  }
}

/** Thousands of counters ask for it in one second: each but the first compares two numbers. */
function lastChangeOf(tables: readonly TableName[]): CounterSet['changedAt'] {
  return followsFrom(tables, world => world.changedSince(...tables))
}

/** A set that every host has. */
export function hostSet<Subject>(
  declared: Declared<Subject>,
  find: FindOnHost<Subject>,
): CounterSet {
  return {
    ...{ ...setOf(declared), on: 'host' },
    changedAt: lastChangeOf(['host', 'cluster', 'vm', 'fault', ...(declared.follows ?? [])]),
    find: (world, { host }, sight) => (host ? find(world, host, sight) : []),
  }
}

/** A set that only the management server has. */
export function managementSet<Subject>(
  declared: Declared<Subject>,
  find: (world: World, sight: Sight) => readonly FoundSubject<Subject>[],
): CounterSet {
  return {
    ...{ ...setOf(declared), on: 'management' },
    changedAt: lastChangeOf(declared.follows ?? []),
    find: (world, computer: Computer, sight) => (computer.host ? [] : find(world, sight)),
  }
}

/** The one subject of a set without instances. */
export function single<Subject>(subject: Subject): readonly FoundSubject<Subject>[] {
  return [{ name: '', subject }]
}

/** What a counter says for a figure that the model does not have. */
export function notModelled(value = 0) {
  return {
    read: () => value,
    explain: `The model has no such thing: it is always ${value}.`,
  } as const
}
