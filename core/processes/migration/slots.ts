import type { HostId, JobId } from '../../../shared/domain/index.ts'
import type { JobRow, World } from '../../world/index.ts'
import type { MigrationParameters } from './types.ts'

export const migrationName = 'migration'

export function parametersOf(job: JobRow): MigrationParameters {
  return job.parameters as MigrationParameters
}

/** How many migrations a host takes part in, as source or as target, besides one. */
export function openMigrations({ index }: World, hostId: HostId, but?: JobId): number {
  const [leaving, coming] = [index.departures.of(hostId), index.arrivals.of(hostId)]
  const isAmong = but !== undefined && (leaving.has(but) || coming.has(but))
  return leaving.size + coming.size - (isAmong ? 1 : 0)
}
