import { cloneProcess } from './clone/index.ts'
import { checkpointProcess } from './checkpoint/index.ts'
import { failoverProcess } from './failover/index.ts'
import { diskProcess } from './disk/index.ts'
import {
  hostAddProcess,
  hostBootProcess,
  hostPowerOffProcess,
  hostRestartProcess,
  hostUpdateProcess,
} from './host/index.ts'
import { migrationProcess } from './migration/index.ts'
import { powerProcess } from './power/index.ts'
import { provisioningProcess } from './provisioning/index.ts'
import { storageChangeProcess } from './storage-change/index.ts'
import {
  snapshotCopyProcess,
  snapshotRemoveProcess,
  snapshotTakeProcess,
} from './snapshot/index.ts'
import { storageMigrationProcess } from './storage-migration/index.ts'
import { transferProcess } from './transfer/index.ts'
import type { Process } from './types.ts'

const all: readonly Process[] = [
  powerProcess,
  provisioningProcess,
  migrationProcess,
  storageChangeProcess,
  snapshotTakeProcess,
  snapshotRemoveProcess,
  snapshotCopyProcess,
  failoverProcess,
  hostAddProcess,
  hostBootProcess,
  checkpointProcess,
  diskProcess,
  hostRestartProcess,
  hostPowerOffProcess,
  hostUpdateProcess,
  storageMigrationProcess,
  transferProcess,
  cloneProcess,
]

/** Every behaviour of the simulated cluster, by name. */
export const processes: ReadonlyMap<string, Process> = new Map(
  all.map(process => [process.name, process]),
)
