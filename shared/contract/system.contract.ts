import { eventIterator } from '@orpc/contract'
import { z } from 'zod'
import { anyId, fabricKind, roleId, templateId, traceId } from '../domain/index.ts'
import { declared, refusalView } from '../refusals/index.ts'
import { accountInfo, accountName, password, quotaUse } from './access.contract.ts'
import { command, commandAnswer, query, stream } from './operation.ts'
import { hardware } from './vm.contract.ts'

export const setupContract = {
  status: query(
    '/setup/status',
    'Whether this data folder holds a fabric, or needs a first run',
    'public',
  )
    .input(z.object({}))
    .output(
      z.object({
        ready: z.boolean(),
        fabric: z.string().optional(),
        fabrics: z.array(
          z.object({ kind: fabricKind, hosts: z.number().int(), vms: z.number().int() }),
        ),
      }),
    ),
  create: command('/setup/create', 'First run: makes the fabric and its administrator', 'public')
    .input(
      z.object({
        fabric: fabricKind,
        seed: z.number().int().min(0).max(4294967295).default(1),
        administratorName: accountName,
        administratorPassword: password,
      }),
    )
    .output(z.object({ account: accountInfo, token: z.string().optional() }))
    .errors(declared('fabric.exists', 'access.password-weak', 'store.failed')),
}

/** The simulated clock and the state of the host that pumps it. */
export const clockStatus = z.object({
  nowMs: z.number(),
  paused: z.boolean(),
  factor: z.number(),
  /** The factor reached over the last seconds of real time. */
  factorReached: z.number(),
  seed: z.number(),
  fabric: z.string(),
  revision: z.number().int(),
  /** Real time of the last save; absent before the first. */
  savedWallMs: z.number().optional(),
  /** Why the last save failed. */
  saveFailure: z.string().optional(),
  runningJobs: z.number().int(),
})
export type ClockStatus = z.infer<typeof clockStatus>

export const clockContract = {
  get: query('/clock', 'The simulated clock', 'clock.read').input(z.object({})).output(clockStatus),
  watch: stream('/clock/watch', 'The simulated clock, about twice a second', 'clock.read')
    .input(z.object({}))
    .output(eventIterator(clockStatus)),
  set: command('/clock/set', 'Pauses the simulated clock or sets its factor', 'clock.control', {
    undo: 'clock.set',
    palette: 'action.clock.pause',
  })
    .input(
      z.object({
        paused: z.boolean().optional(),
        factor: z
          .union([z.literal(1), z.literal(10), z.literal(60), z.literal(600), z.literal(3600)])
          .optional(),
      }),
    )
    .output(commandAnswer),
}

export const traceRow = z.object({
  id: traceId,
  name: z.string(),
  source: z.string(),
  samples: z.number().int(),
  meanPercent: z.number(),
  maxPercent: z.number(),
  /** Of a disk or network series: what its VMs ask for at 100 %; else their profile says it. */
  amounts: z
    .object({
      iops: z.number().optional(),
      /** 0 to 1. */
      writeShare: z.number().optional(),
      networkMbps: z.number().optional(),
    })
    .optional(),
  vms: z.number().int(),
})
export type TraceRowView = z.infer<typeof traceRow>

export const traceContract = {
  list: query('/traces', 'The imported workload traces', 'trace.read')
    .input(
      z.object({
        text: z.string().max(200).default(''),
        offset: z.number().int().min(0).default(0),
        limit: z.number().int().min(1).max(500).default(100),
      }),
    )
    .output(z.object({ rows: z.array(traceRow), total: z.number().int() })),
  import: command(
    '/traces/import',
    'Imports traces: files of a folder, or a tar archive (.tar, .tar.gz, .tar.xz)',
    'trace.import',
    { palette: 'action.trace.import' },
  )
    .input(
      z.object({
        /** What the traces are called as a group, such as the day they were taken. */
        source: z.string().trim().min(1).max(80),
        files: z
          .array(
            z.object({ path: z.string().min(1).max(240), contentBase64: z.string().max(67108864) }),
          )
          .min(1)
          .max(10000),
      }),
    )
    .output(commandAnswer.extend({ traces: z.number().int() }))
    .errors(
      declared(
        'trace.archive-bad',
        'trace.bad-line',
        'trace.none',
        'trace.path-climbs',
        'trace.too-large',
        'trace.too-long',
        'name.taken',
      ),
    ),
  assign: command('/traces/assign', 'Gives traces to VMs: round robin, or by name', 'trace.assign')
    .input(
      z.object({
        source: z.string().max(80),
        mode: z.enum(['round-robin', 'by-name']),
        /**
         * Which VMs: a pattern with * and ?; for by-name the part that * stands for is the trace's
         * name.
         */
        pattern: z.string().min(1).max(100).default('*'),
      }),
    )
    .output(commandAnswer),
  delete: command(
    '/traces/delete',
    'Deletes the traces of a source; their VMs return to their profile',
    'trace.import',
    { danger: 'disruptive' },
  )
    .input(z.object({ source: z.string().max(80) }))
    .output(commandAnswer),
}

export const catalogueItem = z.object({
  templateId,
  name: z.string(),
  description: z.string(),
  operatingSystem: z.string(),
  hardware,
  diskGib: z.number(),
  quotaPoints: z.number().int(),
  roleId,
  /** Whether the role may set the guest's administrator password. */
  maySetPassword: z.boolean(),
  /** Quota points in use before and after a request. */
  before: z.number().int(),
  after: z.number().int(),
  limit: z.number().int().optional(),
  /** Expected time until it is ready, from disk size and throughput. */
  readyInS: z.number(),
  /** How many more fit by quota and by room in the role's scope; capped ones are `or more`. */
  fits: z.object({ count: z.number().int(), isCapped: z.boolean() }),
  blockedBecause: refusalView.optional(),
})
export type CatalogueItem = z.infer<typeof catalogueItem>

export const portalContract = {
  catalogue: query(
    '/portal/catalogue',
    'The templates that the own roles may deploy, with the effect on quota',
    'vm.deploy',
  )
    .input(z.object({}))
    .output(z.object({ items: z.array(catalogueItem), quotas: z.array(quotaUse) })),
  quotas: query('/portal/quotas', 'The own quotas and their use', 'vm.read')
    .input(z.object({}))
    .output(z.array(quotaUse)),
}

export const searchContract = {
  find: query('/search', 'Objects in scope whose name holds the text, of all kinds', 'signed-in')
    .input(
      z.object({ text: z.string().max(100), limit: z.number().int().min(1).max(50).default(20) }),
    )
    .output(
      z.array(z.object({ id: anyId, kind: z.string(), name: z.string(), detail: z.string() })),
    ),
}
