import type { HostVersion } from '../../shared/domain/index.ts'
import { limitsOf, platformOf } from '../../shared/domain/index.ts'
import type { Refusal } from '../../shared/refusals/index.ts'
import { refuse } from '../../shared/refusals/index.ts'
import { vmAdapterRefusal } from '../networks/index.ts'
import type { VmNetworkAdapter, VmRow, World } from '../world/index.ts'
import type { WantedMemory } from './memory.ts'
import { memoryRefusal } from './memory.ts'

/** Parts of a VM's hardware that change together. */
export const hardwareFields = [
  'cpuCount',
  'memoryMib',
  'memoryRange',
  'memoryShare',
  'networkAdapters',
  'dvd',
  'cpuShare',
  'integrationServices',
] as const
export type HardwareField = (typeof hardwareFields)[number]

const verbs: Readonly<Record<HardwareField, string>> = {
  cpuCount: 'change the number of processors',
  memoryMib: 'change the startup memory',
  memoryRange: 'change the range of its memory',
  memoryShare: 'change the buffer and weight of its memory',
  networkAdapters: 'change the network adapters',
  dvd: 'change the DVD drive',
  cpuShare: 'change the share of the processor',
  integrationServices: 'change the integration services',
}

/** What changes while the VM runs (facts 5.3; all but the DVD is what Hyper-V allows, unsure). */
const live: Readonly<Record<HostVersion, ReadonlySet<HardwareField>>> = {
  '2008-r2': new Set(['dvd', 'cpuShare', 'memoryShare'] as const),
  '2012-r2': new Set([
    ...(['dvd', 'cpuShare', 'memoryShare', 'memoryRange', 'integrationServices'] as const),
  ]),
}

/**
 * Why a part of a VM's hardware cannot change in its state: all while it is stopped, some also while
 * it runs, which depends on the version of its host.
 */
export function hardwareRefusal(
  world: World,
  vm: VmRow,
  field: HardwareField,
): Refusal | undefined {
  const { name, state } = vm
  if (vm.recycled) return refuse('vm.recycled', { name })
  const isLive = live[world.get('host', vm.hostId).version].has(field)
  const allowed = isLive ? (['stopped', 'running'] as const) : (['stopped'] as const)
  if ((allowed as readonly string[]).includes(state)) return undefined
  return refuse('vm.bad-power-state', { name, action: verbs[field], state, allowed: [...allowed] })
}

/** Hardware that a VM would have. */
export interface WantedHardware extends WantedMemory {
  readonly cpuCount: number
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
  const memory = memoryRefusal(host, wanted)
  if (memory) return memory
  const known = new Set([...host.networks, ...vm.networkAdapters.map(one => one.network)])
  const missing = wanted.networkAdapters.find(one => !known.has(one.network))
  if (missing) {
    const { network } = missing
    return refuse('migration.network-missing', { name: vm.name, host: host.name, network })
  }
  return vmAdapterRefusal(host.version, wanted.networkAdapters)
}
