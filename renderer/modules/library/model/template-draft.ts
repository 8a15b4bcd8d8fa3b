import type {
  DiskRowView,
  TemplateInput,
  TemplateRowView,
} from '../../../../shared/contract/index.ts'
import { templateInput } from '../../../../shared/contract/index.ts'
import type {
  DiskId,
  GuestOsProfileId,
  HardwareProfileId,
  TemplateId,
  WorkloadProfile,
} from '../../../../shared/domain/index.ts'
import type { GuestOsDraft } from './guest-os-draft.ts'
import { guestOsDraftOf, newGuestOsDraft } from './guest-os-draft.ts'
import type { HardwareDraft } from './hardware-draft.ts'
import { hardwareDraftOf, hardwareOf, newHardwareDraft, unconnected } from './hardware-draft.ts'

/** The pages of the template wizard, in order (facts 4.2). */
export const templateSteps = ['name', 'disk', 'hardware', 'guestOs', 'points', 'summary'] as const
export type TemplateStep = (typeof templateSteps)[number]

/** A VM template while it is edited. */
export interface TemplateDraft {
  /** Set where an existing template is edited. */
  templateId: TemplateId | undefined
  name: string
  description: string
  enabled: boolean
  diskId: DiskId | undefined
  hardware: HardwareDraft
  hardwareProfileId: HardwareProfileId | undefined
  guestOs: GuestOsDraft
  guestOsProfileId: GuestOsProfileId | undefined
  quotaPoints: number | undefined
  workload: WorkloadProfile
}

/** A template that nothing has been said of yet. */
export function newTemplateDraft(): TemplateDraft {
  return {
    templateId: undefined,
    name: '',
    description: '',
    enabled: true,
    diskId: undefined,
    hardware: newHardwareDraft(),
    hardwareProfileId: undefined,
    guestOs: newGuestOsDraft(),
    guestOsProfileId: undefined,
    quotaPoints: 1,
    workload: 'office-desktop',
  }
}

/** A draft with the values of a template; as a copy it loses the template's identity and name. */
export function templateDraftOf(row: TemplateRowView, mode: 'edit' | 'copy'): TemplateDraft {
  return {
    templateId: mode === 'edit' ? row.id : undefined,
    name: mode === 'edit' ? row.name : '',
    description: row.description,
    enabled: row.enabled,
    diskId: row.diskId,
    hardware: hardwareDraftOf(row.hardware),
    hardwareProfileId: undefined,
    guestOs: guestOsDraftOf(row.guestOs),
    guestOsProfileId: undefined,
    quotaPoints: row.quotaPoints,
    workload: row.workload,
  }
}

/** The draft on another disk, whose operating system the guest settings then name. */
export function withDisk(draft: TemplateDraft, disk: DiskRowView): TemplateDraft {
  const names = disk.operatingSystem && disk.operatingSystem !== 'None'
  const guestOs = names
    ? { ...draft.guestOs, operatingSystem: disk.operatingSystem }
    : draft.guestOs
  return { ...draft, diskId: disk.id, guestOs }
}

/**
 * What the contract's command takes. An unfinished draft gives an input that the schema refuses.
 */
export function templateInputOf(draft: TemplateDraft): TemplateInput {
  return {
    name: draft.name.trim(),
    description: draft.description,
    enabled: draft.enabled,
    diskId: draft.diskId ?? ('' as DiskId),
    hardware: hardwareOf(draft.hardware),
    guestOs: draft.guestOs,
    ...(draft.hardwareProfileId && { hardwareProfileId: draft.hardwareProfileId }),
    ...(draft.guestOsProfileId && { guestOsProfileId: draft.guestOsProfileId }),
    quotaPoints: draft.quotaPoints ?? -1,
    workload: draft.workload,
  }
}

const stepOfField: Record<string, TemplateStep> = {
  name: 'name',
  description: 'name',
  enabled: 'name',
  diskId: 'disk',
  hardware: 'hardware',
  hardwareProfileId: 'hardware',
  guestOs: 'guestOs',
  guestOsProfileId: 'guestOs',
  quotaPoints: 'points',
  workload: 'points',
}

/** The fields that the contract's schema refuses, by the page on which they stand. */
export function templateFaults(draft: TemplateDraft): Partial<Record<TemplateStep, string[]>> {
  const parsed = templateInput.safeParse(templateInputOf(draft))
  const faults: Partial<Record<TemplateStep, string[]>> = {}
  for (const issue of parsed.error?.issues ?? []) {
    const step = stepOfField[String(issue.path[0])] ?? 'summary'
    const fields = (faults[step] ??= [])
    const field = issue.path.join('.')
    if (!fields.includes(field)) fields.push(field)
  }
  const loose = unconnected(draft.hardware)
  if (loose.length > 0) (faults.hardware ??= []).push(...loose)
  return faults
}

/** The page on which a refusal of create or update is put right. */
export function templateStepOfRefusal(code: string): TemplateStep {
  if (code === 'name.taken') return 'name'
  if (code === 'limit.cpu-count' || code === 'limit.memory') return 'hardware'
  return 'summary'
}
