import type { Refusal } from '../../shared/refusals/index.ts'
import { refuse, viewOfRefusal } from '../../shared/refusals/index.ts'
import type { Simulation } from '../engine/simulation.ts'
import { accessOf, poolsOf } from '../storage/index.ts'
import type { VmRow, World } from '../world/index.ts'
import { isStruck, put } from '../world/index.ts'
import type { FaultHooks, FaultHookTable } from './types.ts'

/** Why the disks of a VM do not answer it now; undefined where they do. */
export function stallRefusal(world: World, vm: VmRow): Refusal | undefined {
  const host = world.get('host', vm.hostId)
  const { name } = vm
  for (const disk of vm.disks) {
    const volume = world.find('volume', disk.volumeId)
    if (!volume) continue
    const { route, because = 'nothing answers' } = accessOf(world, host, volume)
    if (route === 'none') {
      const about = { name, host: host.name, volume: volume.name, because }
      return refuse('storage.volume-lost', about)
    }
    if (disk.format === 'fixed') continue
    const full = fullBecause(world, disk.volumeId)
    if (full) return refuse('storage.no-room-to-grow', { name, volume: volume.name, because: full })
  }
  return undefined
}

/** Why nothing can grow on a volume now. */
function fullBecause(world: World, volumeId: VmRow['disks'][number]['volumeId']) {
  if (isStruck(world, 'volume-full', volumeId)) return 'the volume is full'
  const pool = poolsOf(world, world.get('volume', volumeId)).find(one =>
    isStruck(world, 'thin-pool-exhausted', one.id),
  )
  return pool && `${pool.name} has no room left for thin LUNs`
}

/**
 * Pauses running VMs whose disks do not answer any more, as Hyper-V does in a critical state, and
 * lets those go on whose disks answer again. A VM that a job holds is left to its job.
 */
export function followStorage({ world }: Simulation): void {
  for (const vm of world.all('vm')) {
    if (vm.jobId) continue
    if (vm.state === 'running') {
      const refusal = stallRefusal(world, vm)
      if (!refusal) continue
      const stalled = { state: 'paused', isStalled: true, failure: viewOfRefusal(refusal) } as const
      world.apply(put('vm', { ...vm, ...stalled }))
    } else if (vm.isStalled && !stallRefusal(world, vm)) {
      const state = vm.state === 'paused' ? 'running' : vm.state
      world.apply(put('vm', { ...vm, state, isStalled: undefined, failure: undefined }))
    }
  }
}

const follow: FaultHooks = { begin: followStorage, end: followStorage }

export const storageFaults: FaultHookTable = {
  'path-loss': follow,
  'all-paths-down': follow,
  'array-port-down': follow,
  'disk-failure': follow,
  'lun-unmasked': follow,
  'volume-full': follow,
  'thin-pool-exhausted': follow,
  'coordinator-death': follow,
  // Redirected volumes come over a network.
  'adapter-down': follow,
  'cluster-network-down': follow,
  'asymmetric-partition': follow,
}
