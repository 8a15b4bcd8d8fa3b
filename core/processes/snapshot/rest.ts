import { comesToRest } from '../../guests/index.ts'
import type { SnapshotOf } from '../../storage/index.ts'
import type { VmRow, World } from '../../world/index.ts'

/** The VMs whose files a snapshot taken now would find as after a power loss, in their order. */
export function unrestedVms(world: World, { volumeId, vmId }: SnapshotOf): VmRow[] {
  const vm = world.find('vm', vmId)
  const asked = vm ? [vm] : world.all('vm')
  return [...asked].filter(
    one => one.disks.some(disk => disk.volumeId === volumeId) && !comesToRest(world, one),
  )
}
