import type { JobId } from '../../shared/domain/index.ts'
import { hostLimits, vmOverheadMib } from '../../shared/domain/index.ts'
import type { Refusal } from '../../shared/refusals/index.ts'
import { refuse } from '../../shared/refusals/index.ts'
import { hostReserveMib } from '../inventory/index.ts'
import type { HostRow, VmRow, World } from '../world/index.ts'
import { comingTo } from '../world/index.ts'

/**
 * Memory that a host can still give to VMs, above its reserve and beside what migrations bring.
 * @param but a migration that asks for itself
 */
export function freeMib(world: World, host: HostRow, but?: JobId): number {
  const held = world.hosts.data.heldMib[host.slot]!
  return host.memoryMib - hostReserveMib(host) - held - comingTo(world, host.id, but).memoryMib
}

/** Why a VM cannot take its memory on its host; undefined where it can (facts 7.1, 7.3). */
export function admissionRefusal(world: World, vm: VmRow): Refusal | undefined {
  const held = world.vms.data.heldMib[vm.slot]!
  return held > 0 ? undefined : roomRefusal(world, vm, world.get('host', vm.hostId))
}

/**
 * Why a host has no room for one more VM: its memory, or the VMs that its version runs at most.
 * @param but a migration that asks for itself
 */
export function roomRefusal(
  world: World,
  vm: VmRow,
  host: HostRow,
  but?: JobId,
): Refusal | undefined {
  const neededMib = vm.memoryMib + vmOverheadMib(vm.memoryMib)
  const free = freeMib(world, host, but)
  if (neededMib > free) {
    return refuse('vm.insufficient-memory', {
      name: vm.name,
      host: host.name,
      neededMib,
      freeMib: Math.max(0, free),
    })
  }
  const running = world.hosts.data.runningVms[host.slot]! + comingTo(world, host.id, but).vms
  const limit = hostLimits[host.version].runningVmsPerHost
  if (running >= limit) return refuse('vm.host-limit', { host: host.name, running, limit })
  return undefined
}
