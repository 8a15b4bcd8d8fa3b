import type { VmDetails } from '../../../../shared/contract/index.ts'
import type { IntegrationService } from '../../../../shared/domain/index.ts'
import { dynamicOf, sameDynamic, type DynamicDraft } from '../../memory/index.ts'
import type { InputOf } from '../../../session/index.ts'

type Changes = InputOf<'vm.setHardware'>['changes']
export type AdapterDraft = NonNullable<Changes['networkAdapters']>[number]

/** What the hardware editor edits. */
export interface VmHardwareDraft {
  cpuCount?: number
  memoryMib?: number
  cpuWeight?: number
  cpuReservePercent?: number
  cpuLimitPercent?: number
  dynamicMemory?: DynamicDraft
  dvd: string
  networkAdapters: AdapterDraft[]
  integrationServices: IntegrationService[]
}

const plain = [
  'cpuCount',
  'memoryMib',
  'cpuWeight',
  'cpuReservePercent',
  'cpuLimitPercent',
] as const

/** The draft to begin with. */
export function hardwareDraftOf(vm: VmDetails): VmHardwareDraft {
  return {
    ...Object.fromEntries(plain.map(key => [key, vm[key]])),
    dynamicMemory: vm.memory.dynamic && { ...vm.memory.dynamic },
    dvd: vm.dvd ?? '',
    networkAdapters: vm.networkAdapters.map(one => ({ ...one })),
    integrationServices: [...vm.integrationServices],
  }
}

/** Only what differs from before, as the command takes it. */
export function hardwareChanges(draft: VmHardwareDraft, vm: VmDetails): Changes {
  const changed = plain.filter(key => draft[key] !== undefined && draft[key] !== vm[key])
  const adapters = JSON.stringify(draft.networkAdapters.map(lineOf))
  const isRewired = adapters !== JSON.stringify(vm.networkAdapters.map(lineOf))
  const services = [...draft.integrationServices]
  const isOther =
    services.length !== vm.integrationServices.length ||
    services.some(one => !vm.integrationServices.includes(one))
  return {
    ...Object.fromEntries(changed.map(key => [key, draft[key]])),
    ...memoryChange(draft, vm),
    ...(draft.dvd.trim() === (vm.dvd ?? '') ? {} : { dvd: draft.dvd.trim() }),
    ...(isRewired ? { networkAdapters: draft.networkAdapters.map(one => ({ ...one })) } : {}),
    ...(isOther ? { integrationServices: services } : {}),
  }
}

function memoryChange({ dynamicMemory }: VmHardwareDraft, vm: VmDetails): Changes {
  const wanted = dynamicOf(dynamicMemory)
  return sameDynamic(wanted, vm.memory.dynamic) ? {} : { dynamicMemory: wanted ?? 'static' }
}

function lineOf({ network, kind, macAddress, vlan }: AdapterDraft): unknown[] {
  return [network, kind, macAddress, vlan ?? 0]
}
