import { z } from 'zod'
import { bootPhase, guestScreen, vmId, vmState } from '../domain/index.ts'
import { declared } from '../refusals/index.ts'
import { query } from './operation.ts'

/** What is to be seen on a VM's screen at the simulated moment `asOfMs`. */
export const consoleScreen = z.object({
  vmId,
  name: z.string(),
  operatingSystem: z.string(),
  state: vmState,
  screen: guestScreen,
  /** Where a boot stands; of a guest that hangs, where it hangs. */
  phase: bootPhase.optional(),
  /** Of a boot, of saving and of restoring the memory. */
  progressPercent: z.number().optional(),
  /** Processor time granted, as percent of the VM's own virtual processors. */
  cpuPercent: z.number(),
  /** Whether the guest services answer. */
  guestServices: z.boolean(),
  startedMs: z.number().optional(),
  /** Since when nothing moves on the screen of a guest that hangs or crashed. */
  stillSinceMs: z.number().optional(),
  asOfMs: z.number(),
})
export type ConsoleScreenView = z.infer<typeof consoleScreen>

/** Looking at a VM's screen; it belongs to the area `vm`. */
export const consoleOperations = {
  console: query(
    '/vms/console',
    'What is on the screen of a VM (remote connection)',
    'vm.connect',
    {
      target: { kind: 'vm', field: 'vmId' },
    },
  )
    .input(z.object({ vmId }))
    .output(consoleScreen)
    .errors(declared('vm.recycled')),
}
