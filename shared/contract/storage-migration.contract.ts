import { z } from 'zod'
import { vmId, volumeId } from '../domain/index.ts'
import { declared, refusalView } from '../refusals/index.ts'
import { command, commandAnswer, query } from './operation.ts'
import { workForecast } from './work.contract.ts'

const target = { kind: 'vm', field: 'vmId' } as const

/** A volume that a VM's files could move to, or why they cannot. */
const storageTarget = z.object({
  volumeId,
  name: z.string(),
  freeGib: z.number(),
  forecast: workForecast.optional(),
  blockedBecause: refusalView.optional(),
})
export type StorageTargetView = z.infer<typeof storageTarget>

/** Operations that move a VM's files; they belong to the area `vm`. */
export const storageMigrationOperations = {
  storageTargets: query(
    '/vms/storage-targets',
    'The volumes that the VM’s host reaches, with forecast, or why the files cannot move there',
    'vm.migrate',
    { target },
  )
    .input(z.object({ vmId }))
    .output(
      z.object({
        /** A copy of what is off, with an outage at the end, or without any. */
        method: z.enum(['offline', 'quick', 'live']),
        targets: z.array(storageTarget),
      }),
    ),
  migrateStorage: command(
    '/vms/migrate-storage',
    'Moves the files of a VM to another volume of its host',
    'vm.migrate',
    {
      ...{ target, danger: 'disruptive', cmdlet: 'Move-SCVirtualHardDisk' },
      undo: 'vm.migrateStorage',
    },
  )
    .errors(
      declared(
        'storage-migration.not-reached',
        'storage-migration.not-shared',
        'storage-migration.same-volume',
        'storage.not-a-member',
        'vm.bad-power-state',
        'vm.busy',
        'vm.no-space',
        'vm.recycled',
      ),
    )
    .input(z.object({ vmId, volumeId }))
    .output(commandAnswer),
}
