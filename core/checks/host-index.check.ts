import type { Check } from './types.ts'

/** The look-ups of hosts, clusters and host groups say what their rows say. */
export const hostIndexCheck: Check = {
  name: 'host-index',
  find({ world }) {
    const { index } = world
    let nodes = 0
    for (const host of world.all('host')) {
      if (host.clusterId) nodes++
      const isFound =
        index.hostBySlot[host.slot] === host &&
        index.hostsByGroup.of(host.hostGroupId).has(host.id) &&
        (!host.clusterId || index.hostsByCluster.of(host.clusterId).has(host.id))
      if (!isFound) return `${host.name} is not found where it belongs`
    }
    for (const { id, name, hostGroupId } of world.all('cluster')) {
      if (!index.clustersByGroup.of(hostGroupId).has(id)) return `${name} is not found in its group`
    }
    let children = 0
    for (const { id, name, parentId } of world.all('hostgroup')) {
      if (!parentId) continue
      children++
      if (!index.groupsByParent.of(parentId).has(id)) return `${name} is not found below its parent`
    }
    const isWhole =
      index.hostsByGroup.members === world.count('host') &&
      index.hostsByCluster.members === nodes &&
      index.clustersByGroup.members === world.count('cluster') &&
      index.groupsByParent.members === children
    return isWhole ? undefined : 'a look-up finds a host, cluster or group that is gone'
  },
}
