import { limitsOf, platformOf } from '../../shared/domain/index.ts'
import type { Refusal } from '../../shared/refusals/index.ts'
import { refuse } from '../../shared/refusals/index.ts'
import { vmAdapterRefusal } from '../networks/index.ts'
import type { VmNetworkAdapter, VmRow, World } from '../world/index.ts'

/** Parts of a VM's hardware that change together. */
export const hardwareFields = [
  'cpuCount',
  'memoryMib',
  'networkAdapters',
  'dvd',
  'cpuShare',
] as const
export type HardwareField = (typeof hardwareFields)[number]

const verbs: Readonly<Record<HardwareField, string>> = {
  cpuCount: 'change the number of processors',
  memoryMib: 'change the memory',
  networkAdapters: 'change the network adapters',
  dvd: 'change the DVD drive',
  cpuShare: 'change the share of the processor',
}

/**
 * Why a part of a VM's hardware cannot change in its state: all while it is stopped, the DVD and the
 * share of the processor also while it runs (facts 5.3; the share is what Hyper-V allows).
 */
export function hardwareRefusal(vm: VmRow, field: HardwareField): Refusal | undefined {
  const { name, state } = vm
  if (vm.recycled) return refuse('vm.recycled', { name })
  const isLive = field === 'dvd' || field === 'cpuShare'
  const allowed = isLive ? (['stopped', 'running'] as const) : (['stopped'] as const)
  if ((allowed as readonly string[]).includes(state)) return undefined
  return refuse('vm.bad-power-state', { name, action: verbs[field], state, allowed: [...allowed] })
}

/** Hardware that a VM would have. */
export interface WantedHardware {
  readonly cpuCount: number
  readonly memoryMib: number
  readonly networkAdapters: readonly Pick<VmNetworkAdapter, 'kind' | 'network'>[]
}

/** Why its host cannot give a VM that hardware: the limits of facts 7.1, or a network it lacks. */
export function hardwareLimitRefusal(
  world: World,
  vm: VmRow,
  wanted: WantedHardware,
): Refusal | undefined {
  const host = world.get('host', vm.hostId)
  const limits = limitsOf(host)
  const version = platformOf(host)
  if (wanted.cpuCount > limits.vcpusPerVm) {
    const limit = limits.vcpusPerVm
    return refuse('limit.cpu-count', { value: wanted.cpuCount, limit, version })
  }
  if (wanted.memoryMib > limits.memoryMibPerVm) {
    const limitMib = limits.memoryMibPerVm
    return refuse('limit.memory', { valueMib: wanted.memoryMib, limitMib, version })
  }
  const known = new Set([...host.networks, ...vm.networkAdapters.map(one => one.network)])
  const missing = wanted.networkAdapters.find(one => !known.has(one.network))
  if (missing) {
    const { network } = missing
    return refuse('migration.network-missing', { name: vm.name, host: host.name, network })
  }
  return vmAdapterRefusal(host.version, wanted.networkAdapters)
}
