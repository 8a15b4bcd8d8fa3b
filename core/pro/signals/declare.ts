import type { ProTarget } from '../../../shared/domain/index.ts'
import { msPerDay } from '../../../shared/domain/index.ts'
import type { Tables, World } from '../../world/index.ts'
import { objectsOf, slotCount } from './objects.ts'
import type { Declared, ProSignal } from './types.ts'

/** Declares signals of one kind of object under their names. */
export function signalsOf<Target extends ProTarget>(
  target: Target,
  declared: Readonly<Record<string, Declared<Target>>>,
): readonly ProSignal[] {
  return Object.entries(declared).map(([name, one]) => {
    const { title, unit, description } = one
    return { name, target, title, unit, description, fill: fillOf(target, one) }
  })
}

function fillOf<Target extends ProTarget>(
  target: Target,
  { fill, read, sinceMs, follows, ofDeleted }: Declared<Target>,
): ProSignal['fill'] {
  if (fill) return fill
  const value = read ?? ((world: World, row: Tables[Target]) => sinceMs!(world, row) ?? NaN)
  const isLeftOut = (row: Tables[Target]) => !ofDeleted && 'recycled' in row && !!row.recycled
  const ask = (world: World, row: Tables[Target]) => (isLeftOut(row) ? NaN : value(world, row))
  const values = follows ? remembered(target, ask, follows) : everyTime(target, ask)
  if (!sinceMs) return values
  return (world, column) => {
    values(world, column)
    countDays(world, column, objectsOf(world, target), isLeftOut)
  }
}

/** Instants become days since; 0 where there is nothing to count. */
function countDays<Row>(
  world: World,
  column: Float64Array,
  rows: readonly (Row | undefined)[],
  isLeftOut: (row: Row) => boolean,
): void {
  for (let slot = 0; slot < rows.length; slot++) {
    const row = rows[slot]
    if (!row || isLeftOut(row)) continue
    const since = column[slot]!
    column[slot] = Number.isNaN(since) ? 0 : (world.nowMs - since) / msPerDay
  }
}

type Ask<Target extends ProTarget> = (world: World, row: Tables[Target]) => number

function everyTime<Target extends ProTarget>(target: Target, ask: Ask<Target>): ProSignal['fill'] {
  return (world, column) => {
    const rows = objectsOf(world, target)
    column.fill(NaN, 0, slotCount(world, target))
    for (let slot = 0; slot < rows.length; slot++) {
      const row = rows[slot]
      if (row) column[slot] = ask(world, row)
    }
  }
}

interface Known<Target extends ProTarget> {
  revision: number
  /** The last change of a row of the kind that has been looked at. */
  seen: number
  readonly rows: (Tables[Target] | undefined)[]
  values: Float64Array
}

/**
 * What follows from rows is asked for again only where one of them changed, so that 25,000 VMs with
 * dozens of such figures cost a comparison each.
 */
function remembered<Target extends ProTarget>(
  target: Target,
  ask: Ask<Target>,
  follows: NonNullable<Declared<Target>['follows']>,
): ProSignal['fill'] {
  const worlds = new WeakMap<World, Known<Target>>()
  return (world, column) => {
    const known = worlds.get(world) ?? {
      ...{ revision: -1, seen: -1, rows: [], values: new Float64Array(0) },
    }
    worlds.set(world, known)
    const count = slotCount(world, target)
    const revision = follows.length === 0 ? 0 : world.changedSince(...follows)
    if (known.revision !== revision || known.values.length < count) {
      known.rows.length = 0
      known.values = new Float64Array(count + 64)
      known.revision = revision
      known.seen = -1
    }
    const seen = world.changedSince(target)
    if (known.seen !== seen) update(world, objectsOf(world, target), count, known, ask)
    known.seen = seen
    column.set(known.values.subarray(0, count))
  }
}

function update<Target extends ProTarget>(
  world: World,
  now: readonly (Tables[Target] | undefined)[],
  count: number,
  { rows, values }: Known<Target>,
  ask: Ask<Target>,
): void {
  for (let slot = 0; slot < count; slot++) {
    const row = now[slot]
    if (row !== undefined && row === rows[slot]) continue
    rows[slot] = row
    values[slot] = row ? ask(world, row) : NaN
  }
}
