import { secondsText } from '../../../shared/domain/index.ts'
import type { VmState } from '../../../shared/domain/index.ts'
import { assignedMibOf } from '../../memory/index.ts'
import type { Change, HostRow, JobRow, World } from '../../world/index.ts'
import { put } from '../../world/index.ts'
import type { Step } from '../types.ts'
import { after, now, vmOf } from '../types.ts'
import { migrationRefusal } from './checks.ts'
import { forecastMigration } from './forecast.ts'
import { clusterWorkMs, migrationsMax } from './rates.ts'
import { openMigrations, parametersOf } from './slots.ts'
import type { MigrationParameters } from './types.ts'

/** How often a migration that waits for a place on its hosts looks again. */
const queueMs = 1000

export function hostsOf(world: World, job: JobRow): { source: HostRow; target: HostRow } {
  const { sourceId, targetId } = parametersOf(job)
  return { source: world.get('host', sourceId), target: world.get('host', targetId) }
}

/** The VM in another state. */
export function inState(world: World, job: JobRow, state: VmState): Change {
  return put('vm', { ...vmOf(world, job), state })
}

/** The job with more of its parameters known. */
export function note(world: World, job: JobRow, more: Partial<MigrationParameters>): Change {
  const latest = world.get('job', job.id)
  return put('job', { ...latest, parameters: { ...parametersOf(latest), ...more } })
}

/** The VM belongs to the target from now on; Change Tracking names both hosts. */
export function moved(
  world: World,
  job: JobRow,
  state: VmState,
  more: Partial<MigrationParameters> = {},
): Change[] {
  const { source, target } = hostsOf(world, job)
  const latest = world.get('job', job.id)
  const hosts = { before: source.name, after: target.name }
  const change = { object: job.targetName, property: 'Host', ...hosts }
  return [
    put('job', {
      ...latest,
      changes: [...latest.changes, change],
      parameters: { ...parametersOf(latest), ...more },
    }),
    put('vm', { ...vmOf(world, job), state, hostId: target.id, movedMs: world.nowMs }),
    ...ownedDisks(world, job),
  ]
}

/** Volumes of one owner go with their VM. */
function ownedDisks(world: World, job: JobRow): Change[] {
  const { target } = hostsOf(world, job)
  const volumes = vmOf(world, job).disks.map(disk => world.get('volume', disk.volumeId))
  return volumes
    .filter(volume => volume.kind === 'cluster-disk')
    .map(volume => put('volume', { ...volume, ownerHostId: target.id }))
}

/** The guest answers again: how long it did not is known now. */
export function downtime(world: World, job: JobRow): Partial<MigrationParameters> {
  const { stoppedMs } = parametersOf(job)
  return { downtimeMs: world.nowMs - (stoppedMs ?? world.nowMs) }
}

/** A host takes part in few migrations at a time; the others queue (facts 12.1). */
export const queueStep: Step = {
  name: 'step.migration.queue',
  begin: (world, job) => {
    const { source, target } = hostsOf(world, job)
    const full = [source, target].find(
      host => openMigrations(world, host.id, job.id).length >= migrationsMax(host),
    )
    if (full) return { end: after(queueMs), detail: `${full.name} takes part in another migration` }
    const { kind } = parametersOf(job)
    const vm = vmOf(world, job)
    const refusal = migrationRefusal(world, vm, target, kind, job.id)
    if (refusal) return { end: { kind: 'fail', refusal } }
    const forecast = forecastMigration(world, vm, target, kind)
    const begun = { beganMs: world.nowMs, leftMib: assignedMibOf(world, vm), rounds: 0, sentMib: 0 }
    return {
      changes: [note(world, job, { forecast, ...begun })],
      end: now,
      detail: `Forecast: ${secondsText(forecast.durationS)}, down for ${secondsText(forecast.downtimeS)}`,
    }
  },
  again: (_world, job) => parametersOf(job).beganMs === undefined,
}

/** Half of the cluster's fixed work comes before the memory, half after it (the halves are ours). */
export const prepareStep: Step = {
  name: 'step.migration.prepare',
  begin: (world, job) => ({
    changes: [inState(world, job, 'migrating')],
    end: after(clusterWorkMs[hostsOf(world, job).source.version] / 2),
  }),
}

export const finishStep: Step = {
  name: 'step.migration.finish',
  begin: (world, job) => {
    const leftMs = clusterWorkMs[hostsOf(world, job).source.version] / 2
    return { end: after(leftMs), detail: comparison(world, parametersOf(job), leftMs) }
  },
  finish: (world, job) => [inState(world, job, 'running')],
}

/** What the migration took beside what was forecast. */
function comparison(world: World, parameters: MigrationParameters, leftMs: number): string {
  const { beganMs = world.nowMs, downtimeMs = 0, forecast } = parameters
  const took = `Took ${secondsText((world.nowMs + leftMs - beganMs) / 1000)}`
  const down = `down for ${secondsText(downtimeMs / 1000)}`
  if (!forecast) return `${took}, ${down}`
  const { durationS, downtimeS } = forecast
  return `${took} (forecast ${secondsText(durationS)}), ${down} (forecast ${secondsText(downtimeS)})`
}

/** Seconds with one decimal, as details say them. */
