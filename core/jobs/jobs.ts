import type { AnyId, JobId, VmId } from '../../shared/domain/index.ts'
import { idsInOrder, kindOfId } from '../../shared/domain/index.ts'
import type { Refusal } from '../../shared/refusals/index.ts'
import { refuse, viewOfRefusal } from '../../shared/refusals/index.ts'
import type { BootPlanParameters } from '../boot-planner/index.ts'
import { assert, defined } from '../engine/assert.ts'
import { priorities } from '../engine/queue.ts'
import type { Process, Step } from '../processes/types.ts'
import type { JobRow, JobStepRow } from '../world/index.ts'
import { put } from '../world/index.ts'
import { Bulk } from './bulk.ts'
import { forgetOldJobs } from './record.ts'
import { failIfRunning, resetUnlessDone } from './steps.ts'
import type { JobRequest, JobSurroundings } from './types.ts'
import { stepEndsEvent } from './types.ts'

/**
 * The life of jobs. A job holds its target while it runs; a job whose target is held waits behind
 * the holder. Everything that it decides is in the rows, the queue and the flows, so a restored
 * core goes on where the old one stopped.
 */
export class Jobs {
  private readonly bulk: Bulk

  constructor(private readonly around: JobSurroundings) {
    this.bulk = new Bulk({
      world: around.world,
      start: id => this.startOrQueue(id),
      end: (id, status) => this.end(id, status),
    })
  }

  /** Takes a job: it starts now, or waits while its target is held by another. */
  submit(request: JobRequest, held = false): JobId {
    const { world } = this.around
    const id = world.nextId('job')
    const none = { children: 0, childrenDone: 0, childrenFailed: 0, steps: [], changes: [] }
    const startedMs = world.nowMs
    const { actingFor } = world
    const tip = actingFor ? { tipId: actingFor } : {}
    const row: JobRow = { id, ...request, ...tip, status: 'waiting', startedMs, ...none }
    world.apply(put('job', { ...row, steps: this.stepRows(row) }))
    if (!held) this.startOrQueue(id)
    return id
  }

  /**
   * Takes one job with a child for each request. At most `parallelMax` children are open at a time;
   * the parent ends with the last of them, and partial success is a result. A plan of boots parts
   * them into lanes, each with a limit of its own.
   */
  submitBulk(
    parent: Omit<JobRequest, 'process' | 'parameters'>,
    children: readonly JobRequest[],
    parallelMax: number,
    plan?: BootPlanParameters,
  ): JobId {
    const id = this.addParent(parent, children.length, plan ?? { parallelMax })
    for (const child of children) this.submit({ ...child, parentId: id }, true)
    this.bulk.start(id)
    return id
  }

  /** A job that gets its children one by one, and that whoever opened it closes. */
  open(parent: Omit<JobRequest, 'process' | 'parameters'>): JobId {
    return this.addParent(parent, 0, { isOpen: true })
  }

  /** Takes one more child of an open job; it starts now, or waits while its target is held. */
  submitChild(parentId: JobId, child: JobRequest): JobId {
    const { world } = this.around
    const parent = world.get('job', parentId)
    world.apply(put('job', { ...parent, children: parent.children + 1 }))
    return this.submit({ ...child, parentId })
  }

  /** Ends an open job, none of whose children is under way. */
  close = (jobId: JobId, status: 'completed' | 'completed-with-info') => this.end(jobId, status)

  /** Ends the step of a job: its time came, or its flow is done. */
  finishStep(jobId: JobId): void {
    const { world } = this.around
    const job = world.find('job', jobId)
    if (job?.status !== 'running') return
    const at = job.steps.findIndex(step => step.status === 'running')
    if (at < 0) return
    const step = this.step(job, at)
    world.applyAll(step.finish?.(world, job) ?? [])
    if (step.again?.(world, world.get('job', jobId))) return this.runFrom(jobId, at)
    this.setStep(jobId, at, {
      status: 'completed',
      progressPercent: 100,
      endedMs: world.nowMs,
    })
    this.runFrom(jobId, at + 1)
  }

  /** Cancels a waiting or running job, with its children. */
  cancel(jobId: JobId): Refusal | undefined {
    const { world } = this.around
    const job = world.get('job', jobId)
    if (!world.index.openJobs.has(jobId)) {
      return refuse('job.not-cancellable', { job: job.targetName, status: job.status })
    }
    // The parent first, so that no child takes the place of another.
    this.end(jobId, 'cancelled')
    for (const child of idsInOrder(world.index.jobsByParent.of(jobId))) {
      if (world.index.openJobs.has(child)) this.end(child, 'cancelled')
    }
    return undefined
  }

  /** Fails a running job from outside, in the step that it is in. */
  fail(jobId: JobId, refusal: Refusal): void {
    const job = this.around.world.find('job', jobId)
    if (job?.status === 'running' && job.process) this.end(jobId, 'failed', refusal)
  }

  /** Why a job cannot be restarted. */
  restartRefusal(job: JobRow): Refusal | undefined {
    const ended = job.status === 'failed' || job.status === 'cancelled'
    if (ended && job.process !== undefined) {
      return this.process(job).check(this.around.world, job)
    }
    return refuse('job.not-restartable', { job: job.targetName, status: job.status })
  }

  /**
   * Restarts a failed or cancelled job from its last good step; from the first where its process
   * says so, or where what it made so far is gone.
   */
  restart(jobId: JobId): void {
    const { world } = this.around
    const job = world.get('job', jobId)
    const isGone = job.targetId === undefined || world.findAny(job.targetId) === undefined
    const again = isGone || this.process(job).restartAt === 'first'
    const steps = again ? this.stepRows(job) : job.steps.map(step => resetUnlessDone(step))
    world.apply(
      put('job', { ...job, status: 'waiting', steps, failure: undefined, endedMs: undefined }),
    )
    if (job.parentId) this.bulk.count(job.parentId, job.status, -1)
    this.startOrQueue(jobId)
  }

  private addParent(
    parent: Omit<JobRequest, 'process' | 'parameters'>,
    children: number,
    parameters: object,
  ): JobId {
    const { world } = this.around
    const id = world.nextId('job')
    const row: JobRow = {
      ...{ id, ...parent, parameters, status: 'running', startedMs: world.nowMs, children },
      ...(world.actingFor ? { tipId: world.actingFor } : {}),
      ...{ childrenDone: 0, childrenFailed: 0, steps: [], changes: [] },
    }
    world.apply(put('job', row))
    return id
  }

  private startOrQueue(jobId: JobId): void {
    const { world } = this.around
    const job = world.get('job', jobId)
    const holder = this.holderOf(job)
    if (holder !== undefined && holder !== jobId) {
      world.apply(put('job', { ...job, waitingForId: holder }))
      return
    }
    const refusal = this.process(job).check(world, job)
    world.apply(
      put('job', { ...job, status: 'running', startedMs: world.nowMs, waitingForId: undefined }),
    )
    if (refusal) return this.end(jobId, 'failed', refusal)
    this.hold(job, jobId)
    this.prepare(jobId)
    const first = world.get('job', jobId).steps.findIndex(step => step.status !== 'completed')
    this.runFrom(jobId, first < 0 ? job.steps.length : first)
  }

  private prepare(jobId: JobId): void {
    const { world } = this.around
    const job = world.get('job', jobId)
    const parameters = this.process(job).prepare?.(world, job)
    if (parameters === undefined) return
    const prepared = { ...job, parameters }
    world.apply(put('job', { ...prepared, steps: this.stepRows(prepared) }))
  }

  private runFrom(jobId: JobId, start: number): void {
    const { world, draw, flows, queue } = this.around
    for (let at = start; ; at++) {
      const job = world.get('job', jobId)
      if (at >= job.steps.length) return this.end(jobId, 'completed')
      const step = this.step(job, at)
      const begin = step.begin(world, job, draw)
      world.applyAll(begin.changes ?? [])
      const before = job.steps[at]
      const isAgain = before?.status === 'running'
      const isSame = isAgain && before.detail === begin.detail
      if (!isSame)
        this.setStep(jobId, at, {
          status: 'running',
          startedMs: isAgain ? before.startedMs : world.nowMs,
          ...(begin.detail === undefined ? {} : { detail: begin.detail }),
        })
      if (begin.end.kind === 'fail') return this.end(jobId, 'failed', begin.end.refusal)
      if (begin.end.kind === 'flow') {
        return flows.begin({ ...begin.end.flow, jobId, remaining: begin.end.flow.total })
      }
      if (begin.end.kind === 'after') {
        const dueMs = world.nowMs + Math.max(1, Math.round(begin.end.delayMs))
        return queue.push(dueMs, priorities.finish, stepEndsEvent, { jobId })
      }
      world.applyAll(step.finish?.(world, world.get('job', jobId)) ?? [])
      this.setStep(jobId, at, { status: 'completed', progressPercent: 100, endedMs: world.nowMs })
    }
  }

  private end(
    jobId: JobId,
    status: 'completed' | 'completed-with-info' | 'failed' | 'cancelled',
    failure?: Refusal,
  ): void {
    const { world, flows, queue } = this.around
    const job = world.get('job', jobId)
    const began = job.status === 'running' && job.process !== undefined
    flows.end(world, jobId)
    if (status === 'failed' || status === 'cancelled') {
      queue.drop(event => (event.data as { jobId?: string } | undefined)?.jobId === jobId)
    }
    const holds = this.holderOf(job) === jobId
    // Only VMs are held: a job of anything else has its object for itself.
    const isItsOwn = holds || (job.targetId !== undefined && kindOfId(job.targetId) !== 'vm')
    if (began && isItsOwn && (status === 'failed' || status === 'cancelled')) {
      const told = failure ? { ...job, failure: viewOfRefusal(failure) } : job
      world.applyAll(this.process(job).abandon(world, told, status))
    }
    const steps =
      status === 'completed' ? job.steps : job.steps.map(step => failIfRunning(step, world.nowMs))
    world.apply(
      put('job', {
        ...world.get('job', jobId),
        status,
        steps,
        endedMs: world.nowMs,
        waitingForId: undefined,
        ...(failure ? { failure: viewOfRefusal(failure) } : {}),
      }),
    )
    if (holds) this.hold(job, undefined)
    if (job.parentId) this.bulk.childEnded(job.parentId, jobId, status)
    this.startWaiting(job.targetId)
    if (!job.parentId) forgetOldJobs(world)
  }

  /** Starts the oldest job that waits for the object. */
  private startWaiting(targetId: AnyId | undefined): void {
    const { world } = this.around
    if (targetId === undefined) return
    for (const id of idsInOrder(world.index.jobsByTarget.of(targetId))) {
      if (world.find('job', id)?.waitingForId !== undefined) this.startOrQueue(id)
    }
  }

  private holderOf(job: JobRow): JobId | undefined {
    return this.around.world.find('vm', job.targetId)?.jobId
  }

  private hold(job: JobRow, holder: JobId | undefined): void {
    const { world } = this.around
    const vm = world.find('vm', job.targetId as VmId | undefined)
    if (vm) world.apply(put('vm', { ...vm, jobId: holder }))
  }

  private setStep(jobId: JobId, at: number, change: Partial<JobStepRow>): void {
    const { world } = this.around
    const job = world.get('job', jobId)
    const steps = job.steps.map((step, index) => (index === at ? { ...step, ...change } : step))
    world.apply(put('job', { ...job, steps }))
  }

  private stepRows(job: JobRow): JobStepRow[] {
    return this.process(job)
      .steps(job)
      .map(step => ({ name: step.name, status: 'not-started', progressPercent: 0 }))
  }

  private step(job: JobRow, at: number): Step {
    return defined(this.process(job).steps(job)[at], `step ${at} of ${job.name}`)
  }

  private process(job: JobRow): Process {
    assert(job.process, 'the job has a process')
    return defined(this.around.processes.get(job.process), `process ${job.process}`)
  }
}
