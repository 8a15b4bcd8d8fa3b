import type { Hardware } from '../../shared/contract/index.ts'
import type { HostVersion } from '../../shared/domain/index.ts'
import { hostLimits } from '../../shared/domain/index.ts'
import type { Refusal } from '../../shared/refusals/index.ts'
import { refuse } from '../../shared/refusals/index.ts'
import { vmAdapterRefusal } from '../networks/index.ts'
import { memoryRangeRefusal } from './memory.ts'

/**
 * Why no host of a version could give a VM that hardware, whichever it is: the limits of facts 7.1,
 * and minimum, startup and maximum of its memory in order. Told before a host is chosen.
 */
export function anyHostRefusal(version: HostVersion, hardware: Hardware): Refusal | undefined {
  const limits = hostLimits[version]
  const { cpuCount: value, memoryMib, dynamicMemory, networks } = hardware
  if (value > limits.vcpusPerVm) {
    return refuse('limit.cpu-count', { value, limit: limits.vcpusPerVm, version })
  }
  const unkept = cpuShareRefusal(hardware)
  if (unkept) return unkept
  const valueMib = dynamicMemory?.maximumMib ?? memoryMib
  if (valueMib > limits.memoryMibPerVm) {
    return refuse('limit.memory', { valueMib, limitMib: limits.memoryMibPerVm, version })
  }
  return memoryRangeRefusal(hardware) ?? vmAdapterRefusal(version, networks)
}

/** Why a VM cannot have such a share of the processors: it could never get its reserve. */
export function cpuShareRefusal({
  cpuReservePercent: reservePercent,
  cpuLimitPercent: limitPercent,
}: Pick<Hardware, 'cpuReservePercent' | 'cpuLimitPercent'>): Refusal | undefined {
  if (reservePercent <= limitPercent) return undefined
  return refuse('limit.cpu-reserve', { reservePercent, limitPercent })
}
