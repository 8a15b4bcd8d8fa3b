import type { VolumeId } from '../../shared/domain/index.ts'
import { mibPerGib, oneDecimal, secondsText } from '../../shared/domain/index.ts'
import { latencyWith, throughputMibPerS } from '../storage/index.ts'
import type { Change, JobRow, World } from '../world/index.ts'
import { put } from '../world/index.ts'
import type { Step, StepEnd } from './types.ts'
import { now } from './types.ts'

/**
 * What a piece of work on a VM's files is expected to take, made before it starts and kept beside
 * what it then took. Durations are those of a volume that nobody else copies on.
 */
export interface WorkForecast {
  readonly durationS: number
  /** How long the guest does not answer. */
  readonly downtimeS: number
  /** Bytes read and written together, in GiB. */
  readonly movedGib: number
  /** How the room on the volumes changes; negative where it becomes free. */
  readonly spaceGib: number
  /** What the work does to the guests' requests on the volumes that it reads and writes. */
  readonly latency?: readonly LatencyEffect[]
  /** How the figures come about, a sentence each. */
  readonly explanation: readonly string[]
}

/** Mean time of a request of the guests on a volume, now and while the work copies there. */
export interface LatencyEffect {
  readonly volumeId: VolumeId
  readonly volumeName: string
  readonly beforeMs: number
  readonly duringMs: number
}

/** What a copy of so many MiB a second does to requests of each volume that it goes through. */
export function latencyDuring(
  world: World,
  volumeIds: readonly (VolumeId | undefined)[],
  mibPerS: number,
): LatencyEffect[] {
  return [...new Set(volumeIds)].flatMap(id => {
    const volume = world.find('volume', id)
    if (!volume) return []
    const beforeMs = world.volumes.data.latencyMs[volume.slot]!
    const duringMs = latencyWith(world, volume, { streamMibPerS: mibPerS })
    return [{ volumeId: volume.id, volumeName: volume.name, beforeMs, duringMs }]
  })
}

/** What a job of such work keeps besides its own parameters. */
export interface WorkParameters {
  readonly forecast?: WorkForecast
  readonly beganMs?: number
  readonly stoppedMs?: number
  readonly downtimeMs?: number
}

/** The job with more of its parameters known. */
export function noteJob(world: World, job: JobRow, more: object): Change {
  const latest = world.get('job', job.id)
  return put('job', { ...latest, parameters: { ...(latest.parameters as object), ...more } })
}

/** The first step: what the work should take, from the state of this moment. */
export function forecastStep(
  name: string,
  forecast: (world: World, job: JobRow) => WorkForecast,
): Step {
  return {
    name,
    begin: (world, job) => {
      const made = forecast(world, job)
      return {
        changes: [noteJob(world, job, { forecast: made, beganMs: world.nowMs })],
        end: now,
        detail: `Forecast: ${textOf(made.durationS, made.downtimeS)}`,
      }
    },
  }
}

/** A step with its forecast, made in the instant in which it begins and kept with the job. */
export function withForecast(
  step: Step,
  forecast: (world: World, job: JobRow) => WorkForecast,
): Step {
  return {
    ...step,
    begin: (world, job, draw) => {
      const made = forecast(world, job)
      const { changes = [], ...begun } = step.begin(world, job, draw)
      const noted = noteJob(world, job, { forecast: made, beganMs: world.nowMs })
      const detail = `Forecast: ${textOf(made.durationS, made.downtimeS)}`
      return { ...begun, changes: [noted, ...changes], detail: begun.detail ?? detail }
    },
  }
}

/** The last step: what the work took beside its forecast. */
export const comparisonStep: Step = {
  name: 'step.work.compare',
  begin: (world, job) => {
    const { beganMs, downtimeMs = 0, forecast } = job.parameters as WorkParameters
    const tookS = (world.nowMs - (beganMs ?? world.nowMs)) / 1000
    const took = `Took ${textOf(tookS, downtimeMs / 1000)}`
    const expected = forecast ? ` (forecast ${textOf(forecast.durationS, forecast.downtimeS)})` : ''
    const effects = forecast?.latency?.map(effect => latencyText(world, effect)) ?? []
    return { end: now, detail: [took + expected, ...effects].join('; ') }
  },
}

/**
 * The latency at the end of a copy, which the step has just served beside it. Volumes have no name
 * here: who may see the job may not see them all.
 */
function latencyText(world: World, { volumeId, beforeMs, duringMs }: LatencyEffect): string {
  const slot = world.find('volume', volumeId)?.slot
  const forecast = `forecast ${oneDecimal(duringMs)} ms, ${oneDecimal(beforeMs)} ms before`
  const atEndMs = slot === undefined ? 0 : world.volumes.data.latencyMs[slot]!
  return `requests of guests took ${oneDecimal(atEndMs)} ms at its end (${forecast})`
}

function textOf(durationS: number, downtimeS: number): string {
  return downtimeS > 0
    ? `${secondsText(durationS)}, down for ${secondsText(downtimeS)}`
    : secondsText(durationS)
}

/** Gibibytes with one decimal. */
export function gibText(gib: number): string {
  return `${oneDecimal(gib)} GB`
}

/** Sequential rate of a volume, in MiB a second; that of a plain disk where there is none. */
export function volumeRate(world: World, volumeId: VolumeId | undefined): number {
  const volume = world.find('volume', volumeId)
  return Math.max(1, volume ? throughputMibPerS(world, volume) : 100)
}

/** Seconds that so many GiB take on a volume alone. */
export function streamS(world: World, volumeId: VolumeId | undefined, gib: number): number {
  return (gib * mibPerGib) / volumeRate(world, volumeId)
}

/** A stretch of reading and writing on one volume, shared with what else is copied there. */
export function streamEnd(world: World, volumeId: VolumeId | undefined, gib: number): StepEnd {
  const volume = world.find('volume', volumeId)
  if (gib <= 0 || !volume) return now
  const total = Math.max(1, gib * mibPerGib)
  const rateMax = Number.MAX_SAFE_INTEGER
  return { kind: 'flow', flow: { kind: 'stream', volumeSlot: volume.slot, total, rateMax } }
}
