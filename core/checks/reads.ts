import { assert } from '../engine/assert.ts'
import type { Simulation } from '../engine/simulation.ts'
import type { TableName, World } from '../world/index.ts'
import { tableNames } from '../world/index.ts'
import { ColumnPart, SlotsPart } from './column-parts.ts'
import type { AnyColumns } from './column-parts.ts'
import { tableOfIndex } from './index-tables.ts'

/** Something that a check may read, and a number that is another one where it has changed. */
export interface Part {
  version(): number
  /** It changes so often, or so unseen, that comparing it is of no use. */
  readonly isFleeting?: true
}

/** What has no version: queue, flows, and what else a simulation keeps. */
const unseen: Part = { version: () => NaN, isFleeting: true }
const setNames = ['vms', 'hosts', 'volumes', 'pools', 'snapshots'] as const

/** Lends a simulation to its checks, and notes which parts of it each of them reads. */
export class Reads {
  private readonly lent: Simulation
  private noted = new Set<Part>()
  private pass = 0

  constructor(private readonly simulation: Simulation) {
    const { world } = simulation
    this.lent = this.over(simulation, { world: () => this.worldOver(world) })
    for (const name of Object.keys(simulation)) {
      if (name !== 'world') this.watch(this.lent, name, unseen, () => this.field(name))
    }
  }

  /** Forgets what columns were: they may have changed since. */
  beginPass(): void {
    this.pass++
  }

  /** What a check finds, and the parts that it read. */
  during(find: (simulation: Simulation) => string | undefined) {
    this.noted = new Set()
    const found = find(this.lent)
    return { found, parts: this.noted as ReadonlySet<Part> }
  }

  private field(name: string): unknown {
    return (this.simulation as unknown as Record<string, unknown>)[name]
  }

  private worldOver(world: World): World {
    const tables = new Map<TableName, Part>()
    for (const name of tableNames) tables.set(name, { version: () => world.changedSince(name) })
    const note = (name: TableName) => this.noted.add(tables.get(name)!)
    const lent = this.over(world, {
      index: () => this.indexOver(world, note),
      ...Object.fromEntries(setNames.map(name => [name, () => this.columnsOver(world[name])])),
    })
    this.watch(lent, 'nowMs', { version: () => world.nowMs }, () => world.nowMs)
    this.watch(lent, 'revision', { version: () => world.revision }, () => world.revision)
    this.watch(lent, 'fabric', tables.get('fabric')!, () => world.fabric)
    const counters = new Map<string, Part>()
    const noting: Partial<World> = {
      all: table => (note(table), world.all(table)),
      find: (table, id) => (note(table), world.find(table, id)),
      get: (table, id) => (note(table), world.get(table, id)),
      count: table => (note(table), world.count(table)),
      changedSince: (...names) => (names.forEach(note), world.changedSince(...names)),
      lastNumber: kind => {
        const known = counters.get(kind) ?? { version: () => world.lastNumber(kind) }
        counters.set(kind, known)
        this.noted.add(known)
        return world.lastNumber(kind)
      },
      idCounters: () => (this.noted.add(unseen), world.idCounters()),
      findAny: id => {
        const table = id.slice(0, id.indexOf('-')) as TableName
        if (tables.has(table)) note(table)
        return world.findAny(id)
      },
      apply: () => assert(false, 'a check only looks'),
      nextId: () => assert(false, 'a check only looks') as never,
    }
    return Object.assign(lent, noting)
  }

  private indexOver(world: World, note: (name: TableName) => unknown): World['index'] {
    const { index } = world
    const lent = Object.create(index) as World['index']
    for (const [name, table] of Object.entries(tableOfIndex)) {
      const get = () => (note(table), index[name as keyof typeof tableOfIndex])
      Object.defineProperty(lent, name, { get })
    }
    const noting: Partial<World['index']> = {
      groupsBelow: id => (note('hostgroup'), index.groupsBelow(id)),
      groupsAbove: id => (note('hostgroup'), index.groupsAbove(id)),
    }
    return Object.assign(lent, noting)
  }

  private columnsOver<Columns extends AnyColumns>(set: Columns): Columns {
    const data = {}
    for (const name of Object.keys(set.data)) {
      const part = new ColumnPart(set, name, () => this.pass)
      this.watch(data, name, part, () => (set.data as Record<string, unknown>)[name])
    }
    const slots = new SlotsPart(set, () => this.pass)
    const lent = this.over(set, { data: () => data })
    this.watch(lent, 'length', slots, () => set.length)
    return Object.assign(lent, { slots: () => (this.noted.add(slots), set.slots()) })
  }

  /** The object with some of its fields made anew, each once. */
  private over<T extends object>(base: T, fields: Readonly<Record<string, () => unknown>>): T {
    const lent = Object.create(base) as T
    for (const [name, make] of Object.entries(fields)) {
      Object.defineProperty(lent, name, { value: make(), enumerable: true })
    }
    return lent
  }

  private watch(lent: object, name: string, part: Part, value: () => unknown): void {
    const get = () => (this.noted.add(part), value())
    Object.defineProperty(lent, name, { get, enumerable: true })
  }
}
