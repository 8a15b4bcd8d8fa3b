import { diskOwnerRefusal, hostRefusal, quorumRefusal } from '../../hosts/index.ts'
import { assignedMibOf } from '../../memory/index.ts'
import type { VmRow, World } from '../../world/index.ts'
import { put } from '../../world/index.ts'
import { bootProfile, bootWriteShare } from '../guests.ts'
import { putFiles } from '../space.ts'
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
    total: assignedMibOf(world, vm),
    rateMax: Number.MAX_SAFE_INTEGER,
  }
  return { kind: 'flow', flow }
}

/**
 * The guest boots: its disk requests one after the other, with its processor work between them.
 * Several boots share the disks, so a boot storm takes as long as these need: at least VMs x
 * operations x back-end cost / rate (physics 2.4).
 */
export const bootStep: Step = {
  name: 'step.vm.boot',
  begin: (world, job, draw) => {
    const vm = world.get('vm', job.targetId!)
    const host = world.get('host', vm.hostId)
    const refusal =
      hostRefusal(world, host) ??
      quorumRefusal(world, vm, host) ??
      diskOwnerRefusal(world, vm, host)
    const starting = put('vm', { ...vm, state: 'starting', guestServices: false })
    if (refusal) return { changes: [starting], end: { kind: 'fail', refusal } }
    const profile = bootProfile(vm.operatingSystem)
    const spread = draw.integer('boot', 95, 105) / 100
    const total = profile.operations * spread
    return {
      changes: [starting],
      end: {
        kind: 'flow',
        flow: {
          kind: 'random',
          volumeSlot: volumeSlot(world, vm),
          total,
          rateMax: total / profile.processorS,
          writeShare: bootWriteShare,
          vmSlot: vm.slot,
        },
      },
    }
  },
  finish: (world, job) => {
    const vm = world.get('vm', job.targetId!)
    const on = { state: 'running', startedMs: world.nowMs, guestServices: true } as const
    // What a host that was lost left of a memory on disk goes with the new start.
    return putFiles(world, { ...vm, ...on, failure: undefined, savedImageMib: undefined })
  },
}
