import { eventIterator } from '@orpc/contract'
import { z } from 'zod'
import { anyId, collectorId, logFormats, logId, vmId } from '../domain/index.ts'
import { declared } from '../refusals/index.ts'
import { command, commandAnswer, query, stream, bulkLimit } from './operation.ts'

const target = { kind: 'log', field: 'logId' } as const

/** The most letters of an imported file in base64: 48 MiB of it. */
const importMax = 67_108_864
/** The most columns that one call reads. */
export const logReadMax = 50

const range = {
  /** Time in UTC; both ends belong to the range. */
  fromMs: z.number().optional(),
  toMs: z.number().optional(),
}

const logView = z.object({
  id: logId,
  name: z.string(),
  collectorId: collectorId.optional(),
  collectorName: z.string().optional(),
  ownerName: z.string(),
  format: z.enum(logFormats),
  source: z.enum(['collector', 'import']),
  startedMs: z.number(),
  /** Its oldest record, where it is circular and has forgotten older ones. */
  firstMs: z.number().optional(),
  endedMs: z.number().optional(),
  reason: z.string().optional(),
  isRecording: z.boolean(),
  columns: z.number().int(),
  /** Counters that were beyond what one log takes. */
  leftOut: z.number().int(),
  records: z.number().int(),
  bytes: z.number(),
  /** Why it takes no more records now. */
  problem: z.string().optional(),
  fileName: z.string().optional(),
  /** Places of an imported file that were left out, counted up to fifty. */
  unreadable: z.number().int().optional(),
  mayEdit: z.boolean(),
})
export type LogView = z.infer<typeof logView>

const problem = z.object({
  line: z.number().int(),
  cell: z.number().int().optional(),
  problem: z.string(),
})

const statistics = z.object({
  column: z.string(),
  /** Records that have a value. */
  count: z.number().int(),
  last: z.number().optional(),
  average: z.number().optional(),
  minimum: z.number().optional(),
  maximum: z.number().optional(),
})

/**
 * Buckets of records, column after column in the order asked for, each with `count` of them; NaN
 * where a bucket has no value.
 */
const series = z.object({
  firstMs: z.number(),
  everyMs: z.number(),
  count: z.number().int(),
  average: z.instanceof(Float32Array),
  minimum: z.instanceof(Float32Array),
  maximum: z.instanceof(Float32Array),
  statistics: z.array(statistics),
  /** The first and last record of the range; absent where it has none. */
  fromMs: z.number().optional(),
  toMs: z.number().optional(),
  records: z.number().int(),
  problems: z.array(problem),
})
export type LogSeries = z.infer<typeof series>

const relogPart = z.object({
  /** What belongs into the file next, of a text log and of a compact one. */
  text: z.string().optional(),
  bytes: z.instanceof(Uint8Array).optional(),
  done: z
    .object({ records: z.number().int(), columns: z.number().int(), problems: z.array(problem) })
    .optional(),
})
export type RelogPart = z.infer<typeof relogPart>

const figures = z.object({
  average: z.number(),
  /** The 95th percentile, to three digits: 95 of 100 records are not above it. */
  p95: z.number(),
  maximum: z.number(),
})

export const sizingLimits = z.object({
  /** Over-committed above either of these, as the 95th percentile (facts 8.2). */
  cpuHighPercent: z.number().min(1).max(100).default(75),
  pressureHighPercent: z.number().min(1).max(1000).default(80),
  /** Under-committed below either, where there is something to take away. */
  cpuLowPercent: z.number().min(0).max(100).default(20),
  pressureLowPercent: z.number().min(0).max(1000).default(50),
  /** Idle below all three: processor as the 95th percentile, the others on average. */
  idleCpuPercent: z.number().min(0).max(100).default(3),
  idleIops: z.number().min(0).default(1),
  idleBytesPerS: z.number().min(0).default(10_000),
})
export type SizingLimits = z.infer<typeof sizingLimits>

export const sizingRow = z.object({
  /** Absent where the log is of another fabric, or the VM is gone. */
  vmId: anyId.optional(),
  name: z.string(),
  verdict: z.enum(['over-committed', 'under-committed', 'idle', 'fits', 'unknown']),
  /** Each figure that decided, with the limit that it is beyond. */
  because: z.array(
    z.object({
      figure: z.enum(['cpuPercent', 'pressurePercent', 'iops', 'bytesPerS']),
      value: z.number(),
      limit: z.number(),
    }),
  ),
  cpuPercent: figures.optional(),
  pressurePercent: figures.optional(),
  iops: figures.optional(),
  bytesPerS: figures.optional(),
  cpuCount: z.number().int().optional(),
  memoryMib: z.number().int().optional(),
  /** What to set instead, where something is to change. */
  suggested: z
    .object({ cpuCount: z.number().int().optional(), memoryMib: z.number().int().optional() })
    .optional(),
  records: z.number().int(),
})
export type SizingRow = z.infer<typeof sizingRow>

const unreadable = declared('log.unreadable', 'log.columns-unknown')

export const logContract = {
  list: query('/logs', 'Logs of data collector sets, and imported ones', 'collector.read')
    .input(z.object({ collectorId: collectorId.optional() }))
    .output(z.object({ rows: z.array(logView), asOfMs: z.number() })),
  counters: query('/logs/counters', 'The columns of a log', 'collector.read', { target })
    .input(
      z.object({
        logId,
        text: z.string().max(200).default(''),
        offset: z.number().int().min(0).default(0),
        limit: z.number().int().min(1).max(1000).default(200),
      }),
    )
    .output(
      z.object({
        rows: z.array(z.object({ column: z.string(), isCounter: z.boolean() })),
        total: z.number().int(),
        fromMs: z.number().optional(),
        toMs: z.number().optional(),
        records: z.number().int(),
        zone: z.object({ name: z.string(), offsetMinutes: z.number() }).optional(),
        problems: z.array(problem),
      }),
    )
    .errors(unreadable),
  read: query('/logs/read', 'Columns of a log, in as many buckets as wanted', 'collector.read', {
    target,
  })
    .input(
      z.object({
        logId,
        columns: z.array(z.string().min(1).max(2048)).min(1).max(logReadMax),
        ...range,
        points: z.number().int().min(1).max(4000).default(1000),
      }),
    )
    .output(series)
    .errors(unreadable),
  relog: stream(
    '/logs/relog',
    'A part of a log in another form, in pieces; the last says how much it is',
    'collector.read',
    { target },
  )
    .input(
      z.object({
        logId,
        format: z.enum(logFormats),
        /** Counter paths, also with wildcards; all columns where none is given. */
        paths: z.array(z.string().min(1).max(1024)).max(200).default([]),
        /** Every nth record, from the first one of the range. */
        everyNth: z.number().int().min(1).max(1_000_000).default(1),
        ...range,
      }),
    )
    .output(eventIterator(relogPart))
    .errors(declared('log.unreadable', 'counter.bad-path')),
  import: command(
    '/logs/import',
    'Imports a log of Performance Monitor (CSV or TSV) or a compact one',
    'collector.edit',
    { palette: 'action.log.import' },
  )
    .input(
      z.object({
        name: z.string().trim().min(1).max(80),
        fileName: z.string().min(1).max(240),
        /** Absent: the file of this name in `logs/incoming` of the data folder, of any length. */
        contentBase64: z.string().max(importMax).optional(),
        /** Takes what can be read, and leaves out what cannot. */
        isPartial: z.boolean().default(false),
      }),
    )
    .output(commandAnswer)
    .errors(declared('log.bad-file')),
  assign: command(
    '/logs/assign',
    'Makes a column of a log the workload of VMs, as a trace of five-minute means',
    'trace.assign',
    { target: { kind: 'vm', field: 'vmIds' } },
  )
    .input(
      z.object({
        logId,
        column: z.string().min(1).max(2048),
        vmIds: z.array(vmId).min(1).max(bulkLimit),
        /**
         * The value at which the VMs are 100 % busy; needed for what is not in percent. A series
         * of disk operations, or of bytes of a disk or network, is done as it is: the value says
         * only how busy the processors are with it.
         */
        fullScale: z.number().positive().optional(),
      }),
    )
    .output(commandAnswer)
    .errors(declared('log.series-unfit', 'log.columns-unknown', 'log.unreadable')),
  delete: command('/logs/delete', 'Deletes a log', 'collector.edit', {
    ...{ target, danger: 'destructive' },
  })
    .input(z.object({ logId }))
    .output(commandAnswer)
    .errors(declared('log.recording')),
}
