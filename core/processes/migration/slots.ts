import type { HostId, JobId } from '../../../shared/domain/index.ts'
import type { JobRow, World } from '../../world/index.ts'
import type { MigrationParameters } from './types.ts'

export const migrationName = 'migration'

export function parametersOf(job: JobRow): MigrationParameters {
  return job.parameters as MigrationParameters
}

/** Migrations past their queue: they hold a place on both of their hosts. */
export function* migrationsUnderWay(world: World, but?: JobId): Generator<JobRow> {
  for (const id of world.index.openJobs) {
    const job = world.get('job', id)
    const isOther = job.process === migrationName && job.status === 'running' && id !== but
    if (isOther && parametersOf(job).beganMs !== undefined) yield job
  }
}

/** How many migrations a host takes part in, as source or as target. */
export function openMigrations(world: World, hostId: HostId, but?: JobId): number {
  let count = 0
  for (const job of migrationsUnderWay(world, but)) {
    const { sourceId, targetId } = parametersOf(job)
    if (sourceId === hostId || targetId === hostId) count++
  }
  return count
}
