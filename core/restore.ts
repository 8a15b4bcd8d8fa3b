import type { AnyId } from '../shared/domain/index.ts'
import { byId } from '../shared/domain/index.ts'
import { StateHash } from './engine/hash.ts'
import type { EngineState, Simulation } from './engine/simulation.ts'
import { storedColumns } from './engine/simulation.ts'
import { withStorage } from './older-storage.ts'
import type { Checkpoint, StoredRow, StoredState } from './ports.ts'
import { newSimulation } from './new-simulation.ts'
import type { TableName, Tables } from './world/index.ts'
import { put, tableNames } from './world/index.ts'

/** The whole state as one consistent instant; with `changed`, only those rows are in it. */
export function checkpointOf(
  simulation: Simulation,
  journalSeq: number,
  changed?: ReadonlyMap<string, TableName>,
): Checkpoint {
  const { world } = simulation
  return {
    timeMs: world.nowMs,
    journalSeq,
    rows: changed ? changedRows(simulation, changed) : allRows(simulation),
    engine: JSON.stringify(simulation.dump()),
    columns: storedColumns(world).flatMap(set => set.dump()),
  }
}

function changedRows(simulation: Simulation, changed: ReadonlyMap<string, TableName>): StoredRow[] {
  return [...changed].map(([id, table]) => {
    const row = simulation.world.find(table, id)
    return row ? { table, id, json: JSON.stringify(row) } : { table, id }
  })
}

function allRows(simulation: Simulation): StoredRow[] {
  return tableNames.flatMap(table =>
    [...simulation.world.all(table)].map(row => ({ table, id: row.id, json: JSON.stringify(row) })),
  )
}

/**
 * Brings a new simulation to a stored instant: rows in the order of their ids, then the columns,
 * the queue, the flows and the streams of chance. The journal's tail is the caller's affair.
 */
export function restoreInstant(
  simulation: Simulation,
  state: Pick<StoredState, 'rows' | 'columns' | 'engine'>,
): void {
  const { rows: stored, engine } = withStorage({
    rows: state.rows,
    engine: JSON.parse(state.engine) as EngineState,
  })
  const { world } = simulation
  simulation.plant(engine.seed)
  const none = new Map<string, Uint8Array>()
  for (const set of storedColumns(world)) set.restore(none, slotsOf(engine, set))
  for (const [table, rows] of parsedTables(stored)) {
    for (const row of rows) world.apply(put(table, row as never))
  }
  const columns = new Map(state.columns.map(column => [column.name, column.bytes]))
  for (const set of storedColumns(world)) set.restore(columns, slotsOf(engine, set))
  world.restoreIdCounters(engine.ids)
  simulation.queue.restore(engine.queue)
  simulation.draw.restore(engine.draw)
  simulation.flows.restore(engine.flows)
  world.nowMs = engine.nowMs
}

/** A store of an older version has no columns of what came later. */
function slotsOf(engine: EngineState, set: { readonly name: string }) {
  return engine.slots[set.name] ?? { length: 0, free: [] }
}

/** A simulation of its own at the same instant. */
export function forkOf(simulation: Simulation): Simulation {
  const fork = newSimulation()
  restoreInstant(fork, checkpointOf(simulation, 0))
  return fork
}

/**
 * Rows by table; tables come in their fixed order, so that what a row points to is there before.
 */
function parsedTables(rows: readonly StoredRow[]): Map<TableName, Tables[TableName][]> {
  const tables = new Map<TableName, Tables[TableName][]>(restoreOrder.map(name => [name, []]))
  for (const { table, json } of rows) {
    if (json !== undefined) tables.get(table as TableName)?.push(JSON.parse(json) as never)
  }
  for (const list of tables.values()) list.sort(byId)
  return tables
}

/** Traces come before VMs, so that their curves are there when a VM's columns are filled. */
const restoreOrder: readonly TableName[] = ['trace', ...tableNames.filter(name => name !== 'trace')]

/** Sixteen hexadecimal digits over rows, columns and engine: equal states, equal hashes. */
export function stateHash(simulation: Simulation): string {
  const hash = new StateHash()
  for (const table of tableNames) {
    const rows = [...simulation.world.all(table)] as { id: AnyId }[]
    rows.sort(byId)
    for (const row of rows) hash.text(JSON.stringify(inOrder(row)))
  }
  for (const set of storedColumns(simulation.world)) {
    for (const column of set.dump()) hash.text(column.name).bytes(column.bytes)
  }
  return hash.text(JSON.stringify(simulation.dump())).hex()
}

/**
 * A row with its fields by name, at every depth: one that was taken away and given again stands
 * last in the original and elsewhere in a copy, and that is no difference.
 */
function inOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inOrder)
  if (typeof value !== 'object' || value === null) return value
  const fields = Object.entries(value).filter(([, field]) => field !== undefined)
  fields.sort(([a], [b]) => (a < b ? -1 : 1))
  return Object.fromEntries(fields.map(([name, field]) => [name, inOrder(field)]))
}
