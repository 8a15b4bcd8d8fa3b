import { z } from 'zod'
import {
  collectorId,
  collectorLimits,
  fabricEpochMs,
  latestMs,
  logFormats,
  logId,
  roleId,
  userId,
} from '../domain/index.ts'
import { declared } from '../refusals/index.ts'
import { sizingLimits, sizingRow } from './log.contract.ts'
import { command, commandAnswer, query } from './operation.ts'

/** A whole number within its limits. */
function within(field: keyof typeof collectorLimits) {
  const { min, max } = collectorLimits[field]
  return z.number().int().min(min).max(max)
}

const target = { kind: 'collector', field: 'collectorId' } as const

const schedule = z
  .object({
    /** Simulated time of the first start. */
    firstMs: z.number().int().min(fabricEpochMs).max(latestMs),
    /** Starts again every so many seconds; once where absent. */
    everyS: within('everyS').optional(),
    untilMs: z.number().int().max(latestMs).optional(),
  })
  .refine(({ firstMs, untilMs = Infinity }) => firstMs <= untilMs, {
    message: 'It ends before its first start.',
    path: ['untilMs'],
  })

/** What a person says of a set. */
const collectorDraft = z.object({
  name: z.string().trim().min(1).max(80),
  description: z.string().max(1000).default(''),
  /** Members of these roles read, start and stop it. */
  roleIds: z.array(roleId).max(50).default([]),
  /** Counter paths; * stands for any text, and a path without a computer asks on all of them. */
  paths: z.array(z.string().min(1).max(1024)).min(1).max(200),
  intervalS: within('intervalS').default(15),
  /** It ends after so long; until it is stopped where absent. */
  durationS: within('durationS').optional(),
  /** It ends, or forgets where it is circular, at so many bytes. */
  maxBytes: within('maxBytes').optional(),
  isCircular: z.boolean().default(false),
  schedule: schedule.optional(),
  format: z.enum(logFormats).default('bin'),
  /** A new log drops the oldest beyond so many. */
  logsKept: within('logsKept').default(10),
  template: z.string().max(60).optional(),
})

const endReason = z.enum(['stopped', 'duration', 'size', 'owner-gone'])

const run = z.object({
  logId,
  startedMs: z.number(),
  endedMs: z.number().optional(),
  reason: endReason.optional(),
  records: z.number().int(),
  bytes: z.number(),
  /** Why it takes no more records now. */
  problem: z.string().optional(),
})

const collectorView = collectorDraft.extend({
  id: collectorId,
  ownerId: userId,
  ownerName: z.string(),
  state: z.enum(['stopped', 'running']),
  /** When it ends by itself, while it runs. */
  endsMs: z.number().optional(),
  /** When its schedule starts it next. */
  nextMs: z.number().optional(),
  /** Paths of it that lie outside the caller's scope, and are not in `paths`. */
  hiddenPaths: z.number().int(),
  mayRun: z.boolean(),
  mayEdit: z.boolean(),
  /** Its logs, the newest first. */
  runs: z.array(run),
})
export type CollectorView = z.infer<typeof collectorView>

const template = z.object({
  name: z.string(),
  title: z.string(),
  /** What its log answers. */
  answers: z.string(),
  paths: z.array(z.string()),
  intervalS: z.number().int(),
  durationS: z.number().int(),
})

const saveRefusals = declared(
  'counter.bad-path',
  'collector.endless',
  'collector.schedule-past',
  'name.taken',
)

export const collectorContract = {
  list: query('/collectors', 'Data collector sets', 'collector.read')
    .input(z.object({ text: z.string().max(200).default('') }))
    .output(z.object({ rows: z.array(collectorView), asOfMs: z.number() })),
  get: query('/collectors/get', 'One data collector set', 'collector.read', { target })
    .input(z.object({ collectorId }))
    .output(collectorView),
  templates: query('/collectors/templates', 'Sets to begin with', 'collector.read')
    .input(z.object({}))
    .output(z.array(template)),
  rightSizing: query(
    '/collectors/right-sizing',
    'Which VMs have too little, too much or nothing to do, from a log',
    'collector.read',
  )
    .input(
      z.object({
        /** The log itself, or a set whose newest one is read. */
        collectorId: collectorId.optional(),
        logId: logId.optional(),
        limits: sizingLimits.prefault({}),
      }),
    )
    .output(
      z.object({
        logId,
        rows: z.array(sizingRow),
        records: z.number().int(),
        fromMs: z.number().optional(),
        toMs: z.number().optional(),
        limits: sizingLimits,
      }),
    )
    .errors(declared('log.unreadable', 'collector.no-log')),
  create: command('/collectors/create', 'Makes a data collector set', 'collector.edit', {
    undo: 'collector.delete',
    palette: 'action.collector.create',
  })
    .input(collectorDraft)
    .output(commandAnswer)
    .errors(saveRefusals),
  edit: command('/collectors/edit', 'Changes a data collector set', 'collector.edit', {
    ...{ target, undo: 'collector.edit' },
  })
    .input(collectorDraft.extend({ collectorId }))
    .output(commandAnswer)
    .errors(saveRefusals)
    .errors(declared('collector.running')),
  delete: command(
    '/collectors/delete',
    'Deletes a data collector set with its logs',
    'collector.edit',
    { target, danger: 'destructive' },
  )
    .input(z.object({ collectorId }))
    .output(commandAnswer),
  start: command('/collectors/start', 'Starts a new log of a set', 'collector.run', {
    ...{ target, undo: 'collector.stop' },
  })
    .input(z.object({ collectorId }))
    .output(commandAnswer)
    .errors(declared('collector.running', 'collector.none')),
  stop: command('/collectors/stop', 'Ends the log that a set records', 'collector.run', {
    target,
  })
    .input(z.object({ collectorId }))
    .output(commandAnswer)
    .errors(declared('collector.stopped')),
}
