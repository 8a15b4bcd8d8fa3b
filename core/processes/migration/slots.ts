import type { HostId, JobId } from '../../../shared/domain/index.ts'
import { byIdNumber } from '../../../shared/domain/index.ts'
import type { JobRow, World } from '../../world/index.ts'
import type { MigrationParameters } from './types.ts'

export const migrationName = 'migration'

export function parametersOf(job: JobRow): MigrationParameters {
  return job.parameters as MigrationParameters
}

/** The migrations that a host takes part in, as source or as target, besides one; oldest first. */
export function openMigrations(world: World, hostId: HostId, but?: JobId): JobRow[] {
  const { arrivals, departures } = world.index
  return [...departures.of(hostId), ...arrivals.of(hostId)]
    .filter(id => id !== but)
    .sort(byIdNumber)
    .map(id => world.get('job', id))
}
