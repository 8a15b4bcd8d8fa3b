import { z } from 'zod'
import { anyId, jobId, tipId } from '../domain/index.ts'
import { declared, refusalView } from '../refusals/index.ts'
import { command, commandAnswer, query, stream } from './operation.ts'
import { windowEvents, windowInput, windowOf } from './window.ts'

export const jobStatuses = [
  'waiting',
  'running',
  'completed',
  'completed-with-info',
  'failed',
  'cancelled',
] as const
export type JobStatus = (typeof jobStatuses)[number]

export const jobRow = z.object({
  id: jobId,
  name: z.string(),
  status: z.enum(jobStatuses),
  progressPercent: z.number(),
  targetId: anyId.optional(),
  /** Name of the object, or a count such as "3 virtual machines". */
  targetName: z.string(),
  ownerName: z.string(),
  startedMs: z.number(),
  endedMs: z.number().optional(),
  cmdlet: z.string().optional(),
  parentId: jobId.optional(),
  children: z.number().int(),
  childrenFailed: z.number().int(),
  childrenDone: z.number().int(),
  /** Why it waits: the job in front of it. */
  waitingFor: z.string().optional(),
  failure: refusalView.optional(),
  /** The tip whose remedy it carries out. */
  tipId: tipId.optional(),
})
export type JobRowView = z.infer<typeof jobRow>

export const jobStep = z.object({
  name: z.string(),
  status: z.enum(['not-started', 'running', 'completed', 'failed', 'skipped']),
  progressPercent: z.number(),
  startedMs: z.number().optional(),
  endedMs: z.number().optional(),
  detail: z.string().optional(),
})

/** A property that a job changed (SCVMM's Change Tracking). */
export const jobChange = z.object({
  object: z.string(),
  property: z.string(),
  before: z.string(),
  after: z.string(),
})

/** What a staggered start was to be on one volume, and what it was. */
export const bootLaneOutcome = z.object({
  /** Absent for those who may not know of the volume. */
  volumeName: z.string().optional(),
  count: z.number().int(),
  parallelMax: z.number().int(),
  predictedS: z.number(),
  predictedLatencyMaxMs: z.number(),
  unstaggeredS: z.number(),
  unstaggeredLatencyMaxMs: z.number(),
  measuredS: z.number().optional(),
  measuredLatencyMaxMs: z.number().optional(),
})
export type BootLaneOutcome = z.infer<typeof bootLaneOutcome>

export const jobDetails = jobRow.extend({
  steps: z.array(jobStep),
  changes: z.array(jobChange),
  /** The first 100 children that did not complete, or else the first 100. */
  childRows: z.array(jobRow),
  /** Of a staggered start: what was predicted of each volume, and what was measured. */
  bootPlan: z.object({ limitMs: z.number(), lanes: z.array(bootLaneOutcome) }).optional(),
  cancellable: z.boolean(),
  restartable: z.boolean(),
})
export type JobDetails = z.infer<typeof jobDetails>

const target = { kind: 'job', field: 'jobId' } as const

export const jobContract = {
  list: query('/jobs', 'A window of the jobs in scope, newest first', 'job.read', {
    cmdlet: 'Get-SCJob',
  })
    .input(windowInput)
    .output(windowOf(jobRow)),
  watch: stream('/jobs/watch', 'A window of the jobs in scope, and what changes in it', 'job.read')
    .input(windowInput)
    .output(windowEvents(jobRow)),
  get: query('/jobs/get', 'One job with its steps, changed properties and children', 'job.read', {
    cmdlet: 'Get-SCJob -Full',
  })
    .input(z.object({ jobId }))
    .output(jobDetails),
  cancel: command('/jobs/cancel', 'Cancels a running or waiting job', 'job.cancel', {
    target,
    cmdlet: 'Stop-SCJob',
    danger: 'disruptive',
  })
    .input(z.object({ jobId }))
    .output(commandAnswer)
    .errors(declared('job.not-cancellable')),
  restart: command(
    '/jobs/restart',
    'Restarts a failed or cancelled job from its last good step',
    'job.restart',
    { target, cmdlet: 'Restart-SCJob' },
  )
    .input(z.object({ jobId }))
    .output(commandAnswer)
    .errors(
      declared('job.not-restartable', 'vm.busy', 'placement.no-host', 'vm.insufficient-memory'),
    ),
}
