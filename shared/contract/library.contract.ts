import { z } from 'zod'
import {
  diskFormats,
  plainDiskFormats,
  diskId,
  guestOsProfileId,
  hardwareProfileId,
  hostGroupId,
  shareId,
  templateId,
  workloadProfile,
} from '../domain/index.ts'
import { declared } from '../refusals/index.ts'
import { command, commandAnswer, query } from './operation.ts'
import { guestOs, hardware } from './vm.contract.ts'
import { scopeChange } from './host.contract.ts'

export const shareRow = z.object({
  id: shareId,
  name: z.string(),
  server: z.string(),
  path: z.string(),
  /** The host group that the share belongs to; it decides which placements find it near. */
  hostGroupId,
  hostGroupName: z.string(),
  disks: z.number().int(),
  usedGib: z.number(),
})
export const diskRow = z.object({
  id: diskId,
  name: z.string(),
  shareId,
  shareName: z.string(),
  sizeGib: z.number(),
  /** Size of the file: of a dynamic disk what it holds now. */
  usedGib: z.number(),
  format: z.enum(diskFormats),
  operatingSystem: z.string(),
  /** Sysprepped disks can be customised by a guest operating system profile. */
  sysprepped: z.boolean(),
})
export const hardwareProfileRow = hardware.extend({
  id: hardwareProfileId,
  name: z.string(),
  description: z.string(),
})
export const guestOsProfileRow = guestOs.extend({
  id: guestOsProfileId,
  name: z.string(),
  description: z.string(),
})
export const templateRow = z.object({
  id: templateId,
  name: z.string(),
  description: z.string(),
  enabled: z.boolean(),
  diskId,
  diskName: z.string(),
  diskGib: z.number(),
  hardware,
  guestOs,
  /** The profiles it was made from; a profile is copied, so later edits do not flow (facts 4.2). */
  hardwareProfileName: z.string().optional(),
  guestOsProfileName: z.string().optional(),
  quotaPoints: z.number().int(),
  workload: workloadProfile,
  deployedVms: z.number().int(),
  /** Values that VMs made from it begin with; absent for none. */
  customProperties: z.record(z.string(), z.string()).optional(),
})
export type ShareRowView = z.infer<typeof shareRow>
export type DiskRowView = z.infer<typeof diskRow>
export type HardwareProfileView = z.infer<typeof hardwareProfileRow>
export type GuestOsProfileView = z.infer<typeof guestOsProfileRow>
export type TemplateRowView = z.infer<typeof templateRow>

const name = z.string().trim().min(1).max(80)
const description = z.string().max(2000).default('')
/** Characters that a UNC share name may have. */
const shareName = name.regex(/^[\p{L}\p{N} ._$()-]+$/u)
const all = z.object({ text: z.string().max(200).default('') })

const templateFields = z.object({
  name,
  description: z.string().max(2000),
  enabled: z.boolean(),
  diskId,
  hardware,
  guestOs,
  hardwareProfileId: hardwareProfileId.optional(),
  guestOsProfileId: guestOsProfileId.optional(),
  quotaPoints: z.number().int().min(0).max(1000),
  workload: workloadProfile,
})
export const templateInput = templateFields.extend({
  description,
  enabled: templateFields.shape.enabled.default(true),
  quotaPoints: templateFields.shape.quotaPoints.default(1),
  workload: workloadProfile.default('office-desktop'),
})
/** What is not given stays, so no field has a default here. */
export const templateUpdate = templateFields.partial().extend({ templateId })
export type TemplateInput = z.input<typeof templateInput>

const named = declared('name.taken', 'library.in-use')
/** Hardware that no host could give. */
const ofHardware = declared(
  'name.taken',
  'limit.cpu-count',
  'limit.cpu-reserve',
  'limit.memory',
  'limit.network-adapters',
  'memory.minimum-over-startup',
  'memory.startup-over-maximum',
)
const shareTarget = { kind: 'share', field: 'shareId' } as const
const diskTarget = { kind: 'disk', field: 'diskId' } as const
const templateTarget = { kind: 'template', field: 'templateId' } as const

export const shareContract = {
  list: query('/library/shares', 'The library shares in scope', 'library.read')
    .input(all)
    .output(z.array(shareRow)),
  create: command('/library/shares/create', 'Adds a library share', 'library.edit', {
    cmdlet: 'Add-SCLibraryShare',
    undo: 'share.delete',
    target: { kind: 'hostgroup', field: 'hostGroupId' },
  })
    .input(
      z.object({
        name: shareName,
        server: z.string().trim().min(1).max(60).default('library-01'),
        hostGroupId,
      }),
    )
    .output(commandAnswer)
    .errors(named),
  rename: command('/library/shares/rename', 'Renames a library share', 'library.edit', {
    target: shareTarget,
    undo: 'share.rename',
    cmdlet: 'Set-SCLibraryShare',
  })
    .input(z.object({ shareId, name: shareName }))
    .output(commandAnswer)
    .errors(named),
  move: command(
    '/library/shares/move',
    'Gives a library share to another host group',
    'library.edit',
    { target: shareTarget, undo: 'share.move', cmdlet: 'Set-SCLibraryServer' },
  )
    .input(z.object({ shareId, hostGroupId }))
    .output(commandAnswer),
  movePreview: query(
    '/library/shares/move-preview',
    'Whose scope the move would change',
    'library.edit',
    { target: shareTarget },
  )
    .input(z.object({ shareId, hostGroupId }))
    .output(scopeChange),
  delete: command('/library/shares/delete', 'Removes an empty library share', 'library.edit', {
    target: shareTarget,
    undo: 'share.create',
    danger: 'disruptive',
    cmdlet: 'Remove-SCLibraryShare',
  })
    .input(z.object({ shareId }))
    .output(commandAnswer)
    .errors(named),
}

export const diskContract = {
  list: query(
    '/library/disks',
    'The virtual hard disks on the library shares in scope',
    'library.read',
  )
    .input(all)
    .output(z.array(diskRow)),
  create: command(
    '/library/disks/create',
    'Adds a virtual hard disk to a library share',
    'library.edit',
    { target: shareTarget, undo: 'disk.delete' },
  )
    .input(
      z.object({
        name,
        shareId,
        sizeGib: z.number().int().min(1).max(2040),
        usedGib: z.number().min(0).max(2040).optional(),
        format: z.enum(plainDiskFormats).default('dynamic'),
        operatingSystem: z.string().max(80).default('None'),
        sysprepped: z.boolean().default(false),
      }),
    )
    .output(commandAnswer)
    .errors(declared('name.taken', 'library.disk-too-large')),
  delete: command(
    '/library/disks/delete',
    'Deletes a virtual hard disk from the library',
    'library.edit',
    { target: diskTarget, danger: 'destructive', cmdlet: 'Remove-SCVirtualHardDisk' },
  )
    .input(z.object({ diskId }))
    .output(commandAnswer)
    .errors(named),
}

export const hardwareProfileContract = {
  list: query('/library/hardware-profiles', 'The hardware profiles', 'library.read')
    .input(all)
    .output(z.array(hardwareProfileRow)),
  save: command(
    '/library/hardware-profiles/save',
    'Creates a hardware profile, or changes the one named',
    'library.edit',
    { cmdlet: 'New-SCHardwareProfile' },
  )
    .input(hardware.extend({ hardwareProfileId: hardwareProfileId.optional(), name, description }))
    .output(commandAnswer)
    .errors(ofHardware),
  delete: command(
    '/library/hardware-profiles/delete',
    'Deletes a hardware profile',
    'library.edit',
    { danger: 'disruptive', target: { kind: 'hwprofile', field: 'hardwareProfileId' } },
  )
    .input(z.object({ hardwareProfileId }))
    .output(commandAnswer),
}

export const guestOsProfileContract = {
  list: query('/library/guest-os-profiles', 'The guest operating system profiles', 'library.read')
    .input(all)
    .output(z.array(guestOsProfileRow)),
  save: command(
    '/library/guest-os-profiles/save',
    'Creates a guest operating system profile, or changes the one named',
    'library.edit',
    { cmdlet: 'New-SCGuestOSProfile' },
  )
    .input(guestOs.extend({ guestOsProfileId: guestOsProfileId.optional(), name, description }))
    .output(commandAnswer)
    .errors(named),
  delete: command(
    '/library/guest-os-profiles/delete',
    'Deletes a guest operating system profile',
    'library.edit',
    { danger: 'disruptive', target: { kind: 'osprofile', field: 'guestOsProfileId' } },
  )
    .input(z.object({ guestOsProfileId }))
    .output(commandAnswer),
}

export const templateContract = {
  list: query('/library/templates', 'The VM templates in scope', 'template.read')
    .input(all)
    .output(z.array(templateRow)),
  create: command('/library/templates/create', 'Creates a VM template', 'template.edit', {
    cmdlet: 'New-SCVMTemplate',
    undo: 'template.delete',
    palette: 'action.template.create',
  })
    .input(templateInput)
    .output(commandAnswer)
    .errors(ofHardware),
  update: command(
    '/library/templates/update',
    'Changes a VM template; VMs made from it stay as they are',
    'template.edit',
    { target: templateTarget, cmdlet: 'Set-SCVMTemplate' },
  )
    .input(templateUpdate)
    .output(commandAnswer)
    .errors(ofHardware),
  delete: command('/library/templates/delete', 'Deletes a VM template', 'template.edit', {
    target: templateTarget,
    danger: 'disruptive',
    cmdlet: 'Remove-SCVMTemplate',
  })
    .input(z.object({ templateId }))
    .output(commandAnswer)
    .errors(declared('library.in-use')),
}
