import type {
  AnyId,
  HostGroupId,
  HostId,
  ObjectKind,
  TipId,
  VmId,
} from '../../shared/domain/index.ts'
import { kindOfId } from '../../shared/domain/index.ts'
import { assert, missing } from '../engine/assert.ts'
import {
  ColumnSet,
  hostLayout,
  poolLayout,
  snapshotLayout,
  vmLayout,
  volumeLayout,
} from './columns.ts'
import { Indices } from './indices.ts'
import { ProColumns } from './pro-columns.ts'
import type { FabricRow, TableName, Tables } from './rows.ts'
import { tableNames } from './rows.ts'

/** A change of one row: its new content, or that it is gone. */
export type Change = {
  [Table in TableName]:
    | { readonly table: Table; readonly row: Tables[Table] }
    | { readonly table: Table; readonly gone: string }
}[TableName]

export type ChangeListener = (change: Change, before: Tables[TableName] | undefined) => void

/** The row of a table, put into the world: reads as `put('vm', { ...vm, name })`. */
export function put<Table extends TableName>(table: Table, row: Tables[Table]): Change {
  return { table, row } as unknown as Change
}

/** The row with this id, taken out of the world. */
export function remove(table: TableName, id: string): Change {
  return { table, gone: id } as Change
}

/**
 * All state of a fabric: readonly rows by id, and the columns of the hot loop. A row changes only
 * through `apply`, which bumps the revision and tells listeners (indices, store, streams).
 */
export class World {
  revision = 0
  nowMs = 0
  readonly vms: ColumnSet<typeof vmLayout> = new ColumnSet('vm', vmLayout)
  readonly hosts: ColumnSet<typeof hostLayout> = new ColumnSet('host', hostLayout)
  readonly volumes: ColumnSet<typeof volumeLayout> = new ColumnSet('volume', volumeLayout)
  readonly pools: ColumnSet<typeof poolLayout> = new ColumnSet('pool', poolLayout)
  readonly snapshots: ColumnSet<typeof snapshotLayout> = new ColumnSet('snapshot', snapshotLayout)
  readonly pro = new ProColumns()
  /** The tip whose remedy is being carried out now: jobs that begin meanwhile are its own. */
  actingFor: TipId | undefined
  readonly index: Indices
  private readonly tables: { [Table in TableName]: Map<string, Tables[Table]> }
  private readonly counters = new Map<string, number>()
  private readonly listeners: ChangeListener[] = []
  /** Revision of the last change of each table, so that a reader knows whether to look again. */
  private readonly changedAt = new Map<TableName, number>()

  constructor() {
    const entries = tableNames.map(name => [name, new Map()])
    this.tables = Object.fromEntries(entries) as never
    this.index = new Indices(this)
  }

  /** The only door for a change to a row. */
  apply(change: Change): void {
    const table = this.tables[change.table] as Map<string, Tables[TableName]>
    const id = 'gone' in change ? change.gone : change.row.id
    const before = table.get(id)
    if ('gone' in change) {
      assert(before, `${id} exists before it goes`)
      table.delete(id)
    } else {
      table.set(id, change.row)
    }
    this.revision++
    this.changedAt.set(change.table, this.revision)
    this.index.note(change, before)
    for (const listener of this.listeners) listener(change, before)
  }

  applyAll(changes: Iterable<Change>): void {
    for (const change of changes) this.apply(change)
  }

  /** Hears every change after it is applied. Answers a function that stops it. */
  listen(listener: ChangeListener): () => void {
    this.listeners.push(listener)
    return () => {
      const at = this.listeners.indexOf(listener)
      if (at >= 0) this.listeners.splice(at, 1)
    }
  }

  /** The revision of the last change in any of these tables. */
  changedSince(...names: TableName[]): number {
    let last = 0
    for (const name of names) last = Math.max(last, this.changedAt.get(name) ?? 0)
    return last
  }

  find<Table extends TableName>(table: Table, id: string | undefined): Tables[Table] | undefined {
    return id === undefined ? undefined : this.tables[table].get(id)
  }

  get<Table extends TableName>(table: Table, id: string): Tables[Table] {
    return this.tables[table].get(id) ?? missing(`${table} ${id}`)
  }

  /** The row that any id names. */
  findAny(id: AnyId): Tables[ObjectKind] | undefined {
    const kind = kindOfId(id)
    return kind && (this.tables[kind].get(id) as Tables[ObjectKind] | undefined)
  }

  all<Table extends TableName>(table: Table): IterableIterator<Tables[Table]> {
    return this.tables[table].values() as IterableIterator<Tables[Table]>
  }

  count(table: TableName): number {
    return this.tables[table].size
  }

  /** The fabric's own row; a world without one is empty. */
  get fabric(): FabricRow | undefined {
    return this.tables.fabric.get('fabric-1')
  }

  /** The next free id of a kind; ids are never used twice. */
  nextId<Kind extends ObjectKind>(kind: Kind): `${Kind}-${number}` {
    const number = (this.counters.get(kind) ?? 0) + 1
    this.counters.set(kind, number)
    return `${kind}-${number}`
  }

  /** The number of the last id of a kind; 0 where there was none. */
  lastNumber(kind: ObjectKind): number {
    return this.counters.get(kind) ?? 0
  }

  /** The id counters, as plain data for the store. */
  idCounters(): Record<string, number> {
    return Object.fromEntries([...this.counters].sort(([a], [b]) => (a < b ? -1 : 1)))
  }

  restoreIdCounters(counters: Record<string, number>): void {
    this.counters.clear()
    for (const [kind, number] of Object.entries(counters)) this.counters.set(kind, number)
  }

  hostOfVm(vmId: VmId): HostId {
    return this.get('vm', vmId).hostId
  }

  groupOfHost(hostId: HostId): HostGroupId {
    return this.get('host', hostId).hostGroupId
  }
}
