import { z } from 'zod'
import {
  diskFormats,
  diskId,
  dynamicMemory,
  integrationService,
  integrationServices,
  lunId,
  vmId,
  volumeId,
} from '../domain/index.ts'
import { declared, refusalView } from '../refusals/index.ts'
import { command, commandAnswer, query } from './operation.ts'
import { forecastAnswer } from './work.contract.ts'

const target = { kind: 'vm', field: 'vmId' } as const
const diskName = z.string().trim().min(1).max(120)

/** What is done to a disk of a VM. */
export const diskWork = z.object({
  vmId,
  action: z.enum(['add', 'remove', 'expand', 'convert', 'compact', 'merge', 'makeParent']),
  /** The disk's name; of a new one the name that it gets. */
  disk: diskName,
  /** Of a new disk, or after expanding. */
  sizeGib: z.number().int().min(1).max(65536).optional(),
  /** Of a new disk, or after converting. */
  format: z.enum(diskFormats).optional(),
  /** The controller of a new disk; SCSI is changed while the VM runs. */
  bus: z.enum(['ide', 'scsi']).optional(),
  /** Where a new disk lies; with the VM's first disk unless said otherwise. */
  volumeId: volumeId.optional(),
  /** What a new differencing disk stands on: a parent on its volume, or a disk of the library. */
  parent: z.object({ parentId: z.number().int() }).or(z.object({ diskId })).optional(),
  /** The LUN that a pass-through disk is. */
  lunId: lunId.optional(),
})

/** What a new differencing disk could stand on. */
const parentChoice = z.object({
  name: z.string(),
  sizeGib: z.number(),
  /** A parent on a volume with the number of disks that stand on it, */
  volumeId: volumeId.optional(),
  parentId: z.number().int().optional(),
  disks: z.number().int().optional(),
  /** or a disk of the library, of which a copy may be there already. */
  diskId: diskId.optional(),
  usedGib: z.number(),
})

/** Network adapters in their order; one that is kept is known by its address. */
const adapter = z.object({
  network: z.string().min(1).max(80),
  kind: z.enum(['synthetic', 'emulated']),
  macAddress: z.string().max(20).optional(),
  vlan: z.number().int().min(1).max(4094).optional(),
})

/** The fields of the hardware editor; what is not given stays. */
export const hardwareChange = z.object({
  cpuCount: z.number().int().min(1).max(64).optional(),
  memoryMib: z.number().int().min(8).max(1048576).optional(),
  /** `static` takes the range away: the VM then has its startup memory. */
  dynamicMemory: dynamicMemory.or(z.literal('static')).optional(),
  cpuWeight: z.number().int().min(1).max(10000).optional(),
  cpuReservePercent: z.number().min(0).max(100).optional(),
  cpuLimitPercent: z.number().min(1).max(100).optional(),
  /** The image in the DVD drive; an empty text takes the drive away. */
  dvd: z.string().max(240).optional(),
  networkAdapters: z.array(adapter).max(12).optional(),
  /** Those that the guest is offered; each other one is off. */
  integrationServices: z.array(integrationService).max(integrationServices.length).optional(),
})
export type HardwareChange = z.infer<typeof hardwareChange>
const field = z.enum([
  ...(['cpuCount', 'memoryMib', 'memoryRange', 'memoryShare'] as const),
  ...(['networkAdapters', 'dvd', 'cpuShare', 'integrationServices'] as const),
])

/** Operations of the hardware editor; they belong to the area `vm`. */
export const hardwareOperations = {
  hardware: query(
    '/vms/hardware',
    'Limits of the VM’s host for its hardware, and which fields cannot change now and why',
    'vm.read',
    { target },
  )
    .input(z.object({ vmId }))
    .output(
      z.object({
        cpuCountMax: z.number().int(),
        memoryMibMax: z.number().int(),
        /** Why the VM cannot have dynamic memory; absent where it can. */
        dynamicMemoryBlocked: refusalView.optional(),
        diskGibMax: z.number().int(),
        networks: z.array(z.string()),
        volumes: z.array(z.object({ id: volumeId, name: z.string(), freeGib: z.number() })),
        parents: z.array(parentChoice),
        /** LUNs that the host sees and nobody uses. */
        luns: z.array(
          z.object({ lunId, name: z.string(), sizeGib: z.number(), arrayName: z.string() }),
        ),
        blocked: z.array(z.object({ field, because: refusalView })),
      }),
    ),
  setHardware: command(
    '/vms/set-hardware',
    'Changes the hardware of a VM: what its state does not allow is refused',
    'vm.edit',
    { target, cmdlet: 'Set-SCVirtualMachine', undo: 'vm.setHardware' },
  )
    .errors(
      declared(
        'limit.cpu-count',
        'limit.cpu-reserve',
        'limit.memory',
        'limit.network-adapters',
        'memory.guest-unsupported',
        'memory.host-unsupported',
        'memory.minimum-over-startup',
        'memory.range-live',
        'memory.startup-over-maximum',
        'disk.limit',
        'migration.network-missing',
        'vm.bad-power-state',
        'vm.busy',
        'vm.recycled',
      ),
    )
    .input(z.object({ vmId, changes: hardwareChange }))
    .output(commandAnswer),
  diskForecast: query(
    '/vms/disks/forecast',
    'What a change of a VM’s disk would take, or why it is not possible',
    'vm.read',
    { target },
  )
    .input(diskWork)
    .output(forecastAnswer),
  changeDisk: command(
    '/vms/disks/change',
    'Adds, removes, expands, converts, compacts or merges a disk of a VM, or makes a parent of it',
    'vm.edit',
    { target, danger: 'disruptive', cmdlet: 'Set-SCVirtualDiskDrive' },
  )
    .errors(
      declared(
        'disk.boots',
        'disk.has-checkpoints',
        'disk.limit',
        'disk.not-dynamic',
        'disk.lun-not-seen',
        'disk.lun-thin',
        'disk.no-parent',
        'disk.not-larger',
        'disk.parent-shared',
        'disk.parent-unknown',
        'disk.passed-through',
        'disk.same-format',
        'disk.size-of-parent',
        'disk.too-large',
        'disk.unknown',
        'storage.not-a-member',
        'vm.bad-power-state',
        'vm.busy',
        'vm.no-space',
        'vm.recycled',
      ),
    )
    .input(diskWork)
    .output(commandAnswer),
}
