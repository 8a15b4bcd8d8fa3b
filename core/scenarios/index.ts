import { bootStorm } from './boot-storm.ts'
import { csvRedirect } from './csv-redirect.ts'
import { expandUnderLoad } from './expand-under-load.ts'
import { lunOneOwner } from './lun-one-owner.ts'
import { liveMigration, quickMigration } from './migrations.ts'
import { nodeFailure1, nodeFailure2 } from './node-failure.ts'
import { partitionSchedule } from './partition-schedule.ts'
import { runawayVmQos } from './runaway-vm-qos.ts'
import { snapshotUnderLoad } from './snapshot-under-load.ts'
import type { Scenario } from './types.ts'

export { chartOf, comparisonsOf } from './chart.ts'
export { hearLaboratories } from './laboratory.ts'
export type { Scenario, ScenarioLine, ScenarioOptions, ScenarioOutcome } from './types.ts'

/** Rehearsals that a person or a script can run; each answers with figures. */
export const scenarios: readonly Scenario[] = [
  bootStorm,
  csvRedirect,
  expandUnderLoad,
  liveMigration,
  lunOneOwner,
  nodeFailure1,
  nodeFailure2,
  partitionSchedule,
  quickMigration,
  runawayVmQos,
  snapshotUnderLoad,
]
