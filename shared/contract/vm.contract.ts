import { eventIterator } from '@orpc/contract'
import { z } from 'zod'
import {
  diskFormats,
  diskId,
  dynamicMemory,
  guestOsProfileId,
  guestHeartbeats,
  hardwareProfileId,
  hostGroupId,
  hostId,
  integrationService,
  jobId,
  plainDiskFormats,
  roleId,
  startActions,
  stopActions,
  templateId,
  userId,
  vmId,
  vmState,
  volumeId,
  workloadProfile,
} from '../domain/index.ts'
import { declared, refusalView } from '../refusals/index.ts'
import { checkpointTree } from './checkpoint.contract.ts'
import { vmMemory } from './memory.view.ts'
import { bulkLimit, command, commandAnswer, query, stream } from './operation.ts'
import { windowEvents, windowInput, windowOf } from './window.ts'
import { workForecast } from './work.contract.ts'

/** One row of the list of VMs. Figures are those of the simulated second `asOfMs`. */
export const vmRow = z.object({
  id: vmId,
  name: z.string(),
  state: vmState,
  /** Progress of the job that holds the VM, in percent. */
  progressPercent: z.number().optional(),
  jobId: jobId.optional(),
  hostId: hostId.optional(),
  hostName: z.string().optional(),
  hostGroupName: z.string().optional(),
  clusterName: z.string().optional(),
  cpuCount: z.number().int(),
  /** All that it has, or with dynamic memory what it starts with. */
  memoryMib: z.number().int(),
  /** What it has now; of one that is off, what it would start with. */
  assignedMib: z.number().int(),
  /** Processor time granted, as percent of the VM's own virtual processors. */
  cpuPercent: z.number(),
  /** Percent of its virtual processors that it is ready to use and does not get. */
  cpuWaitPercent: z.number(),
  /** Memory in use inside the guest. */
  memoryUsedMib: z.number(),
  iops: z.number(),
  /** The last 32 one-minute means of `cpuPercent`, oldest first, rounded to whole percent. */
  cpuHistory: z.array(z.number()),
  memoryHistory: z.array(z.number()),
  ownerId: userId.optional(),
  ownerName: z.string().optional(),
  roleId: roleId.optional(),
  roleName: z.string().optional(),
  operatingSystem: z.string(),
  diskGib: z.number(),
  quotaPoints: z.number().int(),
  tags: z.array(z.string()),
  templateName: z.string().optional(),
  workload: z.string(),
  highlyAvailable: z.boolean(),
  createdMs: z.number(),
  /** When the VM was started last; absent where it is not running. */
  startedMs: z.number().optional(),
  /** When it went to the recycle bin; absent for a VM that is not in it. */
  recycledMs: z.number().optional(),
})
export type VmRowView = z.infer<typeof vmRow>

export const networkAdapter = z.object({
  network: z.string(),
  kind: z.enum(['synthetic', 'emulated']),
  macAddress: z.string(),
  vlan: z.number().int().optional(),
})

/** All that the console shows of one VM. */
export const vmDetails = vmRow.extend({
  description: z.string(),
  availabilitySets: z.array(z.string()),
  notes: z.string(),
  customProperties: z.record(z.string(), z.string()),
  cpuWeight: z.number().int(),
  cpuReservePercent: z.number(),
  cpuLimitPercent: z.number(),
  /** Why it gets the processor time that it gets, a sentence each; empty while it is off. */
  cpuExplanation: z.array(z.string()),
  overheadMib: z.number().int(),
  memory: vmMemory,
  disks: z.array(
    z.object({
      name: z.string(),
      format: z.enum(diskFormats),
      sizeGib: z.number(),
      usedGib: z.number(),
      /** Absent while the VM is in the library. */
      volumeId: volumeId.optional(),
      volumeName: z.string(),
      path: z.string(),
      bus: z.enum(['ide', 'scsi']),
      /** The parents below a differencing disk, the nearest first. */
      parents: z.array(z.string()),
    }),
  ),
  networkAdapters: z.array(networkAdapter),
  startAction: z.enum(startActions),
  stopAction: z.enum(stopActions),
  startDelayS: z.number().int(),
  guestServices: z.boolean(),
  integrationServices: z.array(integrationService),
  heartbeat: z.enum(guestHeartbeats),
  creatorName: z.string().optional(),
  /** Why it is on this host: the rating of its placement, in words, where it was rated. */
  placement: z
    .object({ stars: z.number(), rated: z.number().int(), explanation: z.array(z.string()) })
    .optional(),
  /** What is known of the guest besides its operating system. */
  guest: z.object({
    /** Absent where the guest does not tell: its data exchange is off. */
    integrationVersion: z.string().optional(),
    diskKind: z.enum(['basic', 'dynamic']),
    clusterRole: z.string().optional(),
    lastPatchedMs: z.number(),
  }),
  dvd: z.string().optional(),
  /** Where its files are while it is in the library. */
  storedOn: z.object({ path: z.string(), sinceMs: z.number() }).optional(),
  checkpoints: checkpointTree,
  /** Why a failed VM failed. */
  failure: refusalView.optional(),
})
export type VmDetails = z.infer<typeof vmDetails>

const vmIds = z.object({ vmIds: z.array(vmId).min(1).max(bulkLimit) })
const powerRefusals = declared(
  'vm.bad-power-state',
  'vm.busy',
  'vm.recycled',
  'rule.custom',
  'rule.keeps-apart',
  'rule.keeps-together',
  'rule.not-here',
  'rule.runs-elsewhere',
  'vm.insufficient-memory',
  'vm.host-limit',
  'vm.no-guest-services',
  'vm.shutdown-service-off',
  'host.not-responding',
  'host.processor-limit',
  'memory.host-unsupported',
  'cluster.no-quorum',
  'cluster.node-evicted',
  'cluster.disk-elsewhere',
)
const target = { kind: 'vm', field: 'vmIds' } as const

/** Hardware of a new VM. */
export const hardware = z.object({
  cpuCount: z.number().int().min(1).max(64),
  /** All that it has, or with dynamic memory what it starts with. */
  memoryMib: z.number().int().min(8).max(1048576),
  dynamicMemory: dynamicMemory.optional(),
  cpuWeight: z.number().int().min(1).max(10000).default(100),
  cpuReservePercent: z.number().min(0).max(100).default(0),
  cpuLimitPercent: z.number().min(1).max(100).default(100),
  highlyAvailable: z.boolean().default(false),
  networks: z
    .array(
      z.object({
        network: z.string().max(80),
        kind: z.enum(['synthetic', 'emulated']).default('synthetic'),
        vlan: z.number().int().min(1).max(4094).optional(),
      }),
    )
    .max(12)
    .default([]),
})
export type Hardware = z.output<typeof hardware>

/** Settings of the guest operating system of a new VM. */
export const guestOs = z.object({
  operatingSystem: z.string().min(1).max(80),
  /** `*` makes a name from the VM's. */
  computerName: z.string().min(1).max(63).default('*'),
  organisation: z.string().max(80).default(''),
  timeZone: z.string().max(60).default('UTC'),
  domain: z.string().max(80).default(''),
})
export type GuestOs = z.output<typeof guestOs>

/**
 * Letters, digits, spaces, dots, hyphens and underscores, as Hyper-V accepts them in a VM's name.
 */
export const vmName = z
  .string()
  .trim()
  .min(1)
  .max(100)
  .regex(/^[\p{L}\p{N} ._()#-]+$/u)

/**
 * Only a differencing disk of its own, over a copy on the volume that all such disks share.
 */
const differencing = z.boolean().optional()

/** What the Create VM wizard asks for; what is not given comes from the template. */
export const createVmInput = z.object({
  /** The name, or for several a pattern in which a run of `#` becomes the number. */
  name: vmName,
  count: z.number().int().min(1).max(1000).default(1),
  description: z.string().max(2000).default(''),
  source: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('template'), templateId, differencing }),
    z.object({ kind: z.literal('disk'), diskId, differencing }),
    z.object({
      kind: z.literal('blank'),
      sizeGib: z.number().int().min(1).max(2040),
      format: z.enum(plainDiskFormats).default('dynamic'),
    }),
  ]),
  hardware: hardware.optional(),
  hardwareProfileId: hardwareProfileId.optional(),
  guestOs: guestOs.optional(),
  guestOsProfileId: guestOsProfileId.optional(),
  destination: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('hostgroup'), hostGroupId }),
    z.object({
      kind: z.literal('host'),
      hostId,
      volumeId: volumeId.optional(),
      /** Takes a host whose rating is zero for a reason that may be overridden (facts 1.6). */
      overrideZeroRating: z.boolean().default(false),
    }),
  ]),
  path: z.string().max(240).optional(),
  startAction: z.enum(startActions).default('if-running'),
  stopAction: z.enum(stopActions).default('save'),
  startDelayS: z.number().int().min(0).max(3600).default(0),
  startAfterCreation: z.boolean().default(true),
  ownerId: userId.optional(),
  roleId: roleId.optional(),
  workload: workloadProfile.optional(),
  quotaPoints: z.number().int().min(0).max(1000).optional(),
  tags: z.array(z.string().min(1).max(40)).max(20).default([]),
  /** VMs of one set are kept on different hosts where possible (facts 1.7). */
  availabilitySets: z.array(z.string().trim().min(1).max(40)).max(10).optional(),
  /** Beside those of the template. */
  customProperties: z.record(z.string().min(1).max(64), z.string().max(256)).optional(),
})
export type CreateVmInput = z.input<typeof createVmInput>

const createRefusals = declared(
  'placement.no-host',
  'placement.host-unsuitable',
  'quota.exceeded',
  'library.template-disabled',
  'name.taken',
  'limit.cpu-count',
  'limit.cpu-reserve',
  'limit.memory',
  'memory.minimum-over-startup',
  'memory.startup-over-maximum',
  'limit.network-adapters',
  'role.needs-template',
  'library.disk-too-large',
  'user.group-unknown',
)

function power(
  name: string,
  summary: string,
  privilege: 'vm.start' | 'vm.stop' | 'vm.shutDown' | 'vm.pause' | 'vm.save',
  cmdlet: string,
  danger?: 'disruptive' | 'destructive',
) {
  const path = name.replace(/[A-Z]/g, letter => `-${letter.toLowerCase()}`)
  return command(`/vms/${path}`, summary, privilege, {
    target,
    cmdlet,
    danger,
    palette: `action.vm.${name}`,
  })
    .input(vmIds)
    .output(commandAnswer)
    .errors(powerRefusals)
}

/**
 * Whether an action of the Actions pane is possible on the selected VMs, from the same evaluator
 * that enforces it.
 */
export const actionState = z.object({
  /** The operation, such as `vm.start`. */
  operation: z.string(),
  /** On how many of the selected VMs it is possible; without any right the action is not listed. */
  possible: z.number().int(),
  selected: z.number().int(),
  /** Why not on the rest: the first refusal. */
  blockedBecause: refusalView.optional(),
  /** What a power action of one VM would take. */
  forecast: workForecast.optional(),
})
export type ActionState = z.infer<typeof actionState>

export const vmContract = {
  list: query('/vms', 'A window of the VMs in scope', 'vm.read')
    .input(windowInput)
    .output(windowOf(vmRow)),
  watch: stream('/vms/watch', 'A window of the VMs in scope, and what changes in it', 'vm.read')
    .input(windowInput)
    .output(windowEvents(vmRow)),
  /** Column frames of up to 500 VMs, about twice a second of real time: parallel typed arrays. */
  figures: stream('/vms/figures', 'Live figures of named VMs as column frames', 'vm.read')
    .input(z.object({ vmIds: z.array(vmId).min(1).max(500) }))
    .output(
      eventIterator(
        z.object({
          vmIds: z.array(vmId),
          cpuPercent: z.instanceof(Float32Array),
          memoryUsedMib: z.instanceof(Float32Array),
          iops: z.instanceof(Float32Array),
          asOfMs: z.number(),
        }),
      ),
    ),
  get: query('/vms/get', 'One VM with its hardware, disks, networks and placement', 'vm.read')
    .input(z.object({ vmId }))
    .output(vmDetails),
  actions: query('/vms/actions', 'Which actions are possible on these VMs, and why not', 'vm.read')
    .input(vmIds)
    .output(z.array(actionState)),
  export: stream(
    '/vms/export',
    'The filtered list as CSV, in parts of up to 1,000 lines',
    'vm.read',
  )
    .input(
      windowInput
        .omit({ offset: true, limit: true })
        .extend({ columns: z.array(z.string().max(40)).max(40).default([]) }),
    )
    .output(eventIterator(z.object({ csv: z.string() }))),
  facets: query(
    '/vms/facets',
    'The values that a field takes, with counts, for the filter',
    'vm.read',
  )
    .input(z.object({ field: z.string().max(60), scope: z.string().max(40).optional() }))
    .output(z.array(z.object({ value: z.string(), count: z.number().int() }))),

  start: power('start', 'Starts VMs, also from saved state', 'vm.start', 'Start-SCVirtualMachine'),
  shutDown: power(
    'shutDown',
    'Shuts the guests down',
    'vm.shutDown',
    'Stop-SCVirtualMachine -Shutdown',
    'disruptive',
  ),
  turnOff: power(
    'turnOff',
    'Turns VMs off, as if the plug were pulled',
    'vm.stop',
    'Stop-SCVirtualMachine -Force',
    'destructive',
  ),
  pause: power(
    'pause',
    'Pauses VMs; they keep their memory',
    'vm.pause',
    'Suspend-SCVirtualMachine',
    'disruptive',
  ),
  resume: power('resume', 'Resumes paused VMs', 'vm.pause', 'Resume-SCVirtualMachine'),
  saveState: power(
    'saveState',
    'Writes memory to disk and frees the host',
    'vm.save',
    'Stop-SCVirtualMachine -SaveState',
    'disruptive',
  ),
  discardSavedState: power(
    'discardSavedState',
    'Drops saved states; the VMs are then stopped',
    'vm.save',
    'Stop-SCVirtualMachine -DiscardSavedState',
    'destructive',
  ),
  reset: power(
    'reset',
    'Turns VMs off and on again',
    'vm.stop',
    'Reset-SCVirtualMachine',
    'destructive',
  ),

  update: command('/vms/update', 'Changes the properties of VMs; a name only of one', 'vm.edit', {
    target,
    cmdlet: 'Set-SCVirtualMachine',
    undo: 'vm.update',
  })
    .input(
      vmIds.extend({
        changes: z.object({
          name: vmName.optional(),
          description: z.string().max(2000).optional(),
          notes: z.string().max(10000).optional(),
          /** Replaces all tags. */
          tags: z.array(z.string().min(1).max(40)).max(20).optional(),
          addTags: z.array(z.string().min(1).max(40)).max(20).optional(),
          removeTags: z.array(z.string().min(1).max(40)).max(20).optional(),
          /** An empty text removes the property. */
          customProperties: z.record(z.string().min(1).max(40), z.string().max(200)).optional(),
          /** What is known of the guest; an empty text takes it out of its cluster. */
          guest: z
            .object({
              diskKind: z.enum(['basic', 'dynamic']).optional(),
              clusterRole: z.string().trim().max(80).optional(),
            })
            .optional(),
          startAction: z.enum(startActions).optional(),
          stopAction: z.enum(stopActions).optional(),
          startDelayS: z.number().int().min(0).max(3600).optional(),
          quotaPoints: z.number().int().min(0).max(1000).optional(),
          cpuWeight: z.number().int().min(1).max(10000).optional(),
          cpuReservePercent: z.number().min(0).max(100).optional(),
          cpuLimitPercent: z.number().min(1).max(100).optional(),
          /** A 3D video adapter, which needs a graphics processor in the host. */
          usesRemoteFx: z.boolean().optional(),
          /** It can move live between generations of processors of one vendor. */
          processorCompatibility: z.boolean().optional(),
        }),
      }),
    )
    .output(commandAnswer)
    .errors(
      declared(
        ...(['limit.cpu-reserve', 'name.taken', 'vm.busy', 'vm.recycled'] as const),
        ...(['quota.exceeded', 'rule.contradicted'] as const),
      ),
    ),
  setOwner: command(
    '/vms/set-owner',
    'Gives VMs to an owner and a self-service role, whose quota then counts them',
    'vm.assign',
    { target, cmdlet: 'Set-SCVirtualMachine -Owner', undo: 'vm.setOwner' },
  )
    .input(vmIds.extend({ ownerId: userId.optional(), roleId: roleId.optional() }))
    .output(commandAnswer)
    .errors(declared('quota.exceeded', 'vm.recycled', 'vm.busy')),
  delete: command('/vms/delete', 'Moves VMs to the recycle bin', 'vm.delete', {
    target,
    undo: 'vm.restore',
    danger: 'disruptive',
    cmdlet: 'Remove-SCVirtualMachine',
    palette: 'action.vm.delete',
  })
    .input(vmIds)
    .output(commandAnswer)
    .errors(declared('vm.bad-power-state', 'vm.busy', 'vm.recycled')),
  restore: command('/vms/restore', 'Brings VMs back from the recycle bin', 'vm.delete', {
    target,
    undo: 'vm.delete',
  })
    .input(vmIds)
    .output(commandAnswer)
    .errors(declared('vm.not-recycled', 'quota.exceeded', 'name.taken')),
  purge: command(
    '/vms/purge',
    'Deletes VMs in the recycle bin with their files, for good',
    'vm.purge',
    { target, danger: 'destructive' },
  )
    .input(vmIds)
    .output(commandAnswer)
    .errors(declared('vm.not-recycled')),

  create: command(
    '/vms/create',
    'Creates VMs from a template, a disk or blank: one job, a child a VM',
    'vm.create',
    { cmdlet: 'New-SCVirtualMachine', palette: 'action.vm.create' },
  )
    .input(createVmInput)
    .output(commandAnswer)
    .errors(createRefusals),
  request: command('/vms/request', 'Requests a VM from the self-service catalogue', 'vm.deploy', {
    cmdlet: 'New-SCVirtualMachine',
  })
    .input(
      z.object({
        roleId,
        templateId,
        name: vmName,
        description: z.string().max(2000).default(''),
        /** Kept only as "was set": the simulated guest has no sign-in. */
        administratorPassword: z.string().max(200).optional(),
        startAfterCreation: z.boolean().default(true),
      }),
    )
    .output(commandAnswer)
    .errors(createRefusals),
  assignTrace: command(
    '/vms/assign-trace',
    'Gives VMs their workload: a trace, or a built-in profile',
    'trace.assign',
    { target, undo: 'vm.assignTrace' },
  )
    .input(vmIds.extend({ workload: z.string().max(40) }))
    .output(commandAnswer),
}
