import type { Hardware, HardwareProfileView } from '../../../../shared/contract/index.ts'
import { dynamicOf, type DynamicDraft } from '../../memory/index.ts'

/** One network adapter while it is edited; `key` keeps its line apart from the others. */
export interface AdapterDraft {
  key: number
  network: string
  kind: 'synthetic' | 'emulated'
  vlan: number | undefined
}

/** Hardware while it is edited: a field may be empty for a moment. */
export interface HardwareDraft {
  cpuCount: number | undefined
  memoryMib: number | undefined
  /** Absent for static memory. */
  dynamicMemory?: DynamicDraft
  cpuWeight: number | undefined
  cpuReservePercent: number | undefined
  cpuLimitPercent: number | undefined
  highlyAvailable: boolean
  adapters: AdapterDraft[]
}

/** The most adapters that a VM has (facts 7.1: eight synthetic and four emulated ones). */
export const adaptersMax = 12

/** The hardware that a blank draft begins with. */
export function newHardwareDraft(): HardwareDraft {
  return {
    cpuCount: 1,
    memoryMib: 512,
    cpuWeight: 100,
    cpuReservePercent: 0,
    cpuLimitPercent: 100,
    highlyAvailable: false,
    adapters: [],
  }
}

/** A draft with the values of a template or profile, copied: later edits of it do not flow. */
export function hardwareDraftOf(hardware: Hardware): HardwareDraft {
  return {
    cpuCount: hardware.cpuCount,
    memoryMib: hardware.memoryMib,
    dynamicMemory: hardware.dynamicMemory && { ...hardware.dynamicMemory },
    cpuWeight: hardware.cpuWeight,
    cpuReservePercent: hardware.cpuReservePercent,
    cpuLimitPercent: hardware.cpuLimitPercent,
    highlyAvailable: hardware.highlyAvailable,
    adapters: hardware.networks.map((one, index) => ({
      key: index + 1,
      network: one.network,
      kind: one.kind,
      vlan: one.vlan,
    })),
  }
}

/**
 * What the draft asks of the contract; an emptied field takes the contract's default or fails it.
 */
export function hardwareOf(draft: HardwareDraft): Hardware {
  return {
    cpuCount: draft.cpuCount ?? 0,
    memoryMib: draft.memoryMib ?? 0,
    ...(draft.dynamicMemory ? { dynamicMemory: dynamicOf(draft.dynamicMemory) } : {}),
    cpuWeight: draft.cpuWeight ?? 100,
    cpuReservePercent: draft.cpuReservePercent ?? 0,
    cpuLimitPercent: draft.cpuLimitPercent ?? 100,
    highlyAvailable: draft.highlyAvailable,
    networks: draft.adapters.map(({ network, kind, vlan }) =>
      vlan === undefined ? { network, kind } : { network, kind, vlan },
    ),
  }
}

/** The draft with one adapter more, connected to that network. */
export function withAdapter(draft: HardwareDraft, network: string): HardwareDraft {
  if (draft.adapters.length >= adaptersMax) return draft
  const key = 1 + Math.max(0, ...draft.adapters.map(one => one.key))
  const added: AdapterDraft = { key, network, kind: 'synthetic', vlan: undefined }
  return { ...draft, adapters: [...draft.adapters, added] }
}

/** The draft without the adapter of that key. */
export function withoutAdapter(draft: HardwareDraft, key: number): HardwareDraft {
  return { ...draft, adapters: draft.adapters.filter(one => one.key !== key) }
}

/** The draft with fields of one adapter changed. */
export function withAdapterChange(
  draft: HardwareDraft,
  key: number,
  change: Partial<Omit<AdapterDraft, 'key'>>,
): HardwareDraft {
  const adapters = draft.adapters.map(one => (one.key === key ? { ...one, ...change } : one))
  return { ...draft, adapters }
}

/** The adapters that name no network, as paths of the contract's field. */
export function unconnected(draft: HardwareDraft): string[] {
  return draft.adapters.flatMap((one, index) =>
    one.network.trim() === '' ? [`hardware.networks.${index}.network`] : [],
  )
}

/** Whether two pieces of hardware are the same, adapters in order included. */
export function sameHardware(one: Hardware, other: Hardware): boolean {
  return hardwareKey(one) === hardwareKey(other)
}

/** The profile that the draft still equals, so that a form can say "from profile". */
export function profileMatching(
  draft: HardwareDraft,
  profiles: readonly HardwareProfileView[],
): HardwareProfileView | undefined {
  const key = hardwareKey(hardwareOf(draft))
  return profiles.find(profile => hardwareKey(profile) === key)
}

function hardwareKey(hardware: Hardware): string {
  const { cpuCount, memoryMib, cpuWeight, cpuReservePercent, cpuLimitPercent } = hardware
  const networks = hardware.networks.map(one => [one.network, one.kind, one.vlan ?? 0])
  return JSON.stringify([
    cpuCount,
    memoryMib,
    hardware.dynamicMemory ?? 'static',
    cpuWeight,
    cpuReservePercent,
    cpuLimitPercent,
    hardware.highlyAvailable,
    networks,
  ])
}
