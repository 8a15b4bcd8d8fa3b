import { z } from 'zod'
import { clusterId, hostId, vmFailback, vmId, vmPriority } from '../domain/index.ts'
import { declared } from '../refusals/index.ts'
import { command, commandAnswer, query } from './operation.ts'

/** One test of hosts that are to become nodes. */
export const clusterTest = z.object({
  name: z.enum(['version', 'hypervisor', 'group', 'free', 'nodes', 'storage', 'network', 'memory']),
  outcome: z.enum(['pass', 'warn', 'fail']),
  text: z.string(),
})
export type ClusterTestView = z.infer<typeof clusterTest>

/** How one VM fails over, and what its cluster says where the VM says nothing. */
export const vmGroup = z.object({
  vmId,
  vmName: z.string(),
  clusterName: z.string(),
  priority: vmPriority,
  nodes: z.array(z.object({ id: hostId, name: z.string() })),
  /** Empty for all nodes, or for no preference. */
  possibleOwnerIds: z.array(hostId),
  preferredOwnerIds: z.array(hostId),
  /** Failovers within the period; 0 for the cluster's own limit. */
  failoverThreshold: z.number().int(),
  failoverPeriodH: z.number().int(),
  failback: vmFailback,
  /** Whether Dynamic Optimization leaves it where it is. */
  blocksDynamicOptimization: z.boolean(),
  /** What holds: the VM's own or the cluster's. */
  limit: z.object({ failovers: z.number().int(), hours: z.number(), failsBack: z.boolean() }),
  /** Failovers within the period that ends now. */
  failovers: z.number().int(),
  /** The nodes that it would be tried on now, in order. */
  order: z.array(z.string()),
})
export type VmGroupView = z.infer<typeof vmGroup>

const target = { kind: 'cluster', field: 'clusterId' } as const
const newNodes = z.object({
  clusterId,
  hostIds: z.array(hostId).min(1).max(64),
  /** Whether the new nodes are shown the shared volumes of the cluster. */
  connectStorage: z.boolean().default(true),
})
const joinErrors = ['cluster.node-invalid', 'host.not-responding', 'vm.busy'] as const

/** Operations by which nodes come and go, and VMs fail over; they belong to the area `cluster`. */
export const clusterNodeOperations = {
  validateNodes: query(
    '/clusters/validate-nodes',
    'Whether hosts can join a cluster: every test with its outcome and why',
    'cluster.edit',
    { target, cmdlet: 'Test-SCVMHostCluster' },
  )
    .input(newNodes)
    .output(z.object({ tests: z.array(clusterTest), volumes: z.array(z.string()) })),
  addNodes: command('/clusters/add-nodes', 'Makes hosts nodes of a cluster', 'cluster.edit', {
    target,
    cmdlet: 'Add-SCVMHostClusterNode',
    undo: 'cluster.removeNode',
  })
    .input(newNodes)
    .output(commandAnswer)
    .errors(declared(...joinErrors)),
  removePlan: query(
    '/clusters/remove-plan',
    'What stands against the removal of a node, and what would change',
    'cluster.edit',
    { target: { kind: 'host', field: 'hostId' } },
  )
    .input(z.object({ hostId }))
    .output(z.object({ blockers: z.array(z.string()), consequences: z.array(z.string()) }))
    .errors(declared('cluster.not-a-node')),
  removeNode: command(
    '/clusters/remove-node',
    'Takes a node out of its cluster: it stays as a host of its own, without the shared volumes',
    'cluster.edit',
    {
      target: { kind: 'host', field: 'hostId' },
      danger: 'disruptive',
      cmdlet: 'Remove-SCVMHostClusterNode',
      undo: 'cluster.addNodes',
    },
  )
    .input(z.object({ hostId }))
    .output(commandAnswer)
    .errors(
      declared(
        'cluster.not-a-node',
        'cluster.last-node',
        'cluster.quorum-at-risk',
        'cluster.shared-in-use',
        'cluster.no-quorum',
        'host.is-node',
        'vm.busy',
      ),
    ),
  destroy: command(
    '/clusters/destroy',
    'Makes the nodes of a cluster hosts of their own',
    'cluster.edit',
    { target, danger: 'disruptive', cmdlet: 'Uninstall-SCVMHostCluster' },
  )
    .input(z.object({ clusterId }))
    .output(commandAnswer)
    .errors(declared('cluster.has-vms', 'cluster.shared-in-use', 'vm.busy')),
  group: query('/clusters/group', 'How a VM fails over', 'vm.read', {
    target: { kind: 'vm', field: 'vmId' },
  })
    .input(z.object({ vmId }))
    .output(vmGroup)
    .errors(declared('cluster.no-group')),
  setOwners: command(
    '/clusters/set-owners',
    'Changes which nodes may own VMs, which they prefer, and how soon and often they start elsewhere',
    'vm.edit',
    {
      target: { kind: 'vm', field: 'vmIds' },
      cmdlet: 'Set-SCVirtualMachine',
      undo: 'cluster.setOwners',
    },
  )
    .input(
      z.object({
        vmIds: z.array(vmId).min(1).max(1000),
        /** An empty list stands for all nodes, or for no preference. */
        possibleOwnerIds: z.array(hostId).max(64).optional(),
        preferredOwnerIds: z.array(hostId).max(64).optional(),
        priority: vmPriority.optional(),
        /** Failovers within the period; 0 for the limit of the cluster. */
        failoverThreshold: z.number().int().min(0).max(100).optional(),
        failoverPeriodH: z.number().int().min(1).max(168).optional(),
        failback: vmFailback.optional(),
      }),
    )
    .output(commandAnswer)
    .errors(declared('cluster.not-a-node', 'cluster.owner-not-possible', 'rule.contradicted')),
}
