import type {
  CreateVmInput,
  DiskRowView,
  RatingInput,
  TemplateRowView,
} from '../../../../shared/contract/index.ts'
import type {
  PlainDiskFormat,
  DiskId,
  GuestOsProfileId,
  HardwareProfileId,
  HostGroupId,
  HostId,
  RoleId,
  StartAction,
  StopAction,
  TemplateId,
  UserId,
  VolumeId,
  WorkloadProfile,
} from '../../../../shared/domain/index.ts'
import type { GuestOsDraft, HardwareDraft } from '../../library/model/index.ts'
import {
  guestOsDraftOf,
  hardwareDraftOf,
  hardwareOf,
  newGuestOsDraft,
  newHardwareDraft,
  sameGuestOs,
  sameHardware,
} from '../../library/model/index.ts'

export type SourceKind = 'template' | 'disk' | 'blank'
export type PlacementGoal = 'load-balancing' | 'resource-maximization'

/** A thing chosen from a list that the draft remembers with its name. */
export interface Chosen<Id extends string> {
  id: Id
  name: string
}

/** Everything that the Create VM wizard knows; nothing in it is lost when a command is refused. */
export interface VmDraft {
  sourceKind: SourceKind
  template: TemplateRowView | undefined
  disk: DiskRowView | undefined
  /** A differencing disk over a shared copy of the source's disk. */
  differencing: boolean
  blankGib: number | undefined
  blankFormat: PlainDiskFormat
  name: string
  count: number | undefined
  description: string
  tags: readonly string[]
  availabilitySets: readonly string[]
  /** Values of custom properties by name; an empty one leaves out what the template says. */
  customProperties: Readonly<Record<string, string>>
  owner: Chosen<UserId> | undefined
  role: Chosen<RoleId> | undefined
  quotaPoints: number | undefined
  workload: WorkloadProfile
  hardware: HardwareDraft
  hardwareProfileId: HardwareProfileId | undefined
  guestOs: GuestOsDraft
  guestOsProfileId: GuestOsProfileId | undefined
  destinationKind: 'hostgroup' | 'host'
  hostGroup: Chosen<HostGroupId> | undefined
  host: Chosen<HostId> | undefined
  overrideZeroRating: boolean
  volume: Chosen<VolumeId> | undefined
  path: string
  goal: PlacementGoal
  weights: { cpu: number; memory: number; disk: number; network: number }
  load: { cpuPercent: number; diskIops: number; networkMbps: number }
  startAction: StartAction
  stopAction: StopAction
  startDelayS: number | undefined
  startAfterCreation: boolean
}

/** Importance and expected load that SCVMM begins with (facts 1.1 and 1.3). */
export const defaultWeights = { cpu: 5, memory: 8, disk: 2, network: 2 } as const
export const defaultLoad = { cpuPercent: 20, diskIops: 0, networkMbps: 0 } as const

/** A VM that nothing has been said of yet. */
export function newVmDraft(): VmDraft {
  return {
    sourceKind: 'template',
    template: undefined,
    disk: undefined,
    differencing: false,
    blankGib: 40,
    blankFormat: 'dynamic',
    name: '',
    count: 1,
    description: '',
    tags: [],
    availabilitySets: [],
    customProperties: {},
    owner: undefined,
    role: undefined,
    quotaPoints: 1,
    workload: 'office-desktop',
    hardware: newHardwareDraft(),
    hardwareProfileId: undefined,
    guestOs: newGuestOsDraft(),
    guestOsProfileId: undefined,
    destinationKind: 'host',
    hostGroup: undefined,
    host: undefined,
    overrideZeroRating: false,
    volume: undefined,
    path: '',
    goal: 'load-balancing',
    weights: { ...defaultWeights },
    load: { ...defaultLoad },
    startAction: 'if-running',
    stopAction: 'save',
    startDelayS: 0,
    startAfterCreation: true,
  }
}

/** The fields that follow from a template: hardware and guest settings are copied from it. */
export function fromTemplate(template: TemplateRowView): Partial<VmDraft> {
  return {
    sourceKind: 'template',
    template,
    hardware: hardwareDraftOf(template.hardware),
    hardwareProfileId: undefined,
    guestOs: guestOsDraftOf(template.guestOs),
    guestOsProfileId: undefined,
    quotaPoints: template.quotaPoints,
    workload: template.workload,
    customProperties: { ...template.customProperties },
  }
}

/** The fields that follow from a disk of the library: its operating system is in it already. */
export function fromDisk(disk: DiskRowView): Partial<VmDraft> {
  return { sourceKind: 'disk', disk, guestOs: newGuestOsDraft(disk.operatingSystem || 'None') }
}

/** Whether the guest operating system can be customised at all. */
export function isCustomisable(draft: VmDraft): boolean {
  if (draft.sourceKind === 'template') return draft.template !== undefined
  return draft.sourceKind === 'disk' && draft.disk?.sysprepped === true
}

/** Size of the disk that the VM gets, in GiB; undefined while no source is chosen. */
export function diskGibOf(draft: VmDraft): number | undefined {
  if (draft.sourceKind === 'template') return draft.template?.diskGib
  if (draft.sourceKind === 'disk') return draft.disk?.sizeGib
  return draft.blankGib
}

/** A blank dynamic disk is little more than its header. */
const emptyDiskGib = 0.1

/**
 * Room that the disk takes on its volume now, in GiB: of a dynamic one what it holds (facts 1.6).
 * `templateDisk` is the disk of the template, where that is the source.
 */
export function roomGibOf(draft: VmDraft, templateDisk: DiskRowView | undefined): number {
  if (draft.sourceKind === 'blank') {
    return draft.blankFormat === 'dynamic' ? emptyDiskGib : (draft.blankGib ?? 0)
  }
  const disk = draft.sourceKind === 'disk' ? draft.disk : templateDisk
  if (!disk) return diskGibOf(draft) ?? 0
  return disk.format === 'dynamic' ? disk.usedGib : disk.sizeGib
}

/**
 * What the contract's command takes. An unfinished draft gives an input that the schema refuses.
 */
export function createInputOf(draft: VmDraft): CreateVmInput {
  return {
    name: draft.name.trim(),
    count: draft.count ?? 0,
    description: draft.description,
    source: sourceOf(draft),
    ...hardwareAsked(draft),
    ...guestOsAsked(draft),
    destination: destinationOf(draft),
    ...(draft.destinationKind === 'host' && draft.path.trim() && { path: draft.path.trim() }),
    startAction: draft.startAction,
    stopAction: draft.stopAction,
    startDelayS: draft.startAction === 'never' ? 0 : (draft.startDelayS ?? -1),
    startAfterCreation: draft.startAfterCreation,
    ...(draft.owner && { ownerId: draft.owner.id }),
    ...(draft.role && { roleId: draft.role.id }),
    workload: draft.workload,
    quotaPoints: draft.quotaPoints ?? -1,
    ...rulesAsked(draft),
  }
}

/** What the rating is asked for: the VM as the draft describes it, in the chosen host group. */
export function ratingInputOf(draft: VmDraft): RatingInput {
  const hardware = hardwareOf(draft.hardware)
  const networks = [...new Set(hardware.networks.map(one => one.network).filter(Boolean))]
  const vlans = hardware.networks.flatMap(({ network, vlan }) =>
    vlan === undefined || !network ? [] : [{ network, vlan }],
  )
  return {
    ...(draft.sourceKind === 'template' && draft.template && { templateId: draft.template.id }),
    ...(draft.sourceKind === 'disk' && draft.disk && { diskId: draft.disk.id }),
    ...(draft.name.trim() && (draft.count ?? 1) === 1 && { name: draft.name.trim() }),
    cpuCount: hardware.cpuCount,
    memoryMib: hardware.memoryMib,
    ...(draft.sourceKind === 'blank' && { diskGib: roomGibOf(draft, undefined) }),
    highlyAvailable: hardware.highlyAvailable,
    networks,
    ...(vlans.length > 0 && { vlans }),
    ...(draft.hostGroup && { hostGroupId: draft.hostGroup.id }),
    goal: draft.goal,
    weights: draft.weights,
    load: draft.load,
    limit: 1000,
    ...rulesAsked(draft),
  }
}

/** By what the VM belongs to rules, so that placement keeps those of this very VM. */
function rulesAsked({ tags, availabilitySets, customProperties }: VmDraft) {
  return {
    tags: [...tags],
    ...(availabilitySets.length > 0 && { availabilitySets: [...availabilitySets] }),
    ...(Object.keys(customProperties).length > 0 && { customProperties: { ...customProperties } }),
  }
}

function sourceOf(draft: VmDraft): CreateVmInput['source'] {
  const differencing = draft.differencing ? { differencing: true } : {}
  if (draft.sourceKind === 'template') {
    const templateId = draft.template?.id ?? ('' as TemplateId)
    return { kind: 'template', templateId, ...differencing }
  }
  if (draft.sourceKind === 'disk') {
    return { kind: 'disk', diskId: draft.disk?.id ?? ('' as DiskId), ...differencing }
  }
  return { kind: 'blank', sizeGib: draft.blankGib ?? 0, format: draft.blankFormat }
}

function destinationOf(draft: VmDraft): CreateVmInput['destination'] {
  if (draft.destinationKind === 'hostgroup') {
    return { kind: 'hostgroup', hostGroupId: draft.hostGroup?.id ?? ('' as HostGroupId) }
  }
  return {
    kind: 'host',
    hostId: draft.host?.id ?? ('' as HostId),
    ...(draft.volume && { volumeId: draft.volume.id }),
    overrideZeroRating: draft.overrideZeroRating,
  }
}

/**
 * Hardware is named only where it differs from the template's, so the template stays its source.
 */
function hardwareAsked(draft: VmDraft): Pick<CreateVmInput, 'hardware' | 'hardwareProfileId'> {
  const hardware = hardwareOf(draft.hardware)
  if (followsTemplate(draft, template => sameHardware(hardware, template.hardware))) return {}
  const { hardwareProfileId } = draft
  return hardwareProfileId ? { hardware, hardwareProfileId } : { hardware }
}

function guestOsAsked(draft: VmDraft): Pick<CreateVmInput, 'guestOs' | 'guestOsProfileId'> {
  if (draft.sourceKind === 'disk' && !isCustomisable(draft)) return {}
  const guestOs: GuestOsDraft = { ...draft.guestOs }
  if (followsTemplate(draft, template => sameGuestOs(guestOs, template.guestOs))) return {}
  const { guestOsProfileId } = draft
  return guestOsProfileId ? { guestOs, guestOsProfileId } : { guestOs }
}

function followsTemplate(draft: VmDraft, same: (template: TemplateRowView) => boolean): boolean {
  if (draft.sourceKind !== 'template' || !draft.template) return false
  return same(draft.template)
}
