import type { ClusterId, PowerOptimization } from '../../shared/domain/index.ts'
import { defaultPowerOptimization, mayBeOff } from '../../shared/domain/index.ts'
import { inheritedFrom, isPoweredOff, nodesOf } from '../hosts/index.ts'
import type { ClusterRow, HostGroupRow, HostRow, World } from '../world/index.ts'

/** How hosts in a group are powered, and the group that says so; none for the defaults. */
export function powerOptimizationOf(
  world: World,
  group: HostGroupRow | undefined,
): { readonly settings: PowerOptimization; readonly from?: HostGroupRow } {
  const found = inheritedFrom(world, group, one => one.powerOptimization)
  return { settings: found?.value ?? defaultPowerOptimization, from: found?.group }
}

/** How the hosts of a cluster are powered. */
export function powerOptimizationOfCluster(world: World, cluster: ClusterRow): PowerOptimization {
  return powerOptimizationOf(world, world.find('hostgroup', cluster.hostGroupId)).settings
}

/** The nodes of a cluster, those that power optimisation has off, and how many may be. */
export function nodesByPower(
  world: World,
  clusterId: ClusterId,
): { readonly nodes: HostRow[]; readonly off: HostRow[]; readonly limit: number } {
  const nodes = nodesOf(world, clusterId)
  const isMadeHere = world.get('cluster', clusterId).isMadeHere === true
  return { nodes, off: nodes.filter(isPoweredOff), limit: mayBeOff(nodes.length, isMadeHere) }
}
