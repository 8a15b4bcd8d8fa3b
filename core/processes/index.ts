import { migrationProcess } from './migration/index.ts'
import { powerProcess } from './power/index.ts'
import { provisioningProcess } from './provisioning/index.ts'
import { storageChangeProcess } from './storage-change/index.ts'
import type { Process } from './types.ts'

/** Every behaviour of the simulated cluster, by name. */
export const processes: ReadonlyMap<string, Process> = new Map(
  [powerProcess, provisioningProcess, migrationProcess, storageChangeProcess].map(process => [
    process.name,
    process,
  ]),
)
