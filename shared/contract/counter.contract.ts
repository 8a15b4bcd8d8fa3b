import { eventIterator } from '@orpc/contract'
import { z } from 'zod'
import { anyId } from '../domain/index.ts'
import { declared } from '../refusals/index.ts'
import { query, stream } from './operation.ts'

/** The most counters that one call reads, and that one answer lists. */
export const countersMax = 200
export const expandMax = 1000

const path = z.string().min(1).max(1024)
const paths = z.array(path).min(1).max(countersMax)

const threshold = z.object({
  warning: z.number().optional(),
  critical: z.number().optional(),
  /** Low values are the bad ones. */
  isBelow: z.literal(true).optional(),
  source: z.string(),
})

const counter = z.object({
  name: z.string(),
  description: z.string(),
  /** How the model computes it. */
  explain: z.string(),
  unit: z.string(),
  /** Power of ten by which a chart multiplies it. */
  scale: z.number().int(),
  kind: z.enum(['instantaneous', 'rate', 'average']),
  threshold: threshold.optional(),
})

const counterSet = z.object({
  object: z.string(),
  description: z.string(),
  on: z.enum(['host', 'management']),
  /** Has no instances to name. */
  isSingle: z.boolean(),
  hasTotal: z.boolean(),
  release: z.enum(['to-2008-r2', 'from-2012']).optional(),
  counters: z.array(counter),
})

const part = z.enum(['computer', 'object', 'counter', 'instance'])

const sample = z.object({
  path: z.string(),
  /** Absent where there is none: its instance is gone, or was never there. */
  value: z.number().optional(),
  missing: part.optional(),
})

/** What a chart needs to know of a path; `missing` says which part of it is not there. */
const described = z.object({
  path: z.string(),
  missing: part.optional(),
  unit: z.string().optional(),
  scale: z.number().int().optional(),
  kind: z.enum(['instantaneous', 'rate', 'average']).optional(),
  description: z.string().optional(),
  explain: z.string().optional(),
  threshold: threshold.optional(),
  /** The object of the console that its instance stands for, and the host that it is on. */
  objectId: anyId.optional(),
  hostId: anyId.optional(),
})
export type CounterDescription = z.infer<typeof described>

/** The longest span of a live chart, in simulated seconds. */
export const spanMaxS = 14400

/**
 * Buckets of samples that were taken at every simulated second, as many as a chart can show. Series
 * stand one after the other in the order of the paths, each with `count` buckets; NaN where a
 * bucket has no value.
 */
const frame = z.object({
  firstMs: z.number(),
  everyMs: z.number(),
  count: z.number().int(),
  average: z.instanceof(Float32Array),
  minimum: z.instanceof(Float32Array),
  maximum: z.instanceof(Float32Array),
  /** For each path whether a part of it is not there now; empty where it is whole. */
  missing: z.array(z.union([part, z.literal('')])),
  asOfMs: z.number(),
})
export type CounterFrame = z.infer<typeof frame>

const samples = z.object({ samples: z.array(sample), asOfMs: z.number() })
export type CounterSamples = z.infer<typeof samples>

export const counterContract = {
  sets: query('/counters', 'Every counter with how it is computed', 'counter.read')
    .input(z.object({ object: z.string().max(200).optional() }))
    .output(z.object({ sets: z.array(counterSet), computers: z.array(z.string()) })),
  instances: query(
    '/counters/instances',
    'Instances of an object on a computer, or on all hosts below a scope',
    'counter.read',
  )
    .input(
      z.object({
        object: z.string().min(1).max(200),
        computer: z.string().max(200).optional(),
        /** A host group with all below it, a cluster or a host. */
        scope: z.string().max(60).optional(),
        text: z.string().max(200).default(''),
        offset: z.number().int().min(0).default(0),
        limit: z.number().int().min(1).max(500).default(100),
      }),
    )
    .output(
      z.object({
        rows: z.array(
          z.object({ computer: z.string(), instance: z.string(), objectId: anyId.optional() }),
        ),
        total: z.number().int(),
      }),
    )
    .errors(declared('counter.unknown')),
  expand: query('/counters/expand', 'The counters that paths with wildcards name', 'counter.read')
    .input(
      z.object({
        paths,
        limit: z.number().int().min(1).max(expandMax).default(expandMax),
        /** Only on hosts of a host group with all below it, of a cluster, or on one host. */
        scope: z.string().max(60).optional(),
      }),
    )
    .output(
      z.object({
        paths: z.array(z.string()),
        total: z.number().int(),
        /** How many more there are than the limit. */
        leftOut: z.number().int(),
        /** The paths asked for that find no counter now. */
        unmatched: z.array(z.string()),
      }),
    )
    .errors(declared('counter.bad-path', 'counter.too-wide')),
  read: query('/counters/read', 'Values of counters now', 'counter.read')
    .input(z.object({ paths }))
    .output(samples)
    .errors(declared('counter.bad-path', 'counter.unknown')),
  describe: query('/counters/describe', 'What counters mean and belong to', 'counter.read')
    .input(z.object({ paths }))
    .output(z.object({ counters: z.array(described) }))
    .errors(declared('counter.bad-path')),
  metrics: query(
    '/counters/metrics',
    'Counters now as text for Prometheus, as /metrics of the web host gives it',
    'counter.read',
  )
    .input(
      z.object({
        /** Names of objects, with `*` for any text; without, a few figures of everything. */
        objects: z.array(z.string().min(1).max(200)).min(1).max(50).optional(),
        /** Only hosts of a host group with all below it, of a cluster, or one host. */
        scope: z.string().max(60).optional(),
        format: z.enum(['openmetrics', 'classic']).default('openmetrics'),
      }),
    )
    .output(z.object({ text: z.string() }))
    .errors(declared('counter.unknown', 'counter.too-many')),
  watch: stream(
    '/counters/watch',
    'Counters at every simulated second, in as many buckets as a chart of the span can show',
    'counter.read',
  )
    .input(z.object({ paths, spanS: z.number().int().min(60).max(spanMaxS).default(300) }))
    .output(eventIterator(frame))
    .errors(declared('counter.bad-path')),
}
