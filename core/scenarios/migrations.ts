import { msPerSecond } from '../../shared/domain/index.ts'
import { defined } from '../engine/assert.ts'
import type { MigrationKind, MigrationParameters } from '../processes/migration/index.ts'
import { migrationName } from '../processes/migration/index.ts'
import type { JobRow, VmRow } from '../world/index.ts'
import { Laboratory, meanOf, rounded } from './laboratory.ts'
import type { Scenario, ScenarioLine, ScenarioOptions, ScenarioOutcome } from './types.ts'

/** The laboratory's own mean of ten (seed 000), which the model has to meet. */
const expectedS = { live: 9, quick: 7 } as const
/** Time between two migrations, so that each begins at another moment of the load. */
const pauseS = 37

function migrations(kind: MigrationKind, { seed, runs }: ScenarioOptions): ScenarioOutcome {
  const laboratory = new Laboratory('poc-lab', seed)
  laboratory.advance(600)
  const vms = [...laboratory.world.all('vm')].filter(vm => vm.state === 'running')
  const lines: ScenarioLine[] = []
  for (let run = 0; run < runs; run++) {
    const vm = laboratory.world.get('vm', defined(vms[(run * 26) % vms.length], 'a VM runs').id)
    lines.push(migrateOnce(laboratory, kind, vm, run + 1))
    laboratory.advance(pauseS)
  }
  const durations = lines.map(line => line['durationS'] as number)
  const downtimes = lines.map(line => line['downtimeS'] as number)
  return {
    lines,
    summary: {
      name: `${kind}-migration-10`,
      runs,
      meanS: rounded(meanOf(durations)),
      minS: Math.min(...durations),
      maxS: Math.max(...durations),
      meanDowntimeS: rounded(meanOf(downtimes)),
      expectedS: expectedS[kind],
    },
  }
}

/** One VM goes to the next node of its cluster. */
function migrateOnce(
  laboratory: Laboratory,
  kind: MigrationKind,
  vm: VmRow,
  run: number,
): ScenarioLine {
  const { world } = laboratory
  const source = world.get('host', vm.hostId)
  const nodes = [...world.all('host')].filter(host => host.clusterId === source.clusterId)
  const target = defined(nodes[(nodes.indexOf(source) + 1) % nodes.length], 'another node')
  const parameters = { kind, sourceId: source.id, targetId: target.id }
  const jobId = laboratory.submit({
    ...{ name: 'job.vm.migrate', process: migrationName, parameters },
    ...{ targetId: vm.id, targetName: vm.name },
  })
  const job = defined(laboratory.finish([jobId])[0], 'the job is there')
  if (job.status !== 'completed') throw new Error(`${vm.name}: ${job.failure?.text ?? job.status}`)
  return lineOf(job, run, `${vm.name}: ${source.name} to ${target.name}`)
}

function lineOf(job: JobRow, run: number, what: string): ScenarioLine {
  const { forecast, downtimeMs = 0, sentMib = 0 } = job.parameters as MigrationParameters
  const durationMs = defined(job.endedMs, 'an end') - defined(job.startedMs, 'a beginning')
  return {
    run,
    what,
    durationS: rounded(durationMs / msPerSecond),
    forecastS: rounded(forecast?.durationS ?? 0),
    downtimeS: rounded(downtimeMs / msPerSecond),
    sentMib: rounded(sentMib),
  }
}

export const liveMigration: Scenario = {
  name: 'live-migration-10',
  about: 'Ten live migrations of a 500 MB VM in the proof-of-concept lab (seed 000: 9 s)',
  runsDefault: 10,
  run: options => migrations('live', options),
}

export const quickMigration: Scenario = {
  name: 'quick-migration-10',
  about: 'Ten quick migrations of a 500 MB VM in the proof-of-concept lab (seed 000: 7 s)',
  runsDefault: 10,
  run: options => migrations('quick', options),
}
