import type { JobId } from '../../shared/domain/index.ts'
import { leakedMib, reservesOf } from '../hosts/index.ts'
import type { HostRow, World } from '../world/index.ts'
import { comingTo } from '../world/index.ts'

/** Memory of a host that VMs may never take: its reserve or the parent partition's, the larger. */
export function hostReserveMib(world: World, host: HostRow): number {
  return Math.max(reservesOf(world, host).memoryReserveMib, host.parentMib)
}

/**
 * Memory that a host can still give to VMs, above its reserve and beside what migrations bring.
 * @param but a migration that asks for itself
 */
export function freeMib(world: World, host: HostRow, but?: JobId): number {
  const held = world.hosts.data.heldMib[host.slot]! + leakedMib(world, host)
  const promised = comingTo(world, host.id, but).memoryMib
  return host.memoryMib - hostReserveMib(world, host) - held - promised
}
