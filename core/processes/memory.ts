import type { JobId } from '../../shared/domain/index.ts'
import {
  hasDynamicMemory,
  limitsOf,
  platformOf,
  platformWithPack,
  processorLimitOf,
} from '../../shared/domain/index.ts'
import type { Refusal } from '../../shared/refusals/index.ts'
import { refuse } from '../../shared/refusals/index.ts'
import { diskOwnerRefusal, hostRefusal, quorumRefusal } from '../hosts/index.ts'
import { freeMib, neededMibOf } from '../memory/index.ts'
import type { HostRow, VmRow, World } from '../world/index.ts'
import { comingTo } from '../world/index.ts'

/** Why a VM cannot take its memory on its host; undefined where it can (facts 7.1, 7.3). */
export function admissionRefusal(world: World, vm: VmRow): Refusal | undefined {
  const host = world.get('host', vm.hostId)
  const away =
    hostRefusal(world, host) ?? quorumRefusal(world, vm, host) ?? diskOwnerRefusal(world, vm, host)
  if (away) return away
  const held = world.vms.data.heldMib[vm.slot]!
  return held > 0 ? undefined : roomRefusal(world, vm, host)
}

/**
 * Why a host has no room for one more VM: its memory and how it gives it, the VMs that its version
 * runs at most, or the
 * virtual processors that it bears (facts 7.1).
 * @param but a migration that asks for itself
 */
export function roomRefusal(
  world: World,
  vm: VmRow,
  host: HostRow,
  but?: JobId,
): Refusal | undefined {
  if (vm.dynamicMemory && !hasDynamicMemory(host)) {
    const platform = platformWithPack(host)
    return refuse('memory.host-unsupported', { host: host.name, platform })
  }
  const neededMib = neededMibOf(world, vm)
  const free = freeMib(world, host, but)
  if (neededMib > free) {
    return refuse('vm.insufficient-memory', {
      name: vm.name,
      host: host.name,
      neededMib,
      freeMib: Math.max(0, free),
    })
  }
  const coming = comingTo(world, host.id, but)
  const running = world.hosts.data.runningVms[host.slot]! + coming.vms
  const limits = limitsOf(host)
  if (running >= limits.runningVmsPerHost) {
    return refuse('vm.host-limit', { host: host.name, running, limit: limits.runningVmsPerHost })
  }
  const used = world.hosts.data.virtualProcessors[host.slot]! + coming.processors
  return processorRefusal(host, used + vm.cpuCount)
}

/** Why a host does not bear so many virtual processors: its version's limits (facts 7.1). */
function processorRefusal(host: HostRow, wanted: number): Refusal | undefined {
  const { limit, because } = processorLimitOf(host)
  if (wanted <= limit) return undefined
  const platform = platformOf(host)
  return refuse('host.processor-limit', { host: host.name, wanted, limit, because, platform })
}
