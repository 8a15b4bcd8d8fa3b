import { z } from 'zod'
import { collectorId, logFormats, logId } from '../domain/index.ts'
import { declared } from '../refusals/index.ts'
import { command, commandAnswer, query } from './operation.ts'

const target = { kind: 'log', field: 'logId' } as const

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
  endedMs: z.number().optional(),
  reason: z.string().optional(),
  isRecording: z.boolean(),
  columns: z.number().int(),
  /** Counters that were beyond what one log takes. */
  leftOut: z.number().int(),
  records: z.number().int(),
  bytes: z.number(),
  fileName: z.string().optional(),
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
  delete: command('/logs/delete', 'Deletes a log', 'collector.edit', {
    ...{ target, danger: 'destructive' },
  })
    .input(z.object({ logId }))
    .output(commandAnswer)
    .errors(declared('log.recording')),
}
