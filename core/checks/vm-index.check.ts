import type { Check } from './types.ts'

/** The look-ups of VMs say what their rows say. */
export const vmIndexCheck: Check = {
  name: 'vm-index',
  find({ world }) {
    const { index } = world
    let vms = 0
    let owned = 0
    let counted = 0
    let placed = 0
    let tagged = 0
    let together = 0
    for (const vm of world.all('vm')) {
      vms++
      if (vm.ownerId) owned++
      if (vm.roleId) counted++
      if (!vm.stored) placed++
      tagged += new Set(vm.tags).size
      together += new Set(vm.availabilitySets).size
      const isFound =
        index.vmBySlot[vm.slot] === vm &&
        index.vmsByHost.of(vm.hostId).has(vm.id) === (vm.stored === undefined) &&
        index.vmsByName.of(vm.name.toLowerCase()).has(vm.id) &&
        vm.tags.every(tag => index.vmsByTag.of(tag).has(vm.id)) &&
        (vm.availabilitySets ?? []).every(name => index.vmsBySet.of(name).has(vm.id)) &&
        (!vm.ownerId || index.vmsByOwner.of(vm.ownerId).has(vm.id)) &&
        (!vm.roleId || index.vmsByRole.of(vm.roleId).has(vm.id))
      if (!isFound) return `${vm.name} is not found where it belongs`
    }
    const { vmsByHost, vmsByName, vmsByOwner, vmsByRole, vmsByTag, vmsBySet } = index
    const sizes = [vmsByHost, vmsByName, vmsByOwner, vmsByRole, vmsByTag, vmsBySet]
    const expected = [placed, vms, owned, counted, tagged, together]
    const wrong = sizes.findIndex((groups, at) => groups.members !== expected[at])
    if (wrong < 0) return undefined
    return `${sizes[wrong]!.members} VMs are found by one of the look-ups, and ${expected[wrong]} are there`
  },
}
