import { z } from 'zod'
import { vmId, vmState } from '../domain/index.ts'
import { declared } from '../refusals/index.ts'
import { bulkLimit, command, commandAnswer, query } from './operation.ts'
import { forecastAnswer } from './work.contract.ts'

const checkpointId = z.number().int().min(1)
const checkpointName = z.string().trim().min(1).max(100)
const description = z.string().max(2000)

/** One checkpoint of a VM. */
export const checkpointView = z.object({
  id: checkpointId,
  name: z.string(),
  description: z.string(),
  /** Absent for the first of the tree. */
  parentId: checkpointId.optional(),
  createdMs: z.number(),
  creatorName: z.string(),
  /** What the guest was; one that was not stopped has its memory on disk. */
  state: vmState,
  imageMib: z.number().int(),
  /** What was written between its parent and it; its own disks for the first of the tree. */
  writtenGib: z.number(),
  cpuCount: z.number().int(),
  memoryMib: z.number().int(),
  /** Deleted: its disks wait to be merged. */
  isDeleted: z.boolean(),
})
export type CheckpointView = z.infer<typeof checkpointView>

/** The tree of a VM's checkpoints, and where the VM stands in it. */
export const checkpointTree = z.object({
  checkpoints: z.array(checkpointView),
  /** The one that the VM goes on from. */
  currentId: checkpointId.optional(),
  /** What was written since. */
  writtenGib: z.number(),
  /** Files that a read of the guest may look through. */
  depth: z.number().int(),
  limit: z.number().int(),
})

const one = z.object({ vmId, checkpointId })
const target = { kind: 'vm', field: 'vmId' } as const
const refusals = declared(
  'checkpoint.unknown',
  'vm.bad-power-state',
  'vm.busy',
  'vm.no-space',
  'vm.recycled',
)

/** Operations on checkpoints; they belong to the area `vm`. */
export const checkpointOperations = {
  checkpointForecast: query(
    '/vms/checkpoints/forecast',
    'What making, restoring or deleting a checkpoint would take, or why it is not possible',
    'vm.read',
    { target },
  )
    .input(
      z.object({
        vmId,
        action: z.enum(['create', 'restore', 'delete']),
        checkpointId: checkpointId.optional(),
        withDescendants: z.boolean().default(false),
      }),
    )
    .output(forecastAnswer),
  checkpoint: command(
    '/vms/checkpoints/create',
    'Makes a checkpoint of VMs: hardware, disks, and the memory of guests that run',
    'vm.checkpoint',
    {
      target: { kind: 'vm', field: 'vmIds' },
      cmdlet: 'New-SCVMCheckpoint',
      palette: 'action.vm.checkpoint',
    },
  )
    .errors(declared('checkpoint.limit', 'checkpoint.pass-through'))
    .errors(refusals)
    .input(
      z.object({
        vmIds: z.array(vmId).min(1).max(bulkLimit),
        /** Without one, the VM's name and a number. */
        name: checkpointName.optional(),
        description: description.default(''),
      }),
    )
    .output(commandAnswer),
  checkpointRestore: command(
    '/vms/checkpoints/restore',
    'Brings a VM back to a checkpoint; what it wrote since is lost, the checkpoints stay',
    'vm.checkpointRestore',
    { target, danger: 'destructive', cmdlet: 'Restore-SCVMCheckpoint' },
  )
    .errors(refusals)
    .errors(declared('vm.insufficient-memory', 'vm.host-limit'))
    .input(one)
    .output(commandAnswer),
  checkpointDelete: command(
    '/vms/checkpoints/delete',
    'Deletes a checkpoint; its disks are merged, on hosts of 2008 R2 once the VM is off',
    'vm.checkpoint',
    { target, danger: 'destructive', cmdlet: 'Remove-SCVMCheckpoint' },
  )
    .errors(refusals)
    .input(one.extend({ withDescendants: z.boolean().default(false) }))
    .output(commandAnswer),
  checkpointRename: command(
    '/vms/checkpoints/rename',
    'Gives a checkpoint another name or description',
    'vm.checkpoint',
    { target, cmdlet: 'Set-SCVMCheckpoint', undo: 'vm.checkpointRename' },
  )
    .errors(refusals)
    .input(one.extend({ name: checkpointName, description: description.optional() }))
    .output(commandAnswer),
}
