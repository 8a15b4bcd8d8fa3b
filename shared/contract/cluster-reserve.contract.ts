import { z } from 'zod'
import { clusterId, hostId, reserveMethod, vmId } from '../domain/index.ts'
import { query } from './operation.ts'

/** One way to prove that a cluster survives its reserve of failures, with its numbers. */
export const reserveProof = z.object({
  name: z.enum([
    ...['slot-simple', 'proof-simple', 'slot-full', 'proof-full'],
    ...['method-2008-r2', 'method-2012'],
  ] as const),
  unit: z.enum(['slots', 'MiB']),
  left: z.number(),
  right: z.number(),
  /** The VM that a slot is as large as, or that finds its place last; MiB. */
  vmMib: z.number(),
  /** Absent where there are too many sets of nodes to try each. */
  passes: z.boolean().optional(),
  /** Sets of nodes that were tried, and those that fail; 0 where one comparison is enough. */
  sets: z.number().int(),
  failingSets: z.number().int(),
  /** The nodes of the set that fails by most, or comes closest. */
  worst: z.array(z.string()),
})
export type ReserveProofView = z.infer<typeof reserveProof>

/** Whether a cluster survives its reserve, by which proof, and what would cure it. */
export const reserveView = z.object({
  clusterId,
  clusterName: z.string(),
  ok: z.boolean(),
  method: reserveMethod,
  reserveNodes: z.number().int(),
  /** Nodes that it counts on, and all that it has. */
  nodes: z.number().int(),
  nodesTotal: z.number().int(),
  /** N+x: the most failures that it survives. */
  survives: z.number().int(),
  proofs: z.array(reserveProof),
  failing: z.array(z.string()),
  missingMib: z.number(),
  /** In a sentence: what lacks after which failures. */
  because: z.string().optional(),
  /** What would let it survive, each found by trying it. */
  cures: z.array(z.string()),
  /** What each node has for the VMs of others. */
  hosts: z.array(
    z.object({
      name: z.string(),
      usableMib: z.number(),
      othersMib: z.number(),
      highlyAvailableMib: z.number(),
      highlyAvailableVms: z.number().int(),
      freeMib: z.number(),
      largestMib: z.number(),
    }),
  ),
})
export type ClusterReserveView = z.infer<typeof reserveView>

const vmIds = z.array(vmId).min(1).max(1000)

/** A change whose effect on the reserve of clusters is asked. */
export const reserveChange = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('create'),
    hostId,
    memoryMib: z.number().int().min(8).max(1048576),
    highlyAvailable: z.boolean(),
    count: z.number().int().min(1).max(1000).default(1),
  }),
  z.object({ kind: z.literal('move'), vmIds, hostId }),
  z.object({
    kind: z.literal('hardware'),
    vmIds,
    memoryMib: z.number().int().min(8).max(1048576).optional(),
    highlyAvailable: z.boolean().optional(),
  }),
  /** Stored in the library or deleted. */
  z.object({ kind: z.literal('leave'), vmIds }),
  /** Started, stopped, saved or paused. */
  z.object({ kind: z.literal('power'), vmIds }),
  z.object({ kind: z.literal('maintenance'), hostId }),
  z.object({
    kind: z.literal('nodes'),
    clusterId,
    joining: z.array(hostId).max(64).default([]),
    leaving: z.array(hostId).max(64).default([]),
  }),
  z.object({
    kind: z.literal('settings'),
    clusterId,
    reserveNodes: z.number().int().min(0).max(63).optional(),
    method: reserveMethod.optional(),
  }),
])
export type ReserveChangeInput = z.input<typeof reserveChange>

const standing = z.object({
  survives: z.number().int(),
  ok: z.boolean(),
  reserveNodes: z.number().int(),
  because: z.string().optional(),
})

/** N+x of a cluster before and after a change. */
export const reserveEffect = z.object({
  clusterId,
  clusterName: z.string(),
  before: standing,
  after: standing,
})
export type ReserveEffectView = z.infer<typeof reserveEffect>

const target = { kind: 'cluster', field: 'clusterId' } as const

/** Operations of the area `cluster` that tell of its reserve. */
export const clusterReserveOperations = {
  reserve: query(
    '/clusters/reserve',
    'Whether a cluster survives its reserve of node failures, with every proof and what would cure it',
    'host.read',
    { target, cmdlet: 'Get-SCVMHostCluster' },
  )
    .input(
      z.object({
        clusterId,
        /** As if these were its settings. */
        reserveNodes: z.number().int().min(0).max(63).optional(),
        method: reserveMethod.optional(),
      }),
    )
    .output(reserveView),
  reserveAfter: query(
    '/clusters/reserve-after',
    'The node failures that clusters survive before and after a change',
    'host.read',
  )
    .input(z.object({ change: reserveChange }))
    .output(
      z.object({
        effects: z.array(reserveEffect),
        /** Whether the change is one that the reserve does not depend on. */
        isUnaffected: z.boolean(),
      }),
    ),
}
