import type { ClusterId, DynamicOptimization } from '../../shared/domain/index.ts'
import { defaultOptimization } from '../../shared/domain/index.ts'
import { inheritedFrom } from '../hosts/index.ts'
import type { HostGroupRow, World } from '../world/index.ts'

/** How the clusters of a host group are balanced, and the group that says so; none for defaults. */
export function optimizationOf(
  world: World,
  group: HostGroupRow | undefined,
): { readonly settings: DynamicOptimization; readonly from?: HostGroupRow } {
  const found = inheritedFrom(world, group, one => one.dynamicOptimization)
  return { settings: found?.value ?? defaultOptimization, from: found?.group }
}

/** How a cluster is balanced. */
export function optimizationOfCluster(world: World, clusterId: ClusterId): DynamicOptimization {
  const group = world.find('hostgroup', world.get('cluster', clusterId).hostGroupId)
  return optimizationOf(world, group).settings
}
