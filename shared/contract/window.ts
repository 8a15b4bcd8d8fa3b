import { eventIterator } from '@orpc/contract'
import { z } from 'zod'

export const filterOperators = ['is', 'isNot', 'contains', 'startsWith', 'gt', 'lt'] as const
export type FilterOperator = (typeof filterOperators)[number]

/** One condition of a filter; conditions are joined by "and". Text compares without case. */
export const condition = z.object({
  field: z.string().min(1).max(60),
  op: z.enum(filterOperators),
  value: z.string().max(200),
})
export type Condition = z.infer<typeof condition>

/** The part of a list that somebody looks at. */
export const windowInput = z.object({
  /** Only what lies in this host group, cluster, host or library share (with all below it). */
  scope: z.string().max(40).optional(),
  filter: z.array(condition).max(20).default([]),
  /** Free text, searched in the name and the other text columns. */
  text: z.string().max(200).default(''),
  sort: z.object({ field: z.string().max(60), direction: z.enum(['asc', 'desc']) }).optional(),
  offset: z.number().int().min(0).max(1000000).default(0),
  limit: z.number().int().min(1).max(500).default(100),
})
export type WindowInput = z.input<typeof windowInput>
export type Window = z.output<typeof windowInput>

/** A window's rows, how many match in all, and the revision of the world they show. */
export function windowOf<Row extends z.ZodType>(row: Row) {
  return z.object({
    rows: z.array(row),
    total: z.number().int(),
    revision: z.number().int(),
    asOfMs: z.number(),
  })
}

/**
 * What a watched window sends: first and after a change of order or membership the whole window,
 * else only the changed rows, by their position.
 */
export function windowEvents<Row extends z.ZodType>(row: Row) {
  return eventIterator(
    z.discriminatedUnion('kind', [
      windowOf(row).extend({ kind: z.literal('window'), offset: z.number().int() }),
      z.object({
        kind: z.literal('rows'),
        changed: z.array(z.object({ index: z.number().int(), row })),
        total: z.number().int(),
        revision: z.number().int(),
        asOfMs: z.number(),
      }),
    ]),
  )
}

/** The shape of what a watched window sends, for code that is generic over the row. */
export type WindowEvent<Row> =
  | { kind: 'window'; rows: Row[]; total: number; revision: number; asOfMs: number; offset: number }
  | {
      kind: 'rows'
      changed: { index: number; row: Row }[]
      total: number
      revision: number
      asOfMs: number
    }
