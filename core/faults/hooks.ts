import type { FaultKind } from '../../shared/domain/index.ts'
import { guestFaults } from './guests.ts'
import { hostFaults } from './hosts.ts'
import { jobFaults } from './jobs.ts'
import { storageFaults } from './storage.ts'
import type { FaultHooks, FaultHookTable } from './types.ts'

const tables: readonly FaultHookTable[] = [guestFaults, hostFaults, jobFaults, storageFaults]

/** What a kind of fault does as it begins and ends: what each area does, one after another. */
export function hooksOf(kind: FaultKind): FaultHooks {
  const found = tables.flatMap(table => table[kind] ?? [])
  return {
    begin: (simulation, fault) => found.forEach(one => one.begin?.(simulation, fault)),
    end: (simulation, fault) => found.forEach(one => one.end?.(simulation, fault)),
  }
}
