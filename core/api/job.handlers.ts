import type { JobDetails, JobRowView } from '../../shared/contract/index.ts'
import type { VmId } from '../../shared/domain/index.ts'
import { byId } from '../../shared/domain/index.ts'
import { Refusal, refuse } from '../../shared/refusals/index.ts'
import { bootPlanOf } from '../boot-planner/index.ts'
import type { JobRow } from '../world/index.ts'
import type { Applied, HandlerContext, InputOf, OutputOf } from './handler.ts'
import { progressOf, stepProgressOf } from './job-progress.ts'
import { restartRefusal } from './job-restart.ts'
import type { Columns } from './list.ts'
import { answerOf, numberColumn, textColumn, windowOver } from './list.ts'

/** Children that the details of a bulk job show. */
const childrenShown = 100

const jobColumns: Columns<JobRow> = {
  name: textColumn(job => job.name),
  status: textColumn(job => job.status),
  targetName: textColumn(job => job.targetName),
  targetId: textColumn(job => job.targetId),
  ownerName: textColumn(job => job.ownerName),
  parentId: textColumn(job => job.parentId),
  tipId: textColumn(job => job.tipId),
  cmdlet: textColumn(job => job.cmdlet),
  startedMs: numberColumn(job => job.startedMs),
  endedMs: numberColumn(job => job.endedMs),
  children: numberColumn(job => job.children),
}

/** A job as one row of a list; what it waits for is named only to those who may see it. */
export function jobView(context: HandlerContext, job: JobRow): JobRowView {
  const { world, access, caller, simulation } = context
  const ahead = world.find('job', job.waitingForId)
  const seen = ahead && access.scope(caller, 'job.read').job(ahead)
  return {
    id: job.id,
    name: job.name,
    status: job.status,
    progressPercent: progressOf(simulation, job),
    targetId: job.targetId,
    targetName: job.targetName,
    ownerName: job.ownerName,
    startedMs: job.startedMs,
    endedMs: job.endedMs,
    cmdlet: job.cmdlet,
    parentId: job.parentId,
    children: job.children,
    childrenFailed: job.childrenFailed,
    childrenDone: job.childrenDone,
    waitingFor: ahead && (seen ? ahead.name : 'another job'),
    failure: job.failure,
    tipId: seenTip(context, job),
  }
}

/** The tip of a job, for those who may see it. */
function seenTip({ world, access, caller }: HandlerContext, { tipId }: JobRow): JobRow['tipId'] {
  const tip = world.find('tip', tipId)
  return tip && access.scope(caller, 'pro.read').tip(tip) ? tip.id : undefined
}

/** A window of the jobs in scope, newest first; a child only where its parent is not to be seen. */
export function listJobs(
  context: HandlerContext,
  input: InputOf<'job', 'list'>,
): OutputOf<'job', 'list'> | Refusal {
  const { world, access, caller } = context
  const mine = access.scope(caller, 'job.read')
  const inner = input.filter.some(one => one.field === 'parentId' || one.field === 'targetId')
  const hasSeenParent = (job: JobRow) => {
    const parent = world.find('job', job.parentId)
    return parent !== undefined && mine.job(parent)
  }
  const rows: JobRow[] = []
  for (const job of world.all('job')) {
    if (mine.job(job) && (inner || !hasSeenParent(job))) rows.push(job)
  }
  const page = windowOver(rows, jobColumns, input, { newestFirst: true })
  return page instanceof Refusal ? page : answerOf(world, page, job => jobView(context, job))
}

function get(context: HandlerContext, { jobId }: InputOf<'job', 'get'>): JobDetails | Refusal {
  const { world, access, caller, simulation } = context
  const job = world.find('job', jobId)
  if (!job || !access.scope(caller, 'job.read').job(job)) {
    return refuse('not-found', { kind: 'job', id: jobId })
  }
  const open = world.index.openJobs.has(jobId)
  const seesHosts = seesHostsOf(context, job)
  return {
    ...jobView(context, job),
    steps: job.steps.map(({ detail, ...step }) => ({
      ...step,
      // Details name hosts and volumes.
      ...(seesHosts ? { detail } : {}),
      progressPercent:
        step.status === 'running' ? stepProgressOf(simulation, job) : step.progressPercent,
    })),
    changes: job.changes
      .filter(change => seesHosts || change.property !== 'Host')
      .slice(0, 500)
      .map(change => ({ ...change })),
    bootPlan: bootPlanView(context, job),
    childRows: childrenOf(context, job).map(child => jobView(context, child)),
    cancellable: open && access.scope(caller, 'job.cancel').job(job),
    restartable:
      !open &&
      access.scope(caller, 'job.restart').job(job) &&
      restartRefusal(context, job) === undefined,
  }
}

/** Whether the caller may know of the host of a job's VM, which details and changes name. */
function seesHostsOf({ world, access, caller }: HandlerContext, job: JobRow): boolean {
  const scope = access.scope(caller, 'host.read')
  const vm = world.find('vm', job.targetId as VmId | undefined)
  if (scope.everything || !vm) return access.holds(caller, 'host.read')
  return scope.host(world.get('host', vm.hostId))
}

/** The plan of a staggered start beside what was measured. */
function bootPlanView({ access, caller }: HandlerContext, job: JobRow): JobDetails['bootPlan'] {
  const plan = bootPlanOf(job)
  if (!plan) return undefined
  const seen = access.scope(caller, 'storage.read')
  const lanes = plan.lanes.map(({ volumeId, volumeName, ...lane }) => ({
    ...lane,
    ...(seen.covers(volumeId) ? { volumeName } : {}),
  }))
  return { limitMs: plan.limitMs, lanes }
}

/** The children that did not complete first, then the others. */
function childrenOf(context: HandlerContext, job: JobRow): JobRow[] {
  const { world, access, caller } = context
  const mine = access.scope(caller, 'job.read')
  const rows = [...world.index.jobsByParent.of(job.id)]
    .map(id => world.get('job', id))
    .filter(child => mine.job(child))
    .sort(byId)
  const rank = (child: JobRow) =>
    child.status === 'failed' ? 0 : child.status === 'completed' ? 2 : 1
  return rows.sort((a, b) => rank(a) - rank(b)).slice(0, childrenShown)
}

function cancel(context: HandlerContext, { jobId }: InputOf<'job', 'cancel'>) {
  const { world, simulation } = context
  const job = world.get('job', jobId)
  if (!world.index.openJobs.has(jobId)) {
    return refuse('job.not-cancellable', { job: job.name, status: job.status })
  }
  return (): Applied => {
    simulation.jobs.cancel(jobId)
    return { jobId }
  }
}

function restart(context: HandlerContext, { jobId }: InputOf<'job', 'restart'>) {
  const { world, simulation } = context
  const refusal = restartRefusal(context, world.get('job', jobId))
  if (refusal) return refusal
  return (): Applied => {
    simulation.jobs.restart(jobId)
    return { jobId }
  }
}

export const jobHandlers = { list: listJobs, get, cancel, restart }
