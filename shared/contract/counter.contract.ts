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

const sample = z.object({
  path: z.string(),
  /** Absent where there is none: its instance is gone, or was never there. */
  value: z.number().optional(),
  missing: z.enum(['computer', 'object', 'counter', 'instance']).optional(),
})

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
    .input(z.object({ paths, limit: z.number().int().min(1).max(expandMax).default(expandMax) }))
    .output(
      z.object({
        paths: z.array(z.string()),
        total: z.number().int(),
        /** How many more there are than the limit. */
        leftOut: z.number().int(),
      }),
    )
    .errors(declared('counter.bad-path')),
  read: query('/counters/read', 'Values of counters now', 'counter.read')
    .input(z.object({ paths }))
    .output(samples)
    .errors(declared('counter.bad-path', 'counter.unknown')),
  watch: stream('/counters/watch', 'Values of counters as simulated time goes on', 'counter.read')
    .input(z.object({ paths }))
    .output(eventIterator(samples))
    .errors(declared('counter.bad-path')),
}
