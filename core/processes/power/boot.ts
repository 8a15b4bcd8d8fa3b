import type { VmRow, World } from '../../world/index.ts'
import { put } from '../../world/index.ts'
import { bootBackEndPerOperation, bootProfile } from '../guests.ts'
import type { Step, StepEnd } from '../types.ts'

/** Volume of the VM's first disk; its files lie beside it. */
function volumeSlot(world: World, vm: VmRow): number {
  const disk = vm.disks[0]
  return disk ? world.get('volume', disk.volumeId).slot : 0
}

/** Reading or writing the VM's memory image, as a flow on its volume. */
export function imageFlow(world: World, vm: VmRow): StepEnd {
  const flow = {
    kind: 'stream' as const,
    volumeSlot: volumeSlot(world, vm),
    total: vm.memoryMib,
    rateMax: Number.MAX_SAFE_INTEGER,
  }
  return { kind: 'flow', flow }
}

/**
 * The guest boots: its disk operations, as back-end operations of the volume, at most as fast as
 * its processor work allows. Several boots share the volume, so a boot storm takes as long as the
 * disks need: at least VMs x operations x back-end cost / rate (physics 2.4).
 */
export const bootStep: Step = {
  name: 'step.vm.boot',
  begin: (world, job, draw) => {
    const vm = world.get('vm', job.targetId!)
    const profile = bootProfile(vm.operatingSystem)
    const spread = draw.integer('boot', 95, 105) / 100
    const total = profile.operations * bootBackEndPerOperation * spread
    return {
      changes: [put('vm', { ...vm, state: 'starting', guestServices: false })],
      end: {
        kind: 'flow',
        flow: {
          kind: 'random',
          volumeSlot: volumeSlot(world, vm),
          total,
          rateMax: total / profile.processorS,
        },
      },
    }
  },
  finish: (world, job) => {
    const vm = world.get('vm', job.targetId!)
    return [put('vm', { ...vm, state: 'running', startedMs: world.nowMs, guestServices: true })]
  },
}
