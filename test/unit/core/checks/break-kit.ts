import type { Simulation } from '../../../../core/engine/simulation.ts'
import type { HostRow, JobRow, TableName, Tables, VmRow } from '../../../../core/world/index.ts'
import { put } from '../../../../core/world/index.ts'
import type { AnyId } from '../../../../shared/domain/index.ts'

/** One way to break the world. */
export type Break = (simulation: Simulation) => void

export function change<Table extends TableName>(
  simulation: Simulation,
  table: Table,
  more: (row: Tables[Table]) => Partial<Tables[Table]>,
  at = 0,
): void {
  const row = [...simulation.world.all(table)][at]!
  simulation.world.apply(put(table, { ...row, ...more(row) }))
}

/** The row as it should not be, without what listens to changes bringing the columns in line. */
export function sneak(simulation: Simulation, id: AnyId, more: object): void {
  Object.assign(simulation.world.findAny(id)!, more)
}

export function vmAt(simulation: Simulation, at = 0): VmRow {
  return [...simulation.world.all('vm')][at]!
}

export function hostAt(simulation: Simulation): HostRow {
  return [...simulation.world.all('host')][0]!
}

/** As if a step had just been made. */
export function afterStep(simulation: Simulation): void {
  const { nowMs, revision } = simulation.world
  simulation.lastStep = { timeMs: nowMs, revision }
}

/** A finished job, told otherwise by the fields given. */
export function addJob({ world }: Simulation, more: Partial<JobRow>): JobRow {
  const row: JobRow = {
    ...{ id: world.nextId('job'), name: 'job.vm.start', status: 'completed', targetName: 'x' },
    ...{ ownerName: 'test', startedMs: world.nowMs, endedMs: world.nowMs },
    ...{ children: 0, childrenDone: 0, childrenFailed: 0, steps: [], changes: [] },
    ...more,
  }
  world.apply(put('job', row))
  return row
}

export function addFault(simulation: Simulation, more: Partial<Tables['fault']>): void {
  const { world } = simulation
  world.apply(
    put('fault', {
      ...{ id: world.nextId('fault'), kind: 'guest-hang', targetId: vmAt(simulation).id },
      ...{ targetName: 'x', status: 'active', beginMs: world.nowMs, ownerName: 'test' },
      ...more,
    }),
  )
}
