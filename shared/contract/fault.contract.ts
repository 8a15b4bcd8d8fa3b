import { z } from 'zod'
import { faultAreas, faultId, faultKind } from '../domain/index.ts'
import { declared } from '../refusals/index.ts'
import { command, commandAnswer, query } from './operation.ts'

/** A kind of fault as the drill offers it. */
export const faultKindView = z.object({
  kind: faultKind,
  area: z.enum(faultAreas),
  title: z.string(),
  /** In one sentence, what will be seen. */
  about: z.string(),
  target: z.string(),
  part: z.string().optional(),
  amount: z
    .object({ unit: z.string(), least: z.number(), most: z.number(), usual: z.number() })
    .optional(),
  /** Over as soon as it has struck. */
  isInstant: z.boolean(),
})
export type FaultKindView = z.infer<typeof faultKindView>

/** Something that a kind of fault can strike, with the parts that have to be named. */
export const faultTarget = z.object({
  id: z.string(),
  name: z.string(),
  parts: z.array(z.string()),
})
export type FaultTarget = z.infer<typeof faultTarget>

export const faultView = z.object({
  id: faultId,
  kind: faultKind,
  title: z.string(),
  targetId: z.string(),
  targetName: z.string(),
  part: z.string().optional(),
  amount: z.number().optional(),
  unit: z.string().optional(),
  status: z.enum(['planned', 'active', 'ended']),
  beginMs: z.number(),
  endMs: z.number().optional(),
  missed: z.string().optional(),
  ownerName: z.string(),
  /** Whether the caller may end it. */
  mayEnd: z.boolean(),
})
export type FaultView = z.infer<typeof faultView>

/** The most faults over that a list shows, and targets that one look-up answers. */
const listMax = 200

export const faultContract = {
  kinds: query('/faults/kinds', 'Every kind of fault, and what will be seen of it', 'fault.read')
    .input(z.object({}))
    .output(z.array(faultKindView)),
  targets: query('/faults/targets', 'What a kind of fault can strike in scope', 'fault.control')
    .input(
      z.object({
        kind: faultKind,
        /** Part of the name. */
        text: z.string().max(200).default(''),
        limit: z.number().int().min(1).max(listMax).default(50),
      }),
    )
    .output(z.object({ rows: z.array(faultTarget), total: z.number().int() })),
  list: query('/faults', 'Faults in scope: planned, active and over, newest first', 'fault.read')
    .input(
      z.object({
        status: z.enum(['planned', 'active', 'ended']).optional(),
        limit: z.number().int().min(1).max(listMax).default(100),
      }),
    )
    .output(
      z.object({
        rows: z.array(faultView),
        total: z.number().int(),
        /** All that strike now, also those that the caller does not see. */
        active: z.number().int(),
        asOfMs: z.number(),
        /** VMs in scope that run, and those that a fault or its consequences keep from running. */
        runningVms: z.number().int(),
        affectedVms: z.number().int(),
      }),
    ),
  inject: command('/faults/inject', 'Breaks something, now or at a time', 'fault.control', {
    danger: 'disruptive',
    undo: 'fault.end',
    palette: 'action.fault.inject',
  })
    .input(
      z.object({
        kind: faultKind,
        /** An object of the kind's target, or `fabric-1`. */
        targetId: z.string().regex(/^[a-z]+-[1-9]\d{0,9}$/),
        part: z.string().max(200).optional(),
        /** In the unit of the kind; its usual size unless said otherwise. */
        amount: z.number().optional(),
        /** Simulated time at which it begins; at once unless said otherwise. */
        beginMs: z.number().int().optional(),
        /** How long it lasts; until somebody ends it unless said otherwise. */
        durationS: z.number().int().min(1).max(2592000).optional(),
      }),
    )
    .output(commandAnswer)
    .errors(
      declared(
        'fault.already',
        'fault.amount',
        'fault.begins-in-past',
        'fault.job-not-running',
        'fault.locks-out',
        'fault.part-needed',
        'fault.part-unknown',
        'fault.target-kind',
        'fault.too-many',
        'vm.recycled',
      ),
    ),
  end: command('/faults/end', 'Ends faults that strike or are planned', 'fault.control')
    .input(z.object({ faultIds: z.array(faultId).min(1).max(1000) }))
    .output(commandAnswer)
    .errors(declared('fault.ended')),
  endAll: command('/faults/end-all', 'Ends every fault in scope', 'fault.control', {
    palette: 'action.fault.endAll',
  })
    .input(z.object({}))
    .output(commandAnswer),
}
