import { z } from 'zod'
import {
  clusterId,
  fileSystem,
  hostId,
  hostStatus,
  quorumKind,
  reserveMethod,
} from '../domain/index.ts'
import { declared } from '../refusals/index.ts'
import { clusterReserveOperations } from './cluster-reserve.contract.ts'
import { clusterNodeOperations, clusterTest } from './cluster-nodes.contract.ts'
import { command, commandAnswer, query } from './operation.ts'

/** A cluster with what it decides by and how it stands. */
export const clusterDetails = z.object({
  id: clusterId,
  name: z.string(),
  hostGroupName: z.string(),
  version: z.string(),
  reserveNodes: z.number().int(),
  reserveMethod,
  quorum: quorumKind,
  /** Votes that are there, all there are, and how many it needs. */
  votes: z.number().int(),
  votesTotal: z.number().int(),
  votesNeeded: z.number().int(),
  /**
   * Whether nodes that are put out lose their vote, and the witness has one only with an even
   * number.
   */
  hasDynamicVotes: z.boolean(),
  /** Whether a witness disk is there, and whether it has a vote now. */
  hasWitness: z.boolean(),
  witnessVotes: z.boolean(),
  /** Since when its service is stopped for lack of a majority. */
  stoppedMs: z.number().optional(),
  heartbeatDelayMs: z.number(),
  heartbeatThreshold: z.number().int(),
  isFailbackOn: z.boolean(),
  failoverThreshold: z.number().int(),
  failoverPeriodH: z.number(),
  nodes: z.array(
    z.object({
      id: hostId,
      name: z.string(),
      status: hostStatus,
      /** Whether the cluster counts on it. */
      isMember: z.boolean(),
      hasVote: z.boolean(),
      groups: z.number().int(),
    }),
  ),
  volumes: z.array(
    z.object({ name: z.string(), kind: z.string(), fileSystem, ownerName: z.string() }),
  ),
})
export type ClusterDetails = z.infer<typeof clusterDetails>

const name = z.string().trim().min(1).max(64)
const target = { kind: 'cluster', field: 'clusterId' } as const
const hostIds = z.array(hostId).min(1).max(64)

export const clusterContract = {
  get: query('/clusters/get', 'One cluster with its nodes, votes and settings', 'host.read', {
    target,
  })
    .input(z.object({ clusterId }))
    .output(clusterDetails),
  validate: query(
    '/clusters/validate',
    'Whether hosts can become a cluster: every test with its outcome and why',
    'cluster.edit',
    { target: { kind: 'host', field: 'hostIds' }, cmdlet: 'Test-SCVMHostCluster' },
  )
    .input(z.object({ hostIds }))
    .output(z.object({ tests: z.array(clusterTest), volumes: z.array(z.string()) })),
  create: command('/clusters/create', 'Makes a cluster of hosts', 'cluster.edit', {
    target: { kind: 'host', field: 'hostIds' },
    cmdlet: 'Install-SCVMHostCluster',
    undo: 'cluster.destroy',
  })
    .input(z.object({ name, hostIds, reserveNodes: z.number().int().min(0).max(63).default(1) }))
    .output(commandAnswer)
    .errors(
      declared('cluster.invalid', 'host.not-responding', 'host.pending', 'name.taken', 'vm.busy'),
    ),
  update: command(
    '/clusters/update',
    'Changes how a cluster counts votes, survives failures and returns groups',
    'cluster.edit',
    { target, cmdlet: 'Set-SCVMHostCluster', undo: 'cluster.update' },
  )
    .input(
      z.object({
        clusterId,
        changes: z.object({
          name: name.optional(),
          reserveNodes: z.number().int().min(0).max(63).optional(),
          reserveMethod: reserveMethod.optional(),
          quorum: quorumKind.optional(),
          isFailbackOn: z.boolean().optional(),
          failoverThreshold: z.number().int().min(1).max(100).optional(),
        }),
      }),
    )
    .output(commandAnswer)
    .errors(declared('name.taken')),
  ...clusterNodeOperations,
  ...clusterReserveOperations,
}
