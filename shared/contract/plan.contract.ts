import { eventIterator } from '@orpc/contract'
import { z } from 'zod'
import {
  anyId,
  clusterId,
  dynamicOptimization,
  hostGroupId,
  hostId,
  jobId,
  planId,
  proposableKinds,
  vmId,
} from '../domain/index.ts'
import { declared } from '../refusals/index.ts'
import { bulkLimit, command, commandAnswer, query, stream } from './operation.ts'
import { planBody, planSolved } from './plan-views.ts'
import { windowEvents, windowInput, windowOf } from './window.ts'

/** A plan as a list shows it. */
export const planRow = planBody
  .pick({ kind: true, scopeName: true, status: true, madeMs: true, ownerName: true })
  .extend({
    id: planId,
    name: z.string(),
    scopeId: anyId,
    isAutomatic: z.boolean(),
    steps: z.number().int(),
    done: z.number().int(),
    durationS: z.number(),
    imbalanceBefore: z.number(),
    imbalanceAfter: z.number(),
    /** Why it is empty. */
    why: z.string().optional(),
    jobId: jobId.optional(),
  })
export type PlanRowView = z.infer<typeof planRow>

/** A plan with everything; of a proposed one also what the fabric of now says to each step. */
export const planDetails = planBody.extend({
  id: planId,
  name: z.string(),
  scopeId: anyId,
  jobId: jobId.optional(),
  /** Steps that the caller may not see; their figures are in the sums. */
  hiddenSteps: z.number().int(),
  /** What has changed since it was worked out, by the number of the step. */
  changes: z.array(z.object({ number: z.number().int(), text: z.string() })),
  mayRun: z.boolean(),
})
export type PlanDetails = z.infer<typeof planDetails>

/** How the clusters of a host group are balanced, and what was done of late. */
export const groupOptimization = z.object({
  hostGroupId,
  name: z.string(),
  isOwn: z.boolean(),
  settings: dynamicOptimization,
  inherited: dynamicOptimization,
  /** The group above that says so; absent for the defaults. */
  fromGroupName: z.string().optional(),
  /** Clusters in it and below, with what their last automatic runs came to, newest first. */
  clusters: z.array(
    z.object({
      id: clusterId,
      name: z.string(),
      isFollower: z.boolean(),
      runs: z.array(
        z.object({
          atMs: z.number(),
          planId: planId.optional(),
          moves: z.number().int(),
          why: z.string().optional(),
        }),
      ),
    }),
  ),
})
export type GroupOptimization = z.infer<typeof groupOptimization>

const target = { kind: 'plan', field: 'planId' } as const
const inGroup = { kind: 'hostgroup', field: 'hostGroupId' } as const
const bestInput = z.object({
  clusterId,
  objective: z.enum(['balance', 'fewest-hosts']).default('balance'),
  /** Real time that the solver may take, in seconds. */
  timeS: z.number().int().min(1).max(60).default(6),
})
const parallelMax = z.number().int().min(1).max(32)

export const planContract = {
  list: query('/plans', 'A window of the plans in scope, newest first', 'plan.read')
    .input(windowInput)
    .output(windowOf(planRow)),
  watch: stream('/plans/watch', 'A window of the plans in scope, and what changes', 'plan.read')
    .input(windowInput)
    .output(windowEvents(planRow)),
  get: query('/plans/get', 'One plan with its steps, figures and why', 'plan.read', { target })
    .input(z.object({ planId }))
    .output(planDetails),
  propose: command(
    '/plans/propose',
    'Works out a plan for a cluster or host group; nothing moves until it is run',
    'plan.edit',
    {
      target: { kind: 'cluster', field: 'scopeId' },
      cmdlet: 'Start-SCDynamicOptimization -WhatIf',
      palette: 'action.plan.propose',
      undo: 'plan.discard',
    },
  )
    .input(
      z.object({
        kind: z.enum(proposableKinds),
        /** A cluster, a host group to balance, or the host to empty. */
        scopeId: anyId,
        /** Instead of what the host group sets. */
        aggressiveness: z.number().int().min(1).max(5).optional(),
        /** Of plans that empty hosts: whether what can move live does, or all is saved. */
        mode: z.enum(['migrate', 'save']).optional(),
        /** VMs that would move and find no room are saved; else the plan is refused. */
        savesRest: z.boolean().optional(),
        /** Of a rolling update: the nodes, absent for all, and whether VMs go back to theirs. */
        hostIds: z.array(hostId).min(1).max(64).optional(),
        bringsBack: z.boolean().optional(),
      }),
    )
    .output(commandAnswer)
    .errors(
      declared(
        'host.in-maintenance',
        'host.no-room-to-leave',
        'host.not-responding',
        'plan.no-cluster',
        'plan.no-node',
        'plan.too-large',
      ),
    ),
  edit: command(
    '/plans/edit',
    'Drops steps of a proposed plan, and works out what is left anew',
    'plan.edit',
    { target, undo: 'plan.edit' },
  )
    .input(z.object({ planId, dropped: z.array(z.number().int().min(1)).max(1000) }))
    .output(commandAnswer)
    .errors(declared('plan.not-editable', 'plan.no-step')),
  run: command('/plans/run', 'Carries a proposed plan out, step by step', 'plan.run', {
    target,
    cmdlet: 'Start-SCDynamicOptimization',
    danger: 'disruptive',
  })
    .input(
      z.object({
        planId,
        parallelMax: parallelMax.default(4),
        /** A step that cannot be done as planned, or fails, ends the plan. */
        stopsOnSurprise: z.boolean().default(false),
      }),
    )
    .output(commandAnswer)
    .errors(declared('plan.not-editable', 'plan.nothing-left', 'plan.other-runs')),
  solve: stream(
    '/plans/solve',
    'Looks for the best plan of a cluster with an exact model, and tells how far it is',
    'plan.edit',
    { target: { kind: 'cluster', field: 'clusterId' } },
  )
    .input(bestInput)
    .output(
      eventIterator(
        z.discriminatedUnion('type', [
          z.object({
            type: z.literal('progress'),
            elapsedS: z.number(),
            nowPoints: z.number(),
            fastPoints: z.number(),
            costPoints: z.number(),
            boundPoints: z.number(),
          }),
          z.object({ type: z.literal('done'), solved: planSolved, moves: z.number().int() }),
        ]),
      ),
    )
    .errors(declared('plan.not-solvable', 'solver.busy', 'solver.failed')),
  best: command(
    '/plans/best',
    'Makes the best plan that was found for a cluster a plan that can be run; without one it looks first',
    'plan.edit',
    { target: { kind: 'cluster', field: 'clusterId' }, undo: 'plan.discard' },
  )
    .input(bestInput)
    .output(commandAnswer)
    .errors(declared('plan.not-solvable', 'solver.busy', 'solver.failed')),
  resume: command(
    '/plans/resume',
    'Lets a rolling update that was stopped go on from there, planned anew for what is left',
    'plan.run',
    { target, danger: 'disruptive' },
  )
    .input(z.object({ planId }))
    .output(commandAnswer)
    .errors(
      declared(
        'host.in-maintenance',
        'host.no-room-to-leave',
        'host.not-responding',
        'plan.no-cluster',
        'plan.not-resumable',
        'plan.nothing-left',
        'plan.other-runs',
        'plan.too-large',
      ),
    ),
  stop: command(
    '/plans/stop',
    'Ends a plan after the steps that run now; the rest is skipped',
    'plan.run',
    { target, danger: 'disruptive' },
  )
    .input(z.object({ planId }))
    .output(commandAnswer)
    .errors(declared('plan.not-running')),
  discard: command('/plans/discard', 'Takes a plan off the list', 'plan.edit', { target })
    .input(z.object({ planId }))
    .output(commandAnswer)
    .errors(declared('plan.running')),
  optimization: query(
    '/plans/optimization',
    'How the clusters of a host group are balanced, and the last automatic runs',
    'hostgroup.read',
    { target: inGroup, cmdlet: 'Get-SCDynamicOptimizationConfiguration' },
  )
    .input(z.object({ hostGroupId }))
    .output(groupOptimization),
  setOptimization: command(
    '/plans/set-optimization',
    'Changes how the clusters of a host group are balanced; without settings the group follows the one above',
    'hostgroup.edit',
    {
      target: inGroup,
      cmdlet: 'Set-SCDynamicOptimizationConfiguration',
      undo: 'plan.setOptimization',
    },
  )
    .input(z.object({ hostGroupId, settings: dynamicOptimization.optional() }))
    .output(commandAnswer),
  setExclusion: command(
    '/plans/set-exclusion',
    'Excludes VMs from Dynamic Optimization, or takes them in again',
    'vm.edit',
    {
      target: { kind: 'vm', field: 'vmIds' },
      cmdlet: 'Set-SCVirtualMachine -BlockDynamicOptimization',
      undo: 'plan.setExclusion',
    },
  )
    .input(z.object({ vmIds: z.array(vmId).min(1).max(bulkLimit), isExcluded: z.boolean() }))
    .output(commandAnswer),
}
