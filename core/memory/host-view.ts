import type { HostDetails } from '../../shared/contract/index.ts'
import { hasDynamicMemory, headRoomPercent } from '../../shared/domain/index.ts'
import type { HostRow, World } from '../world/index.ts'
import { freeMib, hostReserveMib } from './host.ts'
import { pressureOf } from './vm-view.ts'

type MemoryView = HostDetails['memory']

/** Where the memory of a host goes, by both rules of seed 003, and how its balancer stands. */
export function hostMemoryView(world: World, host: HostRow): MemoryView {
  const { assignedMib } = world.vms.data
  let assigned = 0
  let dynamicVms = 0
  let pressure = 0
  for (const id of world.index.vmsByHost.of(host.id)) {
    const { slot, dynamicMemory } = world.get('vm', id)
    assigned += assignedMib[slot]!
    if (!dynamicMemory || assignedMib[slot] === 0) continue
    dynamicVms++
    pressure += pressureOf(world, slot) ?? 0
  }
  return {
    assignedMib: assigned,
    overhead: overheadRules(world, host, assigned),
    servicePack: host.servicePack ?? 0,
    hasDynamicMemory: hasDynamicMemory(host),
    dynamicVms,
    availableMib: Math.max(0, freeMib(world, host)),
    ...(dynamicVms > 0 ? { averagePressurePercent: pressure / dynamicVms } : {}),
  }
}

/**
 * Seed 003 gives two rules for what VMs cost a host beside their memory: 32 MB each and 8 MB for
 * a further GB, and, as head-room, a tenth to a quarter of what they are assigned.
 */
function overheadRules(world: World, host: HostRow, assignedMib: number): MemoryView['overhead'] {
  const usableMib = host.memoryMib - hostReserveMib(world, host)
  const perVm = world.hosts.data.heldMib[host.slot]! - assignedMib
  const { least, most } = headRoomPercent
  const [few, many] = [least, most].map(percent => Math.ceil((assignedMib * percent) / 100))
  const rule = (overheadMib: number, overheadMibMost = overheadMib) => ({
    ...{ overheadMib, overheadMibMost, takenMib: assignedMib + overheadMibMost },
    freeMib: usableMib - assignedMib - overheadMibMost,
  })
  return [
    {
      ...{ rule: 'per-vm', isUsed: true, ...rule(perVm) },
      because:
        'The model uses it: it says what a VM costs by its own size, so a VM can be admitted or refused by it.',
    },
    {
      ...{ rule: 'head-room', isUsed: false, ...rule(few!, many!) },
      because:
        'It sizes a whole host: 110 to 125 % of what is assigned, 16 GB to 20 GB in its example. Taken and free are those of 125 %.',
    },
  ]
}
