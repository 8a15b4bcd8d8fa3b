import type { HostId } from '../../shared/domain/index.ts'
import { byIdNumber } from '../../shared/domain/index.ts'
import type { HostRow, VmRow, World } from '../world/index.ts'

/** Hosts of a group and all groups below it, in the order of their ids. */
export function hostsBelow(world: World, groupId: HostRow['hostGroupId']): HostId[] {
  const found: HostId[] = []
  for (const group of world.index.groupsBelow(groupId)) {
    found.push(...world.index.hostsByGroup.of(group))
  }
  return found.sort(byIdNumber)
}

/** Hosts that hold a VM of this name; VMs in the recycle bin keep theirs. */
export function hostsWithName(
  world: World,
  name: string,
  except?: VmRow['id'],
): ReadonlySet<HostId> {
  const hosts = new Set<HostId>()
  for (const id of world.index.vmsByName.of(name.toLowerCase())) {
    const vm = world.get('vm', id)
    if (id !== except && !vm.stored) hosts.add(vm.hostId)
  }
  return hosts
}
