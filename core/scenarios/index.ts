import { bootStorm } from './boot-storm.ts'
import { liveMigration, quickMigration } from './migrations.ts'
import { partitionSchedule } from './partition-schedule.ts'
import type { Scenario } from './types.ts'

export type { Scenario, ScenarioLine } from './types.ts'

/** Rehearsals that a person or a script can run; each answers with figures. */
export const scenarios: readonly Scenario[] = [
  bootStorm,
  liveMigration,
  partitionSchedule,
  quickMigration,
]
