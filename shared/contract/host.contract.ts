import { z } from 'zod'
import {
  bmcKind,
  clusterId,
  fileSystem,
  hostGroupId,
  hostId,
  hostReserves,
  hostStatus,
  hostVersions,
  hypervisorKind,
  linkKind,
  volumeId,
  volumeKind,
  hostProcessor,
} from '../domain/index.ts'
import { declared } from '../refusals/index.ts'
import { hostMemory } from './memory.view.ts'
import { command, commandAnswer, query, stream } from './operation.ts'
import { hostPower } from './power.contract.ts'
import { windowEvents, windowInput, windowOf } from './window.ts'

/** One row of the list of hosts. */
export const hostRow = z.object({
  id: hostId,
  name: z.string(),
  status: hostStatus,
  /** Since when it does not respond: what the row shows is from then. */
  silentSinceMs: z.number().optional(),
  hostGroupId,
  hostGroupName: z.string(),
  clusterId: clusterId.optional(),
  clusterName: z.string().optional(),
  version: z.enum(hostVersions),
  model: z.string(),
  logicalProcessors: z.number().int(),
  /** As many as logical processors where no core runs two threads. */
  cores: z.number().int(),
  cpuMhz: z.number().int(),
  memoryMib: z.number().int(),
  /** Processor time used, percent of what its processors are worth. */
  cpuPercent: z.number(),
  cpuHistory: z.array(z.number()),
  /** Memory that its VMs and their overhead take. */
  memoryUsedMib: z.number(),
  /** Memory of the parent partition or the host reserve, whichever is larger. */
  memoryReserveMib: z.number(),
  iops: z.number(),
  watts: z.number(),
  runningVms: z.number().int(),
  vms: z.number().int(),
  /** VMs on this host that lie outside the user's scope: only a count. */
  hiddenVms: z.number().int(),
  availableForPlacement: z.boolean(),
  /** Of a node of a cluster that does not survive its reserve: why. */
  overCommitted: z.string().optional(),
  /** Power optimisation has turned it off. */
  isPoweredOff: z.boolean(),
})
export type HostRowView = z.infer<typeof hostRow>

export const volumeView = z.object({
  id: volumeId,
  name: z.string(),
  kind: volumeKind,
  capacityGib: z.number(),
  freeGib: z.number(),
  randomIops: z.number(),
  throughputMibPerS: z.number(),
  fileSystem,
  luns: z.array(z.string()),
  /** The array or the controller under it, and by what the host comes to it. */
  arrayName: z.string(),
  linkKind,
  linkGbps: z.number(),
  paths: z.number().int(),
  pathsUp: z.number().int(),
  route: z.enum(['direct', 'redirected', 'none']),
  /** Why it is not reached directly. */
  because: z.string().optional(),
})

export const hostDetails = hostRow.extend({
  /** Who uses the processors, each in percent of the whole host, and how it comes about. */
  processorUse: z.object({
    guestsPercent: z.number(),
    rootPercent: z.number(),
    hypervisorPercent: z.number(),
    explanation: z.array(z.string()),
  }),
  /** What it keeps back, whoever says so; `memoryReserveMib` is at least its parent partition's. */
  ...hostReserves.omit({ memoryReserveMib: true }).shape,
  reserves: z.object({
    isOwn: z.boolean(),
    own: hostReserves,
    inherited: hostReserves,
    /** The group that it inherits from; absent for the defaults. */
    fromGroupName: z.string().optional(),
    parentMib: z.number().int(),
  }),
  networkMbps: z.number(),
  networks: z.array(z.string()),
  volumes: z.array(volumeView),
  placementPaths: z.array(z.string()),
  hypervisor: hypervisorKind,
  /** How it stands, since when, and what its clock is ahead by. */
  condition: z.string(),
  conditionMs: z.number().optional(),
  clockOffsetS: z.number(),
  /** Whether its cluster has put it out. */
  isEvicted: z.boolean(),
  maintenanceMs: z.number().optional(),
  virtualProcessors: z.number().int(),
  memory: hostMemory,
  power: hostPower,
  limits: z.object({
    platform: z.string(),
    vcpusPerVm: z.number(),
    memoryMibPerVm: z.number(),
    runningVmsPerHost: z.number(),
    virtualProcessors: z.number().optional(),
  }),
  notes: z.string(),
  customProperties: z.record(z.string(), z.string()),
})
export type HostDetails = z.infer<typeof hostDetails>

/** A node of the host-group tree, listed parents first. */
export const treeNode = z.object({
  id: z.string(),
  kind: z.enum(['hostgroup', 'cluster', 'host']),
  name: z.string(),
  parentId: z.string().optional(),
  /** VMs in scope at or below it. */
  vms: z.number().int(),
  hosts: z.number().int(),
  /** Processor load of a host, percent; absent above hosts. */
  cpuPercent: z.number().optional(),
  /** Of a cluster that does not survive its reserve: why. */
  overCommitted: z.string().optional(),
  /** False for a group that is shown only because a group below it is in scope. */
  inScope: z.boolean(),
})
export type TreeNodeView = z.infer<typeof treeNode>

/** Whose scope a move changes: the roles that would gain or lose sight of what moves. */
export const scopeChange = z.object({
  gains: z.array(z.object({ role: z.string(), members: z.number().int() })),
  loses: z.array(z.object({ role: z.string(), members: z.number().int() })),
  hosts: z.number().int(),
  vms: z.number().int(),
})
export type ScopeChange = z.infer<typeof scopeChange>

export const hostContract = {
  list: query('/hosts', 'A window of the hosts in scope', 'host.read')
    .input(windowInput)
    .output(windowOf(hostRow)),
  watch: stream(
    '/hosts/watch',
    'A window of the hosts in scope, and what changes in it',
    'host.read',
  )
    .input(windowInput)
    .output(windowEvents(hostRow)),
  get: query('/hosts/get', 'One host with reserves, networks and volumes', 'host.read')
    .input(z.object({ hostId }))
    .output(hostDetails),
  update: command(
    '/hosts/update',
    'Changes a host’s notes, reserves and placement paths, and whether placement may choose it',
    'host.edit',
    {
      target: { kind: 'host', field: 'hostIds' },
      cmdlet: 'Set-SCVMHost',
      undo: 'host.update',
    },
  )
    .input(
      z.object({
        hostIds: z.array(hostId).min(1).max(1000),
        changes: z.object({
          notes: z.string().max(10000).optional(),
          availableForPlacement: z.boolean().optional(),
          /** A reserve that is given is the host’s own; false goes back to its group’s. */
          ...hostReserves.partial().shape,
          overridesReserves: z.boolean().optional(),
          bmc: bmcKind.optional(),
          /** An empty value removes a property. */
          customProperties: z
            .record(z.string().trim().min(1).max(40), z.string().trim().max(200))
            .optional(),
          placementPaths: z.array(z.string().trim().min(1).max(260)).max(50).optional(),
          /** A graphics processor that VMs can share by RemoteFX. */
          hasGpu: z.boolean().optional(),
          processor: hostProcessor.optional(),
        }),
      }),
    )
    .output(commandAnswer)
    .errors(declared('host.levels-order', 'rule.contradicted')),
  move: command(
    '/hosts/move',
    'Moves hosts, with their clusters, to another host group',
    'host.move',
    {
      target: { kind: 'host', field: 'hostIds' },
      cmdlet: 'Move-SCVMHost',
      undo: 'host.move',
    },
  )
    .input(z.object({ hostIds: z.array(hostId).min(1).max(1000), hostGroupId }))
    .output(commandAnswer)
    .errors(declared('cluster.node-version')),
  movePreview: query(
    '/hosts/move-preview',
    'Whose scope a move of hosts would change',
    'host.move',
    {
      target: { kind: 'host', field: 'hostIds' },
    },
  )
    .input(z.object({ hostIds: z.array(hostId).min(1).max(1000), hostGroupId }))
    .output(scopeChange)
    .errors(declared('cluster.node-version')),
}
