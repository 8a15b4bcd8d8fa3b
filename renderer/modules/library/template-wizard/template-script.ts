import { apiText, quoted, type Script } from '../model/index.ts'
import { templateInputOf, type TemplateDraft } from '../model/index.ts'

/** The command that the wizard would send, as a script. */
export function templateScript(draft: TemplateDraft, diskName: string): Script {
  const input = templateInputOf(draft)
  const { templateId } = draft
  const api = templateId
    ? apiText('/api/library/templates/update', { ...input, templateId })
    : apiText('/api/library/templates/create', input)
  return { cmdlets: cmdletsOf(draft, diskName), api }
}

function cmdletsOf(draft: TemplateDraft, diskName: string): string {
  const { hardware, guestOs } = draft
  const command = draft.templateId
    ? [`Set-SCVMTemplate -VMTemplate (Get-SCVMTemplate -Name ${quoted(draft.name)})`]
    : [`New-SCVMTemplate -Name ${quoted(draft.name)}`]
  const parts = [
    ...command,
    `-VirtualHardDisk (Get-SCVirtualHardDisk -Name ${quoted(diskName)})`,
    ...(draft.description ? [`-Description ${quoted(draft.description)}`] : []),
    `-CPUCount ${hardware.cpuCount ?? 0} -MemoryMB ${hardware.memoryMib ?? 0}`,
    `-CPURelativeWeight ${hardware.cpuWeight ?? 100} -HighlyAvailable $${hardware.highlyAvailable}`,
    `-OperatingSystem ${quoted(guestOs.operatingSystem)} -ComputerName ${quoted(guestOs.computerName)}`,
    `-TimeZone ${quoted(guestOs.timeZone)}`,
    `-QuotaPoint ${draft.quotaPoints ?? 0} -Enabled $${draft.enabled}`,
  ]
  return parts.join(' `\n    ')
}
