import type { HostId } from '../../../shared/domain/index.ts'

/** How a VM changes its host without its files moving (facts 12.1, 12.2). */
export type MigrationKind = 'live' | 'quick'

/** What a migration is expected to take; kept beside what it then took. */
export interface MigrationForecast {
  readonly durationS: number
  /** How long the guest does not answer. */
  readonly downtimeS: number
  /** What goes over the network; 0 for a quick migration, whose image goes by the disks. */
  readonly sentMib: number
  /** Passes over the guest's memory while it runs; 0 for a quick migration. */
  readonly rounds: number
  /** False where the guest dirties memory faster than the network carries it. */
  readonly converges: boolean
}

/** What a migration job keeps. */
export interface MigrationParameters {
  readonly kind: MigrationKind
  readonly sourceId: HostId
  readonly targetId: HostId
  /** Made when the job begins, from the load of that moment. */
  readonly forecast?: MigrationForecast
  readonly beganMs?: number
  /** Memory that still has to be sent, and how it went so far. */
  readonly leftMib?: number
  readonly rounds?: number
  readonly sentMib?: number
  /** Of the round under way: when it began, what is sent of it, and what goes at the moment. */
  readonly roundBeganMs?: number
  readonly passMib?: number
  readonly sliceMib?: number
  readonly sliceBeganMs?: number
  /** When the guest stopped answering, and for how long. */
  readonly stoppedMs?: number
  readonly downtimeMs?: number
}
