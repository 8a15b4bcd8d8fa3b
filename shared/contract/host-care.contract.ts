import { z } from 'zod'
import { hostGroupId, hostId, hostVersions, hypervisorKind, vmId } from '../domain/index.ts'
import { declared } from '../refusals/index.ts'
import { command, commandAnswer, query } from './operation.ts'

const target = { kind: 'host', field: 'hostId' } as const

/** Whether running highly available VMs move, or all of them are saved (facts 6.3). */
export const maintenanceMode = z.enum(['migrate', 'save'])

/** VMs that would move and find no room are saved; else nothing begins. */
const savesRest = z.boolean().default(false)

/** What happens to one VM of a host that is emptied, or that takes its VMs again. */
export const plannedMove = z.object({
  vmId,
  vmName: z.string(),
  action: z.enum(['migrate', 'save', 'start', 'stay']),
  targetName: z.string().optional(),
  durationS: z.number(),
  /** How long the guest does not answer. */
  downtimeS: z.number(),
  because: z.string(),
})
export type PlannedMoveView = z.infer<typeof plannedMove>

/** Where one VM would start if its node failed now. */
export const failoverPlace = z.object({
  vmId,
  vmName: z.string(),
  priority: z.string(),
  targetName: z.string().optional(),
  /** Why it would stay off. */
  because: z.string().optional(),
})
export type FailoverPlaceView = z.infer<typeof failoverPlace>

const newHost = z.object({
  name: z
    .string()
    .trim()
    .regex(/^[A-Za-z0-9][A-Za-z0-9-]{0,14}$/),
  hostGroupId,
  hypervisor: hypervisorKind.default('hyper-v'),
  version: z.enum(hostVersions),
  /** Service pack of 2008 R2; 0 for none. */
  servicePack: z.number().int().min(0).max(1).default(1),
  model: z.string().trim().max(80).default('Server'),
  logicalProcessors: z.number().int().min(1).max(320),
  /** Absent where each logical processor is a core of its own. */
  cores: z.number().int().min(1).max(320).optional(),
  cpuMhz: z.number().int().min(500).max(6000),
  memoryMib: z.number().int().min(1024).max(4194304),
  networkMbps: z.number().int().min(100).max(100000),
  networks: z.array(z.string().trim().min(1).max(80)).min(1).max(20),
  /** The disks in the host itself, in GB. */
  localDiskGib: z.number().int().min(10).max(65536),
  placementPaths: z.array(z.string().trim().min(1).max(260)).max(50).default([]),
  availableForPlacement: z.boolean().default(true),
})

/** One look at a host before it is added. */
export const hostTest = z.object({
  name: z.enum(['name', 'hypervisor', 'processors', 'memory', 'network', 'reserves']),
  outcome: z.enum(['pass', 'warn', 'fail']),
  text: z.string(),
})
export type HostTestView = z.infer<typeof hostTest>

/** Operations by which hosts come, go, rest and restart; they belong to the area `host`. */
export const hostCareOperations = {
  maintenancePlan: query(
    '/hosts/maintenance-plan',
    'Which VM would go where, be saved or stay if the host went into maintenance mode',
    'host.maintain',
    { target },
  )
    .input(z.object({ hostId, mode: maintenanceMode.default('migrate') }))
    .output(
      z.object({
        moves: z.array(plannedMove),
        /** VMs outside the caller's scope that leave too: only a count. */
        hiddenVms: z.number().int(),
        explanation: z.array(z.string()),
        /** Why it begins only if VMs that could move and find no room may be saved. */
        noRoom: z.object({ text: z.string(), next: z.string() }).optional(),
        /** What a restart of the empty host takes, and with a service pack. */
        restartS: z.number(),
        restartWithPackS: z.number(),
        /** The service pack that a restart could install. */
        servicePack: z.literal(1).optional(),
      }),
    ),
  returnPlan: query(
    '/hosts/return-plan',
    'Which VMs would come back or start if the maintenance mode of a host ended, and which not',
    'host.maintain',
    { target },
  )
    .input(z.object({ hostId }))
    .output(z.object({ moves: z.array(plannedMove), hiddenVms: z.number().int() }))
    .errors(declared('host.not-in-maintenance')),
  failoverPlan: query(
    '/hosts/failover-plan',
    'What would start where if the node failed now, in the order of the cluster',
    'host.read',
    { target },
  )
    .input(z.object({ hostId }))
    .output(
      z.object({
        places: z.array(failoverPlace),
        /** Until the others miss the node, and from then on until the last of them has booted. */
        detectedS: z.number(),
        bootedS: z.number(),
        hiddenVms: z.number().int(),
        explanation: z.array(z.string()),
      }),
    )
    .errors(declared('migration.no-cluster')),
  startMaintenance: command(
    '/hosts/start-maintenance',
    'Puts a host into maintenance mode: its running VMs move or are saved',
    'host.maintain',
    { target, danger: 'disruptive', cmdlet: 'Disable-SCVMHost', undo: 'host.stopMaintenance' },
  )
    .input(z.object({ hostId, mode: maintenanceMode.default('migrate'), savesRest }))
    .output(commandAnswer)
    .errors(declared('host.in-maintenance', 'host.no-room-to-leave', 'host.not-responding')),
  stopMaintenance: command(
    '/hosts/stop-maintenance',
    'Ends the maintenance mode of a host; what left for it may come back',
    'host.maintain',
    { target, cmdlet: 'Enable-SCVMHost' },
  )
    .input(
      z.object({
        hostId,
        bringBack: z.boolean().default(false),
        /** Whether what was saved for it starts; absent as `bringBack`. */
        startsSaved: z.boolean().optional(),
      }),
    )
    .output(commandAnswer)
    .errors(declared('host.not-in-maintenance')),
  restart: command(
    '/hosts/restart',
    'Restarts a host once it is empty: its VMs move or are saved first; a host that is down starts',
    'host.maintain',
    { target, danger: 'disruptive', cmdlet: 'Restart-SCVMHost' },
  )
    .input(
      z.object({
        hostId,
        mode: maintenanceMode.default('migrate'),
        savesRest,
        bringBack: z.boolean().default(true),
        /** The service pack that is installed before it restarts; none unless it is said. */
        servicePack: z.literal(1).optional(),
      }),
    )
    .output(commandAnswer)
    .errors(
      declared(
        'host.in-maintenance',
        'host.no-room-to-leave',
        'host.no-service-pack',
        'host.not-responding',
      ),
    ),
  addPreview: query(
    '/hosts/add-preview',
    'Whether a host can be added, and what it would inherit and be plugged into',
    'host.add',
    { target: { kind: 'hostgroup', field: 'hostGroupId' } },
  )
    .input(newHost)
    .output(z.object({ tests: z.array(hostTest), durationS: z.number() })),
  removePlan: query(
    '/hosts/remove-plan',
    'What stands against the removal of a host, and what would go with it',
    'host.remove',
    { target },
  )
    .input(z.object({ hostId, withVms: z.boolean().default(false) }))
    .output(z.object({ blockers: z.array(z.string()), consequences: z.array(z.string()) })),
  add: command('/hosts/add', 'Adds a host to a host group', 'host.add', {
    target: { kind: 'hostgroup', field: 'hostGroupId' },
    cmdlet: 'Add-SCVMHost',
    undo: 'host.remove',
  })
    .input(newHost)
    .output(commandAnswer)
    .errors(declared('name.taken', 'host.too-large')),
  remove: command(
    '/hosts/remove',
    'Removes a host from the console; with `withVms` its VMs run on where nobody manages them',
    'host.remove',
    { target, danger: 'destructive', cmdlet: 'Remove-SCVMHost' },
  )
    .input(z.object({ hostId, withVms: z.boolean().default(false) }))
    .output(commandAnswer)
    .errors(
      declared(
        'host.has-vms',
        'host.is-node',
        'cluster.last-node',
        'cluster.no-quorum',
        'cluster.quorum-at-risk',
        'cluster.shared-in-use',
        'vm.busy',
      ),
    ),
}
