import type { VmDetails } from '../../../../shared/contract/index.ts'
import type { StartAction, StopAction } from '../../../../shared/domain/index.ts'
import type { InputOf } from '../../../session/index.ts'

type Changes = InputOf<'vm.update'>['changes']

export interface PropertyLine {
  name: string
  value: string
}

/** What the dialog edits. Of several VMs all begins empty, and what stays empty is not changed. */
export interface PropertiesDraft {
  description: string
  notes: string
  startAction?: StartAction
  stopAction?: StopAction
  startDelayS?: number
  quotaPoints?: number
  cpuWeight?: number
  cpuReservePercent?: number
  cpuLimitPercent?: number
  /** Of one VM. */
  guest?: { diskKind: VmDetails['guest']['diskKind']; clusterRole: string }
  properties: PropertyLine[]
}

const plainFields = [
  'startAction',
  'stopAction',
  'startDelayS',
  'quotaPoints',
  'cpuWeight',
  'cpuReservePercent',
  'cpuLimitPercent',
] as const

/** The draft to begin with. */
export function draftOf(vm: VmDetails | undefined): PropertiesDraft {
  if (!vm) return { description: '', notes: '', properties: [] }
  return {
    description: vm.description,
    notes: vm.notes,
    ...Object.fromEntries(plainFields.map(field => [field, vm[field]])),
    guest: guestOf(vm),
    properties: Object.entries(vm.customProperties).map(([name, value]) => ({ name, value })),
  }
}

function guestOf({ guest }: VmDetails) {
  return { diskKind: guest.diskKind, clusterRole: guest.clusterRole ?? '' }
}

/** Only what differs from before, as the command takes it. An empty property value removes it. */
export function changesOf(draft: PropertiesDraft, vm: VmDetails | undefined): Changes {
  const plain = plainFields.filter(field => {
    const value = draft[field]
    return value !== undefined && value !== vm?.[field]
  })
  const texts = (['description', 'notes'] as const).filter(
    field => draft[field] !== (vm?.[field] ?? ''),
  )
  const properties = changedProperties(draft.properties, vm?.customProperties ?? {})
  return {
    ...Object.fromEntries([...plain, ...texts].map(field => [field, draft[field]])),
    ...guestChange(draft, vm),
    ...(Object.keys(properties).length > 0 ? { customProperties: properties } : {}),
  }
}

function guestChange({ guest }: PropertiesDraft, vm: VmDetails | undefined): Changes {
  if (!guest || !vm || JSON.stringify(guest) === JSON.stringify(guestOf(vm))) return {}
  return { guest: { ...guest } }
}

/** The properties that lines change; an empty value removes one that was there. */
export function changedProperties(
  lines: readonly PropertyLine[],
  before: Readonly<Record<string, string>>,
): Record<string, string> {
  const trimmed = lines.map(line => [line.name.trim(), line.value.trim()] as const)
  const now = new Map(trimmed.filter(([name]) => name !== ''))
  const changed = [...now].filter(([name, value]) => before[name] !== value)
  const removed = Object.keys(before).filter(name => !now.has(name))
  return Object.fromEntries([...changed, ...removed.map(name => [name, ''] as const)])
}
