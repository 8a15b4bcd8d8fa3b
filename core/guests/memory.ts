import type { DynamicMemory } from '../../shared/domain/index.ts'
import {
  canHaveDynamicMemory,
  hasDynamicMemory,
  limitsOf,
  platformOf,
  platformWithPack,
} from '../../shared/domain/index.ts'
import type { Refusal } from '../../shared/refusals/index.ts'
import { refuse } from '../../shared/refusals/index.ts'
import type { HostRow, VmRow } from '../world/index.ts'

/** Memory that a VM would have, and the system of its guest. */
export interface WantedMemory {
  readonly memoryMib: number
  readonly dynamicMemory?: DynamicMemory
  readonly operatingSystem: string
}

/** What is wrong with the memory of a VM on whatever host: minimum, startup, maximum, in order. */
export function memoryRangeRefusal({
  memoryMib,
  dynamicMemory,
}: Pick<WantedMemory, 'memoryMib' | 'dynamicMemory'>): Refusal | undefined {
  if (!dynamicMemory) return undefined
  const { minimumMib, maximumMib } = dynamicMemory
  if (minimumMib > memoryMib) {
    return refuse('memory.minimum-over-startup', { minimumMib, startupMib: memoryMib })
  }
  if (memoryMib > maximumMib) {
    return refuse('memory.startup-over-maximum', { startupMib: memoryMib, maximumMib })
  }
  return undefined
}

/**
 * Why a host cannot give a VM that memory: the limit of its version (facts 7.1), or that it or the
 * guest system does not know dynamic memory (facts 1.6 no. 9; the list of guests is unsure).
 */
export function memoryRefusal(
  host: Pick<HostRow, 'name' | 'version' | 'hypervisor' | 'servicePack'>,
  wanted: WantedMemory,
): Refusal | undefined {
  const limitMib = limitsOf(host).memoryMibPerVm
  const valueMib = wanted.dynamicMemory?.maximumMib ?? wanted.memoryMib
  const version = platformOf(host)
  if (valueMib > limitMib) return refuse('limit.memory', { valueMib, limitMib, version })
  if (!wanted.dynamicMemory) return undefined
  const platform = platformWithPack(host)
  if (!hasDynamicMemory(host)) {
    return refuse('memory.host-unsupported', { host: host.name, platform })
  }
  const guest = wanted.operatingSystem
  if (!canHaveDynamicMemory(guest, host.version)) {
    return refuse('memory.guest-unsupported', { guest, platform })
  }
  return memoryRangeRefusal(wanted)
}

/** Why the range of a VM that is on cannot change so: it may only become wider. */
export function liveRangeRefusal(vm: VmRow, wanted: DynamicMemory): Refusal | undefined {
  const now = vm.dynamicMemory
  if (vm.state === 'stopped' || !now) return undefined
  const { minimumMib, maximumMib } = now
  const isWider = wanted.minimumMib <= minimumMib && wanted.maximumMib >= maximumMib
  if (isWider) return undefined
  return refuse('memory.range-live', { name: vm.name, minimumMib, maximumMib })
}
