import type { AnyId, JobId } from '../../shared/domain/index.ts'
import { byIdNumber, numberOfId } from '../../shared/domain/index.ts'
import type { Principal } from '../access/types.ts'
import type { JobChangeRow, World } from '../world/index.ts'
import { put, remove } from '../world/index.ts'

/** Finished jobs that the history keeps, children not counted; older ones go. */
export const historyMax = 2000

interface InstantJob {
  /** A key of the translated texts, such as `job.vm.update`. */
  readonly name: string
  readonly targetId?: AnyId
  readonly targetName: string
  readonly caller: Principal
  readonly cmdlet?: string
  readonly changes: readonly JobChangeRow[]
}

/** Records a change that takes no simulated time as a completed job with its changed properties. */
export function recordJob(world: World, job: InstantJob): JobId {
  const id = world.nextId('job')
  world.apply(
    put('job', {
      id,
      name: job.name,
      status: 'completed',
      targetId: job.targetId,
      targetName: job.targetName,
      userId: job.caller.userId,
      ownerName: job.caller.name,
      startedMs: world.nowMs,
      endedMs: world.nowMs,
      cmdlet: job.cmdlet,
      children: 0,
      childrenDone: 0,
      childrenFailed: 0,
      steps: [
        {
          name: 'step.change',
          status: 'completed',
          progressPercent: 100,
          startedMs: world.nowMs,
          endedMs: world.nowMs,
        },
      ],
      changes: job.changes,
      ...(world.actingFor ? { tipId: world.actingFor } : {}),
    }),
  )
  forgetOldJobs(world)
  return id
}

/** Drops the oldest finished jobs beyond the history's length, with their children. */
export function forgetOldJobs(world: World): void {
  const { finishedRoots } = world.index
  while (finishedRoots.size > historyMax) {
    const oldest = oldestFinished(world)
    if (oldest === undefined) return
    const children = [...world.index.jobsByParent.of(oldest)]
    children.sort(byIdNumber)
    for (const child of children) world.apply(remove('job', child))
    world.apply(remove('job', oldest))
  }
}

/**
 * The finished job that was made first, by its id: the order in which jobs finished is not kept, so
 * a core that was restarted would forget another one. A child that was restarted keeps its parent.
 */
function oldestFinished(world: World): JobId | undefined {
  const { finishedRoots, jobsByParent, openJobs } = world.index
  let oldest: JobId | undefined
  for (const id of finishedRoots) {
    if (oldest !== undefined && numberOfId(id) > numberOfId(oldest)) continue
    if (![...jobsByParent.of(id)].some(child => openJobs.has(child))) oldest = id
  }
  return oldest
}

/** The change of one property as the job shows it; undefined where nothing changed. */
export function changeOf(
  object: string,
  property: string,
  before: unknown,
  after: unknown,
): JobChangeRow[] {
  const texts = [before, after].map(value =>
    value === undefined ? '' : typeof value === 'object' ? JSON.stringify(value) : String(value),
  )
  return texts[0] === texts[1]
    ? []
    : [{ object, property, before: texts[0] ?? '', after: texts[1] ?? '' }]
}
