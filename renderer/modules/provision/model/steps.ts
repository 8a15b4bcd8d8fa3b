import { createVmInput, type HostRating } from '../../../../shared/contract/index.ts'
import { unconnected } from '../../library/model/index.ts'
import { createInputOf, isCustomisable, type VmDraft } from './draft.ts'
import { previewNames } from './name-pattern.ts'
import { suitabilityOf } from './suitability.ts'

/** The pages of the Create VM wizard, in order (facts 10.3). */
export const vmSteps = [
  'source',
  'identity',
  'hardware',
  'guestOs',
  'destination',
  'host',
  'path',
  'networks',
  'properties',
  'summary',
] as const
export type VmStep = (typeof vmSteps)[number]

/** What is wrong with one field: the last part of the key of its text, and what the text needs. */
export interface Fault {
  field: string
  fault: string
  values?: Record<string, string | number>
}

export type StepFaults = Partial<Record<VmStep, Fault[]>>

const nameLengthMax = 100

/** The pages that this draft needs: an automatic destination chooses host and path by itself. */
export function stepsOf(draft: VmDraft): VmStep[] {
  return vmSteps.filter(step => {
    if (step === 'host' || step === 'path') return draft.destinationKind === 'host'
    if (step === 'guestOs') return draft.sourceKind !== 'disk' || isCustomisable(draft)
    return true
  })
}

/** The step on which a field of the contract's input is edited. */
export function stepOfField(field: string): VmStep {
  if (field.startsWith('hardware.networks')) return 'networks'
  if (field.startsWith('destination.hostGroupId')) return 'destination'
  if (field.startsWith('destination.volumeId')) return 'path'
  if (field.startsWith('destination')) return 'host'
  return stepOfRoot[field.split('.')[0] ?? ''] ?? 'summary'
}

const stepOfRoot: Record<string, VmStep> = {
  source: 'source',
  name: 'identity',
  count: 'identity',
  description: 'identity',
  tags: 'identity',
  availabilitySets: 'identity',
  customProperties: 'identity',
  ownerId: 'identity',
  roleId: 'identity',
  quotaPoints: 'identity',
  hardware: 'hardware',
  hardwareProfileId: 'hardware',
  guestOs: 'guestOs',
  guestOsProfileId: 'guestOs',
  path: 'path',
  startAction: 'properties',
  stopAction: 'properties',
  startDelayS: 'properties',
  startAfterCreation: 'properties',
  workload: 'properties',
}

/** The step on which a refusal of the command is put right. */
export function stepOfRefusal(code: string, draft: VmDraft): VmStep {
  const host = draft.destinationKind === 'host' ? 'host' : 'destination'
  const steps: Record<string, VmStep> = {
    'name.taken': 'identity',
    'quota.exceeded': 'identity',
    'role.needs-template': 'identity',
    'user.group-unknown': 'identity',
    'limit.cpu-count': 'hardware',
    'limit.memory': 'hardware',
    'library.template-disabled': 'source',
    'library.disk-too-large': 'source',
    'placement.host-unsuitable': host,
    'placement.no-host': host,
  }
  return steps[code] ?? 'summary'
}

/**
 * What is wrong, page by page: what the contract's schema refuses, and what only the screen knows,
 * such as a chosen host without a star. `rating` is that of the chosen host, where it is known.
 */
export function faultsOf(draft: VmDraft, rating?: HostRating): StepFaults {
  const faults: StepFaults = {}
  const add = (step: VmStep, fault: Fault) => {
    const list = (faults[step] ??= [])
    if (!list.some(one => one.field === fault.field)) list.push(fault)
  }
  for (const fault of ownFaults(draft, rating)) add(stepOfField(fault.field), fault)
  const parsed = createVmInput.safeParse(createInputOf(draft))
  for (const issue of parsed.error?.issues ?? []) {
    const field = issue.path.join('.')
    add(stepOfField(field), { field, fault: faultOfField(field) })
  }
  return faults
}

function ownFaults(draft: VmDraft, rating?: HostRating): Fault[] {
  const faults: Fault[] = []
  const count = draft.count ?? 1
  const lengthMax = previewNames(draft.name, count).lengthMax
  if (lengthMax > nameLengthMax) {
    const values = { length: lengthMax, limit: nameLengthMax }
    faults.push({ field: 'name', fault: 'nameLong', values })
  }
  const { cpuReservePercent = 0, cpuLimitPercent = 100 } = draft.hardware
  if (cpuReservePercent > cpuLimitPercent) {
    const values = { reserve: cpuReservePercent, limit: cpuLimitPercent }
    faults.push({ field: 'hardware.cpuReservePercent', fault: 'reserveOverLimit', values })
  }
  for (const field of unconnected(draft.hardware)) faults.push({ field, fault: 'network' })
  return [...faults, ...hostFaults(draft, rating)]
}

function hostFaults(draft: VmDraft, rating?: HostRating): Fault[] {
  if (draft.destinationKind === 'hostgroup' || !draft.host || !rating) return []
  const suitability = suitabilityOf(rating)
  if (suitability === 'suitable') return []
  if (suitability === 'overridable' && draft.overrideZeroRating) return []
  const fault = suitability === 'blocked' ? 'hostBlocked' : 'hostZero'
  return [{ field: 'destination.hostId', fault, values: { host: draft.host.name } }]
}

/** The name of the fault of a field that the schema refused. */
function faultOfField(field: string): string {
  if (field.startsWith('hardware.networks')) return field.endsWith('vlan') ? 'vlan' : 'network'
  if (field.startsWith('tags')) return 'tags'
  if (field.startsWith('availabilitySets')) return 'sets'
  const last = field.split('.').at(-1) ?? ''
  return knownFaults.has(last) ? last : 'other'
}

const knownFaults: ReadonlySet<string> = new Set([
  'name',
  'count',
  'description',
  'quotaPoints',
  'templateId',
  'diskId',
  'sizeGib',
  'cpuCount',
  'memoryMib',
  'cpuWeight',
  'cpuReservePercent',
  'cpuLimitPercent',
  'operatingSystem',
  'computerName',
  'hostGroupId',
  'hostId',
  'path',
  'startDelayS',
])
