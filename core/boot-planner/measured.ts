import type { VolumeId } from '../../shared/domain/index.ts'
import type { JobRow, World } from '../world/index.ts'
import { put } from '../world/index.ts'

/** What a plan said of one lane, and what was measured at the end of each of its boots. */
export interface BootLaneRecord {
  readonly volumeId: VolumeId
  readonly volumeName: string
  /** Children of the job that are its boots, in their order, and how many run at a time. */
  readonly count: number
  readonly parallelMax: number
  readonly predictedS: number
  readonly predictedLatencyMaxMs: number
  readonly unstaggeredS: number
  readonly unstaggeredLatencyMaxMs: number
  readonly measuredS?: number
  readonly measuredLatencyMaxMs?: number
}

/** What a job of a staggered start keeps. */
export interface BootPlanParameters {
  readonly parallelMax: number
  readonly limitMs: number
  readonly lanes: readonly BootLaneRecord[]
}

/** The plan that a job carries out; undefined for any other job. */
export function bootPlanOf(job: JobRow): BootPlanParameters | undefined {
  const parameters = job.parameters as Partial<BootPlanParameters> | undefined
  return parameters?.limitMs === undefined ? undefined : (parameters as BootPlanParameters)
}

/** Notes the time and the latency of a lane when one of its boots ends. */
export function noteBoot(world: World, job: JobRow, lane: number): void {
  const plan = bootPlanOf(job)
  if (!plan) return
  const lanes = plan.lanes.map((one, at) => {
    const volume = world.find('volume', one.volumeId)
    if (at !== lane || !volume) return one
    const latencyMs = world.volumes.data.latencyMs[volume.slot]!
    return {
      ...one,
      measuredS: (world.nowMs - job.startedMs) / 1000,
      measuredLatencyMaxMs: Math.max(one.measuredLatencyMaxMs ?? 0, latencyMs),
    }
  })
  world.apply(put('job', { ...job, parameters: { ...plan, lanes } }))
}
