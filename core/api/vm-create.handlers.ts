import type { HostGroupId, VmId } from '../../shared/domain/index.ts'
import type { GuestOs, Hardware } from '../../shared/contract/index.ts'
import { Refusal, refuse } from '../../shared/refusals/index.ts'
import { checkQuota, privilegesOfRole } from '../access/index.ts'
import { anyHostRefusal } from '../guests/index.ts'
import { choosePlace } from '../processes/provisioning/index.ts'
import type { ProvisionParameters } from '../processes/provisioning/index.ts'
import type { DiskRow, RoleRow, TemplateRow } from '../world/index.ts'
import type { Applied, HandlerContext, InputOf } from './handler.ts'
import { nameRefusal, namesOf } from './vm-names.ts'
import { sourceOf } from './vm-source.ts'

type CreateInput = InputOf<'vm', 'create'>
type RequestInput = InputOf<'vm', 'request'>

/** Children of a bulk creation that run at a time; the library share would gain nothing by more. */
const parallelCreations = 10
/** Size of a virtual hard disk that the VHD format holds at most (facts 7.1). */
const noGuest = { operatingSystem: 'None', computerName: '*' } as const

function hardwareOf(
  context: HandlerContext,
  input: CreateInput,
  template?: TemplateRow,
): Hardware | Refusal {
  if (input.hardware) return input.hardware
  if (input.hardwareProfileId) {
    const profile = context.world.find('hwprofile', input.hardwareProfileId)
    return (
      profile?.hardware ??
      refuse('not-found', { kind: 'hardware profile', id: input.hardwareProfileId })
    )
  }
  if (template) return template.hardware
  return refuse('input.invalid', { issues: ['hardware: give it, or a hardware profile'] })
}

function guestOf(
  context: HandlerContext,
  input: CreateInput,
  template?: TemplateRow,
  disk?: DiskRow,
): Pick<GuestOs, 'operatingSystem' | 'computerName'> | Refusal {
  if (input.guestOs) return input.guestOs
  if (input.guestOsProfileId) {
    const profile = context.world.find('osprofile', input.guestOsProfileId)
    return (
      profile?.guestOs ??
      refuse('not-found', { kind: 'guest operating system profile', id: input.guestOsProfileId })
    )
  }
  if (template) return template.guestOs
  return disk ? { ...noGuest, operatingSystem: disk.operatingSystem } : noGuest
}

/** The destination in the caller's scope. */
function destinationOf(
  context: HandlerContext,
  { destination }: CreateInput,
): ProvisionParameters['destination'] | Refusal {
  const { world, access, caller } = context
  const scope = access.scope(caller, 'vm.create')
  if (destination.kind === 'hostgroup') {
    const group = world.find('hostgroup', destination.hostGroupId)
    if (!group || !scope.hostGroup(group)) {
      return refuse('not-found', { kind: 'host group', id: destination.hostGroupId })
    }
    return { kind: 'hostgroups', hostGroupIds: [group.id] }
  }
  const host = world.find('host', destination.hostId)
  if (!host || !scope.host(host)) {
    return refuse('not-found', { kind: 'host', id: destination.hostId })
  }
  if (destination.volumeId && !host.volumeIds.includes(destination.volumeId)) {
    return refuse('not-found', { kind: 'volume', id: destination.volumeId })
  }
  return destination
}

/** Whom the VM belongs to: an owner and a role that the caller may see. */
function ownershipRefusal(context: HandlerContext, input: CreateInput): Refusal | undefined {
  const { world, access, caller } = context
  const role = world.find('role', input.roleId)
  if (input.roleId && !(role && access.scope(caller, 'role.read').role(role))) {
    return refuse('not-found', { kind: 'role', id: input.roleId })
  }
  if (input.ownerId && !world.find('user', input.ownerId)) {
    return refuse('user.group-unknown', { name: input.ownerId })
  }
  return undefined
}

/** Everything of a creation but the name, decided; or the first reason against it. */
function parametersOf(
  context: HandlerContext,
  input: CreateInput,
): Omit<ProvisionParameters, 'name'> | Refusal {
  const source = sourceOf(context, input.source)
  if (source instanceof Refusal) return source
  const { template, disk, size, parent } = source
  const hardware = hardwareOf(context, input, template)
  if (hardware instanceof Refusal) return hardware
  const guest = guestOf(context, input, template, disk)
  if (guest instanceof Refusal) return guest
  const destination = destinationOf(context, input)
  if (destination instanceof Refusal) return destination
  // What no version could give is told before placement is asked.
  const refusal = anyHostRefusal('2012-r2', hardware) ?? ownershipRefusal(context, input)
  if (refusal) return refusal
  return {
    ...input,
    ...hardware,
    networks: hardware.networks,
    destination,
    operatingSystem: guest.operatingSystem,
    computerName: guest.computerName,
    disk: size,
    ...(parent ? { parent } : {}),
    ...copySource(context, disk),
    customise: disk?.sysprepped ?? false,
    creatorId: context.caller.userId,
    templateId: template?.id,
    quotaPoints: input.quotaPoints ?? template?.quotaPoints ?? 0,
    workload: input.workload ?? template?.workload ?? 'idle',
    customProperties: given({ ...template?.customProperties, ...input.customProperties }),
  }
}

/** The values that are not empty: an empty one leaves out what the template says. */
function given(values: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== ''))
}

function copySource({ world }: HandlerContext, disk: DiskRow | undefined) {
  if (!disk) return {}
  const share = world.get('share', disk.shareId)
  const { throughputMibPerS } = share
  return { copyFrom: { shareName: `\\\\${share.server}\\${share.name}`, throughputMibPerS } }
}

/** Only what a job needs, so that its row holds no more than that. */
function plain(parameters: ProvisionParameters & Record<string, unknown>): ProvisionParameters {
  const unwanted = [
    'count',
    'source',
    'hardware',
    'hardwareProfileId',
    'guestOs',
    'guestOsProfileId',
  ]
  const kept = Object.entries(parameters).filter(([key]) => !unwanted.includes(key))
  return Object.fromEntries(kept) as unknown as ProvisionParameters
}

function submit(context: HandlerContext, all: readonly ProvisionParameters[]): Applied {
  const { world, caller, simulation } = context
  const common = { userId: caller.userId, ownerName: caller.name, cmdlet: 'New-SCVirtualMachine' }
  const requests = all.map(parameters => ({
    ...common,
    name: 'job.vm.create',
    process: 'provision',
    parameters,
    targetName: parameters.name,
  }))
  if (requests.length === 1) {
    const jobId = simulation.jobs.submit(requests[0]!)
    return { jobId, id: world.get('job', jobId).targetId as VmId | undefined }
  }
  const parent = { ...common, name: 'job.vm.create', targetName: `${all.length} virtual machines` }
  const jobId = simulation.jobs.submitBulk(parent, requests, parallelCreations)
  return { jobId, accepted: all.length }
}

/** Creates VMs: the first is placed on trial, so that what cannot work is refused at once. */
function create(context: HandlerContext, input: CreateInput): Refusal | (() => Applied) {
  const base = parametersOf(context, input)
  if (base instanceof Refusal) return base
  return provision(context, base, namesOf(input.name, input.count))
}

function provision(
  context: HandlerContext,
  base: Omit<ProvisionParameters, 'name'>,
  names: readonly string[],
): Refusal | (() => Applied) {
  const { world } = context
  for (const name of names) {
    const taken = nameRefusal(context, name)
    if (taken) return taken
  }
  const role = world.find('role', base.roleId)
  const over = role && checkQuota(world, role, base.ownerId, base.quotaPoints * names.length)
  if (over) return over
  const all = names.map(name => plain({ ...base, name } as never))
  const place = choosePlace(world, all[0]!)
  if (place instanceof Refusal) return place
  return () => submit(context, all)
}

/** The role under which the caller may deploy the template, or why not. */
function deployRole(context: HandlerContext, input: RequestInput): RoleRow | Refusal {
  const { world, caller } = context
  const role = caller.roles.find(one => one.id === input.roleId)
  if (role?.profile !== 'self-service-user') {
    return refuse('not-found', { kind: 'role', id: input.roleId })
  }
  // The role itself must name the template and permit it: another role of the caller's lends
  // nothing.
  const named = role.scope.templateIds.includes(input.templateId)
  if (!named || !world.find('template', input.templateId)) {
    return refuse('not-found', { kind: 'template', id: input.templateId })
  }
  if (privilegesOfRole(role).has('vm.deploy')) return role
  return refuse('access.denied', {
    action: 'request a VM',
    target: role.name,
    missing: `The role ${role.name} does not permit Deploy.`,
  })
}

/**
 * A self-service request: name, and the rest from the template; the place is chosen (facts 3.4).
 */
function request(context: HandlerContext, input: RequestInput): Refusal | (() => Applied) {
  const { world, caller } = context
  const role = deployRole(context, input)
  if (role instanceof Refusal) return role
  const template = world.get('template', input.templateId)
  if (!template.enabled) return refuse('library.template-disabled', { name: template.name })
  const disk = world.get('disk', template.diskId)
  const groups = role.scope.hostGroupIds as readonly HostGroupId[]
  const base: Omit<ProvisionParameters, 'name'> = {
    ...template.hardware,
    description: input.description,
    operatingSystem: template.guestOs.operatingSystem,
    computerName: template.guestOs.computerName,
    disk: { sizeGib: disk.sizeGib, usedGib: disk.usedGib, format: disk.format },
    ...copySource(context, disk),
    customise: disk.sysprepped,
    destination: { kind: 'hostgroups', hostGroupIds: groups },
    startAction: 'if-running',
    stopAction: 'save',
    startDelayS: 0,
    startAfterCreation: input.startAfterCreation,
    ownerId: caller.userId,
    roleId: role.id,
    creatorId: caller.userId,
    templateId: template.id,
    quotaPoints: template.quotaPoints,
    workload: template.workload,
    tags: [],
    customProperties: template.customProperties,
  }
  return provision(context, base, [input.name])
}

export const vmCreateHandlers = { create, request }
