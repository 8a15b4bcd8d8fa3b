import type { CreateVmInput } from '../../../../shared/contract/index.ts'
import { apiText, escaped, quoted, type Script } from '../../library/model/index.ts'
import type { VmDraft } from './draft.ts'
import { createInputOf, diskGibOf } from './draft.ts'

const startActionNames = {
  never: 'NeverAutoTurnOnVM',
  always: 'AlwaysAutoTurnOnVM',
  'if-running': 'TurnOnVMIfRunningWhenVSStopped',
} as const
const stopActionNames = {
  save: 'SaveVM',
  'turn-off': 'TurnOffVM',
  'shut-down': 'ShutdownGuestOS',
} as const

/** The command that the wizard would send, as a script. */
export function scriptOf(draft: VmDraft): Script {
  return { cmdlets: cmdletsOf(draft), api: apiText('/api/vms/create', createInputOf(draft)) }
}

function cmdletsOf(draft: VmDraft): string {
  const count = draft.count ?? 1
  const create = ['New-SCVirtualMachine', ...argumentsOf(draft)].join(' `\n    ')
  const lines = [...lookups(draft), '']
  if (count <= 1) return [...lines, create].join('\n')
  return [
    ...lines,
    `1..${count} | ForEach-Object {`,
    indented(named(create, draft.name)),
    '}',
  ].join('\n')
}

/** Inside the loop the run of `#` becomes the number of the turn. */
function named(create: string, pattern: string): string {
  const run = /#+/.exec(pattern)?.[0] ?? '#'
  const format = pattern.includes('#') ? pattern.trim() : `${pattern.trim()}-#`
  const replaced = `("${escaped(format.replace(run, `{0:D${run.length}}`))}" -f $_)`
  return create.replace(`-Name ${quoted(pattern.trim())}`, () => `-Name ${replaced}`)
}

function lookups(draft: VmDraft): string[] {
  const lines: string[] = []
  if (draft.sourceKind === 'template') {
    lines.push(`$template = Get-SCVMTemplate -Name ${quoted(draft.template?.name ?? '')}`)
  }
  if (draft.sourceKind === 'disk') {
    lines.push(`$disk = Get-SCVirtualHardDisk -Name ${quoted(draft.disk?.name ?? '')}`)
  }
  if (draft.destinationKind === 'host') {
    return [...lines, `$vmHost = Get-SCVMHost -ComputerName ${quoted(draft.host?.name ?? '')}`]
  }
  return [...lines, ...ratingLookup(draft)]
}

/** Automatic placement: the host with the best rating of the group. */
function ratingLookup(draft: VmDraft): string[] {
  const { weights, load, hardware } = draft
  const isTemplate = draft.sourceKind === 'template'
  const goal = draft.goal === 'load-balancing' ? 'LoadBalance' : 'Consolidate'
  const rating = [
    'Get-SCVMHostRating -VMHostGroup $group',
    isTemplate ? '-Template $template' : '-HardwareProfile $hardware',
    `-VMName ${quoted(draft.name.trim())} -DiskSpaceGB ${diskGibOf(draft) ?? 0}`,
    `-PlacementGoal ${goal}`,
    `-CPUPriority ${weights.cpu} -MemoryPriority ${weights.memory}`,
    `-DiskPriority ${weights.disk} -NetworkPriority ${weights.network}`,
    `-CPUUtilization ${load.cpuPercent} -DiskIO ${load.diskIops} -NetworkUtilization ${load.networkMbps}`,
  ].join(' `\n    ')
  const { cpuCount = 0, memoryMib = 0 } = hardware
  const profile = `$hardware = New-SCHardwareProfile -CPUCount ${cpuCount} -MemoryMB ${memoryMib}`
  return [
    ...(isTemplate ? [] : [profile]),
    `$group = Get-SCVMHostGroup -Name ${quoted(draft.hostGroup?.name ?? '')}`,
    `$best = ${rating} |`,
    '    Sort-Object Rating -Descending | Select-Object -First 1',
    '$vmHost = $best.VMHost',
  ]
}

function argumentsOf(draft: VmDraft): string[] {
  const input = createInputOf(draft)
  const parts = [`-Name ${quoted(draft.name.trim())}`, sourceArgument(draft)]
  if (draft.description) parts.push(`-Description ${quoted(draft.description)}`)
  parts.push('-VMHost $vmHost')
  if (input.path) parts.push(`-Path ${quoted(input.path)}`)
  if (input.hardware) parts.push(...hardwareArguments(input.hardware))
  if (input.guestOs) parts.push(...guestArguments(input.guestOs))
  if (draft.owner) parts.push(`-Owner ${quoted(draft.owner.name)}`)
  if (draft.role) parts.push(`-UserRole (Get-SCUserRole -Name ${quoted(draft.role.name)})`)
  parts.push(`-QuotaPoint ${draft.quotaPoints ?? 0}`)
  if (draft.tags.length > 0) parts.push(`-Tag ${quoted(draft.tags.join(','))}`)
  const sets = draft.availabilitySets.map(quoted)
  if (sets.length > 0) parts.push(`-AvailabilitySetNames ${sets.join(', ')}`)
  parts.push(`-StartAction ${startActionNames[draft.startAction]}`)
  if (draft.startAction !== 'never') parts.push(`-DelayStartSeconds ${draft.startDelayS ?? 0}`)
  parts.push(`-StopAction ${stopActionNames[draft.stopAction]}`)
  if (draft.startAfterCreation) parts.push('-StartVM')
  if (draft.differencing && draft.sourceKind !== 'blank') parts.push('-UseDiffDiskOptimization')
  return [...parts, '-RunAsynchronously']
}

function sourceArgument(draft: VmDraft): string {
  if (draft.sourceKind === 'template') return '-VMTemplate $template'
  if (draft.sourceKind === 'disk') return '-VirtualHardDisk $disk'
  const kind = draft.blankFormat === 'fixed' ? '-Fixed' : '-Dynamic'
  return `-NewVirtualHardDisk ${kind} -VirtualHardDiskSizeGB ${draft.blankGib ?? 0}`
}

function hardwareArguments(hardware: NonNullable<CreateVmInput['hardware']>): string[] {
  const parts = [
    `-CPUCount ${hardware.cpuCount} -MemoryMB ${hardware.memoryMib}`,
    `-CPURelativeWeight ${hardware.cpuWeight ?? 100} -CPUReserve ${hardware.cpuReservePercent ?? 0}` +
      ` -CPUMax ${hardware.cpuLimitPercent ?? 100}`,
    `-HighlyAvailable $${hardware.highlyAvailable === true}`,
  ]
  for (const one of hardware.networks ?? []) {
    const kind = one.kind === 'emulated' ? '-Emulated' : '-Synthetic'
    const vlan = one.vlan === undefined ? '' : ` -VLanID ${one.vlan}`
    parts.push(`-VirtualNetworkAdapter ${kind} -VirtualNetwork ${quoted(one.network)}${vlan}`)
  }
  return parts
}

function guestArguments(guestOs: NonNullable<CreateVmInput['guestOs']>): string[] {
  const parts = [`-OperatingSystem ${quoted(guestOs.operatingSystem)}`]
  parts.push(`-ComputerName ${quoted(guestOs.computerName ?? '*')}`)
  if (guestOs.organisation) parts.push(`-OrganizationName ${quoted(guestOs.organisation)}`)
  if (guestOs.timeZone) parts.push(`-TimeZone ${quoted(guestOs.timeZone)}`)
  if (guestOs.domain) parts.push(`-JoinDomain ${quoted(guestOs.domain)}`)
  return parts
}

function indented(text: string): string {
  return text
    .split('\n')
    .map(line => `    ${line}`)
    .join('\n')
}
