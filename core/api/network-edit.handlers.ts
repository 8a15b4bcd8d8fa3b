import type { Refusal } from '../../shared/refusals/index.ts'
import { refuse } from '../../shared/refusals/index.ts'
import { changeOf, recordJob } from '../jobs/record.ts'
import {
  adaptersOf,
  clusterNetworksOf,
  findNetwork,
  teamsOf,
  uplinksOf,
  virtualNetworksOf,
  withAutoMetrics,
} from '../networks/index.ts'
import type { ClusterNetwork, HostRow, HostTeam, JobChangeRow, World } from '../world/index.ts'
import { put } from '../world/index.ts'
import type { Applied, HandlerContext, InputOf } from './handler.ts'
import { clusterNetworkRefusal, namesOf, partRefusal } from './network-names.ts'

/** Puts a changed host into the world, and the rate that its VMs have with it. */
export function putHost(world: World, host: HostRow): void {
  const used = new Set(virtualNetworksOf(world, host).map(network => network.over))
  const networkMbps = uplinksOf(world, host)
    .filter(uplink => used.has(uplink.name))
    .reduce((sum, uplink) => sum + uplink.nominalMbps, 0)
  world.apply(put('host', networkMbps > 0 ? { ...host, networkMbps } : host))
}

/** Records a change of a host's network as one job. */
export function recordHostChange(
  { world, caller }: HandlerContext,
  name: string,
  host: HostRow,
  changes: readonly JobChangeRow[],
  cmdlet?: string,
): Applied['jobId'] {
  return recordJob(world, {
    ...{ name, targetId: host.id, targetName: host.name, caller, cmdlet, changes },
  })
}

type Given = InputOf<'network', 'updateClusterNetwork'>['changes']

function withChanges(network: ClusterNetwork, { metric, ...rest }: Given): ClusterNetwork {
  const given = Object.entries(rest).filter(([, value]) => value !== undefined)
  const byHand = metric === undefined ? {} : { metric, autoMetric: false }
  return { ...network, ...Object.fromEntries(given), ...byHand }
}

/** What puts a network back: a metric of the cluster is given back to it. */
function undoOf(network: ClusterNetwork, given: Given): Given {
  const { role, description, metric, autoMetric } = network
  const isMetric = given.metric !== undefined || given.autoMetric !== undefined
  return {
    ...(given.role === undefined ? {} : { role }),
    ...(given.description === undefined ? {} : { description }),
    ...(isMetric ? (autoMetric ? { autoMetric } : { metric }) : {}),
  }
}

function updateClusterNetwork(
  context: HandlerContext,
  { clusterId, name, changes }: InputOf<'network', 'updateClusterNetwork'>,
) {
  const { world, caller } = context
  const cluster = world.get('cluster', clusterId)
  const before = findNetwork(world, clusterId, name)
  if (!before) return clusterNetworkRefusal(world, cluster, name)
  if (changes.metric !== undefined && changes.autoMetric === true) {
    return refuse('input.invalid', { issues: ['a metric by hand is not automatic: give one'] })
  }
  const networks = clusterNetworksOf(world, cluster)
  const isLast = networks.every(one => one.name === before.name || one.role === 0)
  if (changes.role === 0 && isLast) {
    return refuse('network.last-for-cluster', { name: before.name, cluster: cluster.name })
  }
  return (): Applied => {
    const changed = networks.map(one => (one === before ? withChanges(one, changes) : one))
    const settled = withAutoMetrics(changed)
    world.apply(put('cluster', { ...cluster, networks: settled }))
    const after = settled.find(one => one.name === before.name)!
    const keys = ['role', 'metric', 'autoMetric', 'description'] as const
    const jobId = recordJob(world, {
      ...{ name: 'job.network.updateClusterNetwork', targetId: clusterId, caller },
      ...{ targetName: cluster.name, cmdlet: `cluster net "${before.name}" /prop` },
      changes: keys.flatMap(key => changeOf(before.name, key, before[key], after[key])),
    })
    const input = { clusterId, name: before.name, changes: undoOf(before, changes) }
    return { jobId, undo: { operation: 'network.updateClusterNetwork', input } }
  }
}

function updateAdapter(
  context: HandlerContext,
  { hostId, name, changes }: InputOf<'network', 'updateAdapter'>,
) {
  const { world } = context
  const host = world.get('host', hostId)
  const adapters = adaptersOf(world, host)
  const before = adapters.find(one => one.name === name)
  if (!before) return partRefusal(world, host, 'adapter', name)
  const given = Object.entries(changes).filter(([, value]) => value !== undefined)
  return (): Applied => {
    const after = { ...before, ...Object.fromEntries(given) }
    putHost(world, { ...host, adapters: adapters.map(one => (one === before ? after : one)) })
    const keys = Object.keys(changes) as (keyof typeof changes)[]
    const tracked = keys.flatMap(key => changeOf(name, key, before[key], after[key]))
    const undone = Object.fromEntries(keys.map(key => [key, before[key]]))
    return {
      jobId: recordHostChange(
        context,
        'job.network.updateAdapter',
        host,
        tracked,
        'Set-SCVMHostNetworkAdapter',
      ),
      undo: { operation: 'network.updateAdapter', input: { hostId, name, changes: undone } },
    }
  }
}

/** What of a host uses one of its adapters or teams. */
function usersOf(world: World, host: HostRow, over: string): string[] {
  return [
    ...teamsOf(host)
      .filter(team => team.adapters.includes(over))
      .map(team => `the team ${team.name}`),
    ...virtualNetworksOf(world, host)
      .filter(network => network.over === over)
      .map(network => `the virtual network ${network.name}`),
  ]
}

/** Why the adapters cannot be a team: a name that is taken, one in use, several subnets. */
function teamRefusal(world: World, host: HostRow, team: HostTeam): Refusal | undefined {
  const taken = [...namesOf(world, host, 'adapter'), ...namesOf(world, host, 'team')]
  if (taken.some(one => one.toLowerCase() === team.name.toLowerCase())) {
    return refuse('name.taken', { kind: 'team', name: team.name })
  }
  const adapters = adaptersOf(world, host)
  const unknown = team.adapters.find(name => !adapters.some(one => one.name === name))
  if (unknown !== undefined) return partRefusal(world, host, 'adapter', unknown)
  for (const adapter of team.adapters) {
    const users = usersOf(world, host, adapter)
    if (users.length > 0) {
      return refuse('network.adapter-taken', { adapter, host: host.name, users })
    }
  }
  const members = adapters.filter(one => team.adapters.includes(one.name))
  const subnets = [...new Set(members.map(one => one.subnet))]
  if (members.length < 2) return refuse('input.invalid', { issues: ['a team needs two adapters'] })
  if (subnets.length > 1) return refuse('network.team-subnets', { name: team.name, subnets })
  return undefined
}

function createTeam(
  context: HandlerContext,
  { hostId, name, mode, adapters }: InputOf<'network', 'createTeam'>,
) {
  const { world } = context
  const host = world.get('host', hostId)
  const team: HostTeam = { name, mode, adapters: [...new Set(adapters)] }
  const refusal = teamRefusal(world, host, team)
  if (refusal) return refusal
  return (): Applied => {
    putHost(world, { ...host, teams: [...teamsOf(host), team] })
    const changes = changeOf(name, 'team', '', `${mode}: ${team.adapters.join(', ')}`)
    return {
      jobId: recordHostChange(context, 'job.network.createTeam', host, changes),
      undo: { operation: 'network.removeTeam', input: { hostId, name } },
    }
  }
}

function updateTeam(
  context: HandlerContext,
  { hostId, name, mode }: InputOf<'network', 'updateTeam'>,
) {
  const { world } = context
  const host = world.get('host', hostId)
  const before = teamsOf(host).find(one => one.name === name)
  if (!before) return partRefusal(world, host, 'team', name)
  return (): Applied => {
    const teams = teamsOf(host).map(one => (one === before ? { ...one, mode } : one))
    putHost(world, { ...host, teams })
    const changes = changeOf(name, 'mode', before.mode, mode)
    return {
      jobId: recordHostChange(context, 'job.network.updateTeam', host, changes),
      undo: { operation: 'network.updateTeam', input: { hostId, name, mode: before.mode } },
    }
  }
}

function removeTeam(context: HandlerContext, { hostId, name }: InputOf<'network', 'removeTeam'>) {
  const { world } = context
  const host = world.get('host', hostId)
  const team = teamsOf(host).find(one => one.name === name)
  if (!team) return partRefusal(world, host, 'team', name)
  const users = usersOf(world, host, name)
  if (users.length > 0) return refuse('network.in-use', { name, host: host.name, users })
  return (): Applied => {
    putHost(world, { ...host, teams: teamsOf(host).filter(one => one !== team) })
    const changes = changeOf(name, 'team', `${team.mode}: ${team.adapters.join(', ')}`, '')
    const input = { hostId, ...team, adapters: [...team.adapters] }
    return {
      jobId: recordHostChange(context, 'job.network.removeTeam', host, changes),
      undo: { operation: 'network.createTeam', input },
    }
  }
}

/** Changing cluster networks, adapters and teams. */
export const networkEditHandlers = {
  updateClusterNetwork,
  updateAdapter,
  createTeam,
  updateTeam,
  removeTeam,
}
