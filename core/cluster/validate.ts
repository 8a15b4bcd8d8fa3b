import { hostLimits, hypervisors, platformOf } from '../../shared/domain/index.ts'
import type { ClusterTestView } from '../../shared/contract/index.ts'
import { nodesOf } from '../hosts/index.ts'
import { adaptersOf, clusterNetworksOf, withAutoMetrics } from '../networks/index.ts'
import type { ClusterNetwork, ClusterRow, HostRow, VolumeRow, World } from '../world/index.ts'
import { volumesOfCluster } from './membership.ts'

type Test = Omit<ClusterTestView, 'name'>

const pass = (text: string): Test => ({ outcome: 'pass', text })
const warn = (text: string): Test => ({ outcome: 'warn', text })
const fail = (text: string): Test => ({ outcome: 'fail', text })
const listed = (hosts: readonly HostRow[]) => hosts.map(host => host.name).join(', ')

/** Every test of hosts that are to become a cluster, in the order of the report. */
export function validateCluster(world: World, hosts: readonly HostRow[]): ClusterTestView[] {
  return [
    { name: 'hypervisor', ...hypervisorTest(hosts) },
    { name: 'version', ...versionTest(hosts) },
    { name: 'free', ...freeTest(world, hosts) },
    { name: 'group', ...groupTest(hosts) },
    { name: 'nodes', ...nodesTest(hosts) },
    { name: 'storage', ...storageTest(world, hosts) },
    { name: 'network', ...networkTest(world, hosts) },
    { name: 'memory', ...memoryTest(hosts) },
  ]
}

/** The same tests of hosts that are to join a cluster, together with the nodes that it has. */
export function validateNodes(
  world: World,
  cluster: ClusterRow,
  hosts: readonly HostRow[],
  connectStorage: boolean,
): ClusterTestView[] {
  const nodes = nodesOf(world, cluster.id)
  const all = [...nodes, ...hosts]
  return [
    { name: 'hypervisor', ...hypervisorTest(all) },
    { name: 'version', ...versionTest(all) },
    { name: 'free', ...freeTest(world, hosts) },
    { name: 'group', ...groupTest(all) },
    { name: 'nodes', ...nodesTest(all) },
    { name: 'storage', ...reachTest(world, cluster, hosts, connectStorage) },
    { name: 'network', ...subnetTest(world, cluster, hosts) },
    { name: 'memory', ...memoryTest(all) },
  ]
}

/** Whether the new nodes see what the VMs of the cluster lie on. */
function reachTest(
  world: World,
  cluster: ClusterRow,
  hosts: readonly HostRow[],
  connectStorage: boolean,
): Test {
  const shared = volumesOfCluster(world, cluster.id)
  if (shared.length === 0) return warn('The cluster has no shared volume.')
  const names = shared.map(one => one.name).join(', ')
  const isBlind = (host: HostRow) => shared.some(one => !host.volumeIds.includes(one.id))
  const blind = hosts.filter(isBlind)
  if (blind.length === 0) return pass(`All reach ${names}.`)
  if (connectStorage) return pass(`${listed(blind)} will be shown ${names}.`)
  return warn(
    `${listed(blind)} does not reach ${names}: VMs that lie there cannot fail over to it.`,
  )
}

/** Whether the new nodes hear the cluster: over a network that its heartbeats may take. */
function subnetTest(world: World, cluster: ClusterRow, hosts: readonly HostRow[]): Test {
  const networks = clusterNetworksOf(world, cluster).filter(one => one.role !== 0)
  const heard = (host: HostRow) => {
    const subnets = new Set(adaptersOf(world, host).map(one => one.subnet))
    return networks.filter(one => subnets.has(one.subnet))
  }
  const deaf = hosts.filter(host => heard(host).length === 0)
  const subnets = networks.map(one => one.subnet).join(', ')
  if (deaf.length > 0) {
    return fail(`${listed(deaf)} is on none of the cluster's networks (${subnets}).`)
  }
  const partly = hosts.filter(host => heard(host).length < networks.length)
  if (partly.length === 0) return pass(`All are on ${subnets}.`)
  return warn(`${listed(partly)} is not on every network of the cluster (${subnets}).`)
}

function hypervisorTest(hosts: readonly HostRow[]): Test {
  const odd = hosts.filter(host => !hypervisors[host.hypervisor ?? 'hyper-v'].canCluster)
  if (odd.length === 0) return pass('All hosts run Hyper-V.')
  return fail(`${listed(odd)}: ${platformOf(odd[0]!)} hosts cannot be nodes of a failover cluster.`)
}

function versionTest(hosts: readonly HostRow[]): Test {
  const versions = new Set(hosts.map(host => host.version))
  if (versions.size === 1) return pass(`All hosts run ${platformOf(hosts[0]!)}.`)
  const each = hosts.map(host => `${host.name} runs ${platformOf(host)}`).join(', ')
  return fail(`All nodes need the same version: ${each}.`)
}

function freeTest(world: World, hosts: readonly HostRow[]): Test {
  const nodes = hosts.filter(host => host.clusterId !== undefined)
  if (nodes.length === 0) return pass('No host is a node of another cluster.')
  const cluster = world.find('cluster', nodes[0]!.clusterId)?.name ?? 'a cluster'
  const verb = nodes.length === 1 ? 'belongs' : 'belong'
  return fail(`${listed(nodes)} ${verb} to a cluster already (${cluster}).`)
}

function groupTest(hosts: readonly HostRow[]): Test {
  return new Set(hosts.map(host => host.hostGroupId)).size === 1
    ? pass('All hosts are in one host group.')
    : fail('The nodes of a cluster stay in one host group: move them together first.')
}

function nodesTest(hosts: readonly HostRow[]): Test {
  const limit = hostLimits[hosts[0]!.version].clusterNodes
  if (hosts.length > limit) {
    return fail(`${hosts.length} nodes are more than ${platformOf(hosts[0]!)} allows (${limit}).`)
  }
  if (hosts.length === 1) return warn('One node survives no failure.')
  return pass(`${hosts.length} of at most ${limit} nodes.`)
}

/** Volumes that all of the hosts reach and that no single one of them has in itself. */
export function sharedVolumes(world: World, hosts: readonly HostRow[]): VolumeRow[] {
  return (hosts[0]?.volumeIds ?? [])
    .map(id => world.get('volume', id))
    .filter(volume => volume.kind !== 'local')
    .filter(volume => hosts.every(host => host.volumeIds.includes(volume.id)))
}

function storageTest(world: World, hosts: readonly HostRow[]): Test {
  const shared = sharedVolumes(world, hosts)
  if (shared.length > 0) return pass(`All reach ${shared.map(one => one.name).join(', ')}.`)
  return warn('No volume is reached by all hosts: VMs cannot be highly available until one is.')
}

/** The subnets that all hosts are plugged into, as networks of the cluster. */
export function sharedNetworks(world: World, hosts: readonly HostRow[]): ClusterNetwork[] {
  const [first, ...others] = hosts.map(host => adaptersOf(world, host))
  const subnets = new Map((first ?? []).map(adapter => [adapter.subnet, adapter.hasGateway]))
  const networks = [...subnets]
    .filter(([subnet]) => others.every(list => list.some(one => one.subnet === subnet)))
    .map(([subnet, hasGateway], at) => ({
      ...{ name: `Cluster Network ${at + 1}`, role: hasGateway ? (3 as const) : (1 as const) },
      ...{ metric: 0, autoMetric: true, hasGateway, subnet, description: '' },
    }))
  return withAutoMetrics(networks)
}

function networkTest(world: World, hosts: readonly HostRow[]): Test {
  const networks = sharedNetworks(world, hosts)
  if (networks.length === 0)
    return fail('No subnet is common to all hosts: they cannot hear each other.')
  const each = networks.map(one => one.subnet).join(', ')
  if (networks.length === 1) {
    return warn(`One network (${each}) carries everything: its failure splits the cluster.`)
  }
  return pass(`${networks.length} networks are common to all: ${each}.`)
}

function memoryTest(hosts: readonly HostRow[]): Test {
  const sizes = hosts.map(host => host.memoryMib)
  if (Math.min(...sizes) === Math.max(...sizes)) return pass('All hosts have the same memory.')
  return warn('The hosts differ in memory: the largest is the hardest to replace when it fails.')
}
