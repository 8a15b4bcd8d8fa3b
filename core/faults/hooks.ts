import type { FaultKind } from '../../shared/domain/index.ts'
import { guestFaults } from './guests.ts'
import { hostFaults } from './hosts.ts'
import { jobFaults } from './jobs.ts'
import { storageFaults } from './storage.ts'
import type { FaultHooks, FaultHookTable } from './types.ts'

const table: FaultHookTable = { ...guestFaults, ...hostFaults, ...jobFaults, ...storageFaults }

/** What a kind of fault does as it begins and ends. */
export function hooksOf(kind: FaultKind): FaultHooks {
  return table[kind] ?? {}
}
