import { z } from 'zod'
import { vmId, vmPriority } from '../domain/index.ts'
import { declared } from '../refusals/index.ts'
import { bulkLimit, command, commandAnswer, query, refusedItem } from './operation.ts'

/** A time and the latency of running guests on the way. */
const course = z.object({
  totalS: z.number(),
  latencyMaxMs: z.number(),
  latencyMeanMs: z.number(),
})

/** The boots on one set of disks. */
export const bootLane = z.object({
  volumeNames: z.array(z.string()),
  parallelMax: z.number().int(),
  latencyNowMs: z.number(),
  latencyOneMs: z.number(),
  /** With all of them running and the last one under way. */
  latencyLastMs: z.number(),
  staggered: course,
  unstaggered: course,
  /** The first 200, in the order in which they start. */
  boots: z.array(
    z.object({
      vmId,
      name: z.string(),
      priority: vmPriority,
      startS: z.number(),
      readyS: z.number(),
    }),
  ),
  count: z.number().int(),
})
export type BootLaneView = z.infer<typeof bootLane>

export const bootPlan = z.object({
  limitMs: z.number(),
  totalS: z.number(),
  unstaggeredS: z.number(),
  lanes: z.array(bootLane),
  refused: z.array(refusedItem),
  /** How the figures come about, a sentence each. */
  explanation: z.array(z.string()),
})
export type BootPlanView = z.infer<typeof bootPlan>

const input = z.object({
  vmIds: z.array(vmId).min(1).max(bulkLimit),
  /** The mean latency of running guests that is not to be passed. */
  limitMs: z.coerce.number().min(0.1).max(10000),
})
const rest = { target: { kind: 'vm', field: 'vmIds' } } as const
const refusals = declared(
  'access.bulk-none-possible',
  'boot-plan.limit-too-low',
  'host.processor-limit',
  'vm.bad-power-state',
  'vm.busy',
  'vm.host-limit',
  'vm.insufficient-memory',
  'vm.recycled',
)

/** Starting many VMs so that the others do not notice; they belong to the area `vm`. */
export const bootPlanOperations = {
  bootPlan: query(
    '/vms/boot-plan',
    'A staggered order in which VMs boot under a limit of latency, with its predicted time',
    'vm.start',
    rest,
  )
    .input(input)
    .output(bootPlan)
    .errors(refusals),
  runBootPlan: command(
    '/vms/run-boot-plan',
    'Starts VMs staggered, so that the latency of their volume stays under a limit',
    'vm.start',
    { ...rest, cmdlet: 'Start-SCVirtualMachine' },
  )
    .input(input)
    .output(commandAnswer)
    .errors(refusals),
}
