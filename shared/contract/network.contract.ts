import { z } from 'zod'
import {
  clusterId,
  clusterNetworkRole,
  hostId,
  metricMost,
  teamMode,
  trafficClass,
  virtualNetworkKind,
  vlan,
  vmAdapterKinds,
  vmId,
} from '../domain/index.ts'
import { declared } from '../refusals/index.ts'
import { bulkLimit, command, commandAnswer, query, stream } from './operation.ts'
import { windowEvents, windowInput, windowOf } from './window.ts'

const name = z.string().trim().min(1).max(80)

/** What a class of traffic takes; without a network it has none left. */
export const carriedTraffic = z.object({ traffic: trafficClass, network: z.string().optional() })
export type CarriedTraffic = z.infer<typeof carriedTraffic>

/** A node's way into a cluster network. */
export const networkNode = z.object({
  hostId,
  hostName: z.string(),
  /** The adapter or team; absent where the node is not on the network. */
  uplink: z.string().optional(),
  nominalMbps: z.number(),
  nowMbps: z.number(),
})

export const clusterNetworkView = z.object({
  name: z.string(),
  role: clusterNetworkRole,
  metric: z.number().int(),
  autoMetric: z.boolean(),
  hasGateway: z.boolean(),
  subnet: z.string(),
  description: z.string(),
  state: z.enum(['up', 'partitioned', 'down']),
  /** What a copy between its two slowest nodes gets, MiB a second. */
  copyMibPerS: z.number(),
  heartbeatLossPercent: z.number(),
  carries: z.array(trafficClass),
  nodes: z.array(networkNode),
})
export type ClusterNetworkView = z.infer<typeof clusterNetworkView>

/** What carries what now, or after one more network has failed. */
export const networkOutcome = z.object({
  fails: z.string().optional(),
  carries: z.array(carriedTraffic),
})
export type NetworkOutcome = z.infer<typeof networkOutcome>

export const clusterNetworking = z.object({
  clusterId,
  clusterName: z.string(),
  networks: z.array(clusterNetworkView),
  /** Now first, then the failure of each network that is up. */
  outcomes: z.array(networkOutcome),
  hiddenHosts: z.number().int(),
})
export type ClusterNetworking = z.infer<typeof clusterNetworking>

/** An adapter of a host as one row of a list. */
export const adapterRow = z.object({
  /** Host and name; no row of its own. */
  id: z.string(),
  hostId,
  hostName: z.string(),
  clusterName: z.string().optional(),
  name: z.string(),
  isUp: z.boolean(),
  rateMbps: z.number(),
  macAddress: z.string(),
  address: z.string(),
  subnet: z.string(),
  clusterNetwork: z.string().optional(),
  team: z.string().optional(),
  teamMode: teamMode.optional(),
  virtualNetworks: z.array(z.string()),
  chimney: z.boolean(),
  vmQueue: z.boolean(),
  jumboFrames: z.boolean(),
})
export type AdapterRowView = z.infer<typeof adapterRow>

/** A virtual network of a host as one row of a list. */
export const virtualNetworkRow = z.object({
  id: z.string(),
  hostId,
  hostName: z.string(),
  clusterName: z.string().optional(),
  name: z.string(),
  kind: virtualNetworkKind,
  over: z.string().optional(),
  vlan: z.number().int().optional(),
  /** Whether its VMs reach the physical network now, and why not. */
  reach: z.enum(['outside', 'host', 'vms', 'nothing']),
  because: z.string().optional(),
  nominalMbps: z.number(),
  nowMbps: z.number(),
  vms: z.number().int(),
  hiddenVms: z.number().int(),
})
export type VirtualNetworkRowView = z.infer<typeof virtualNetworkRow>

/** What forms need to know of one host. */
export const hostNetworking = z.object({
  hostId,
  hostName: z.string(),
  adapters: z.array(adapterRow),
  teams: z.array(z.object({ name: z.string(), mode: teamMode, adapters: z.array(z.string()) })),
  virtualNetworks: z.array(virtualNetworkRow),
  /** What a virtual network can be over: teams, and adapters that are in none. */
  uplinks: z.array(z.string()),
})
export type HostNetworking = z.infer<typeof hostNetworking>

export const vmNetworking = z.object({
  adapters: z.array(
    z.object({
      network: z.string(),
      kind: z.enum(vmAdapterKinds),
      macAddress: z.string(),
      vlan: z.number().int().optional(),
      reach: z.enum(['outside', 'host', 'vms', 'nothing']),
      because: z.string().optional(),
      nowMbps: z.number(),
    }),
  ),
  /** Where its live migration goes; absent outside a cluster. */
  migration: z
    .object({
      isOwnList: z.boolean(),
      /** Towards another node, now; absent where none links it. */
      usesNow: z.string().optional(),
      networks: z.array(
        z.object({
          name: z.string(),
          isChosen: z.boolean(),
          role: clusterNetworkRole,
          metric: z.number().int(),
          state: z.enum(['up', 'partitioned', 'down']),
        }),
      ),
    })
    .optional(),
})
export type VmNetworking = z.infer<typeof vmNetworking>

export const clusterNetworkChanges = z.object({
  role: clusterNetworkRole.optional(),
  /** A metric set by hand; the cluster leaves it alone from then on. */
  metric: z.number().int().min(1).max(metricMost).optional(),
  /** True gives the metric back to the cluster. */
  autoMetric: z.boolean().optional(),
  description: z.string().max(200).optional(),
})
export type ClusterNetworkChanges = z.infer<typeof clusterNetworkChanges>

const hostTarget = { target: { kind: 'host', field: 'hostId' } } as const
const clusterTarget = { target: { kind: 'cluster', field: 'clusterId' } } as const
const onCluster = z.object({ clusterId })
const onHost = z.object({ hostId })
const teamRefusals = declared(
  'name.taken',
  'network.adapter-taken',
  'network.in-use',
  'network.team-subnets',
  'network.unknown',
)
const virtualRefusals = declared(
  'name.taken',
  'network.in-use',
  'network.needs-uplink',
  'network.unknown',
  'network.uplink-taken',
)

const queries = {
  clusters: query('/networks/clusters', 'The clusters in scope with their networks', 'network.read')
    .input(z.object({ scope: z.string().max(40).optional() }))
    .output(
      z.object({
        clusters: z.array(
          z.object({ id: clusterId, name: z.string(), networks: z.number(), down: z.number() }),
        ),
      }),
    ),
  cluster: query(
    '/networks/cluster',
    'The networks of a cluster: what each carries now and after a failure',
    'network.read',
    { ...clusterTarget, cmdlet: 'Get-ClusterNetwork' },
  )
    .input(onCluster)
    .output(clusterNetworking),
  host: query('/networks/host', 'Adapters, teams and virtual networks of a host', 'network.read', {
    ...hostTarget,
    cmdlet: 'Get-SCVMHostNetworkAdapter',
  })
    .input(onHost)
    .output(hostNetworking),
  vm: query(
    '/networks/vm',
    'What a VM reaches, and where its live migration goes',
    'network.read',
    {
      target: { kind: 'vm', field: 'vmId' },
    },
  )
    .input(z.object({ vmId }))
    .output(vmNetworking),
  console: query(
    '/networks/console',
    'Reads a line of "cluster net": answers its listing, or the change that it asks for',
    'network.read',
    clusterTarget,
  )
    .input(onCluster.extend({ line: z.string().max(500) }))
    .output(
      z.object({
        lines: z.array(z.string()),
        change: z.object({ name: z.string(), changes: clusterNetworkChanges }).optional(),
      }),
    )
    .errors(
      declared(
        'console.bad-value',
        'console.needs-network',
        'console.open-quote',
        'console.read-only',
        'console.unknown-command',
        'console.unknown-option',
        'console.unknown-property',
        'network.unknown',
      ),
    ),
  adapters: query('/networks/adapters', 'A window of the adapters in scope', 'network.read')
    .input(windowInput)
    .output(windowOf(adapterRow)),
  watchAdapters: stream(
    '/networks/adapters/watch',
    'A window of the adapters in scope, and what changes in it',
    'network.read',
  )
    .input(windowInput)
    .output(windowEvents(adapterRow)),
  virtualNetworks: query(
    '/networks/virtual',
    'A window of the virtual networks in scope',
    'network.read',
  )
    .input(windowInput)
    .output(windowOf(virtualNetworkRow)),
  watchVirtualNetworks: stream(
    '/networks/virtual/watch',
    'A window of the virtual networks in scope, and what changes in it',
    'network.read',
  )
    .input(windowInput)
    .output(windowEvents(virtualNetworkRow)),
}

const commands = {
  updateClusterNetwork: command(
    '/networks/cluster/update',
    'Changes role, metric or description of a cluster’s network',
    'network.edit',
    { ...clusterTarget, cmdlet: 'cluster net /prop', undo: 'network.updateClusterNetwork' },
  )
    .input(onCluster.extend({ name, changes: clusterNetworkChanges }))
    .output(commandAnswer)
    .errors(declared('network.last-for-cluster', 'network.unknown')),
  updateAdapter: command(
    '/networks/adapters/update',
    'Changes rate and offloads of a host’s adapter',
    'network.edit',
    { ...hostTarget, cmdlet: 'Set-SCVMHostNetworkAdapter', undo: 'network.updateAdapter' },
  )
    .input(
      onHost.extend({
        name,
        changes: z.object({
          rateMbps: z.number().int().min(10).max(100000).optional(),
          chimney: z.boolean().optional(),
          vmQueue: z.boolean().optional(),
          jumboFrames: z.boolean().optional(),
        }),
      }),
    )
    .output(commandAnswer)
    .errors(declared('network.unknown')),
  createTeam: command('/networks/teams', 'Joins adapters of a host to a team', 'network.edit', {
    ...hostTarget,
    undo: 'network.removeTeam',
  })
    .input(onHost.extend({ name, mode: teamMode, adapters: z.array(name).min(2).max(8) }))
    .output(commandAnswer)
    .errors(teamRefusals),
  updateTeam: command('/networks/teams/update', 'Changes how a team works', 'network.edit', {
    ...hostTarget,
    undo: 'network.updateTeam',
  })
    .input(onHost.extend({ name, mode: teamMode }))
    .output(commandAnswer)
    .errors(declared('network.unknown')),
  removeTeam: command('/networks/teams/remove', 'Dissolves a team', 'network.edit', {
    ...hostTarget,
    danger: 'disruptive',
    undo: 'network.createTeam',
  })
    .input(onHost.extend({ name }))
    .output(commandAnswer)
    .errors(declared('network.in-use', 'network.unknown')),
  createVirtualNetwork: command(
    '/networks/virtual',
    'Creates a virtual network on a host',
    'network.edit',
    { ...hostTarget, cmdlet: 'New-SCVirtualNetwork', undo: 'network.removeVirtualNetwork' },
  )
    .input(
      onHost.extend({
        name,
        kind: virtualNetworkKind,
        over: name.optional(),
        vlan: vlan.optional(),
      }),
    )
    .output(commandAnswer)
    .errors(virtualRefusals),
  updateVirtualNetwork: command(
    '/networks/virtual/update',
    'Changes kind, adapter and VLAN of a virtual network',
    'network.edit',
    { ...hostTarget, cmdlet: 'Set-SCVirtualNetwork', undo: 'network.updateVirtualNetwork' },
  )
    .input(
      onHost.extend({
        name,
        kind: virtualNetworkKind,
        over: name.optional(),
        vlan: vlan.optional(),
      }),
    )
    .output(commandAnswer)
    .errors(virtualRefusals),
  removeVirtualNetwork: command(
    '/networks/virtual/remove',
    'Removes a virtual network that no VM uses',
    'network.edit',
    {
      ...hostTarget,
      danger: 'disruptive',
      cmdlet: 'Remove-SCVirtualNetwork',
      undo: 'network.createVirtualNetwork',
    },
  )
    .input(onHost.extend({ name }))
    .output(commandAnswer)
    .errors(declared('network.in-use', 'network.unknown')),
  setMigrationNetworks: command(
    '/networks/migration',
    'Names the networks for live migration of VMs in their order, or leaves them to the cluster',
    'vm.edit',
    { target: { kind: 'vm', field: 'vmIds' }, undo: 'network.setMigrationNetworks' },
  )
    .input(
      z.object({
        vmIds: z.array(vmId).min(1).max(bulkLimit),
        /** Absent: the cluster's own rule. */
        networks: z.array(name).min(1).max(32).optional(),
      }),
    )
    .output(commandAnswer)
    .errors(declared('migration.no-cluster', 'network.unknown', 'vm.busy', 'vm.recycled')),
}

/** Adapters, teams, virtual networks and cluster networks. */
export const networkContract = { ...queries, ...commands }
