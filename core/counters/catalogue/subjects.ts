import { idsInOrder } from '../../../shared/domain/index.ts'
import { instanceName } from '../../../shared/perfmon/index.ts'
import type { HostRow, VmRow, VolumeRow, World } from '../../world/index.ts'
import { iopsOf, runCode } from '../../world/index.ts'
import type { Sight } from '../types.ts'

/** VMs of a host that are seen, in the order of their ids. */
export function vmsOn(world: World, host: HostRow, sight: Sight): VmRow[] {
  const vms = idsInOrder(world.index.vmsByHost.of(host.id)).map(id => world.get('vm', id))
  return vms.filter(vm => sight.vm(vm))
}

/** Those of them whose partition exists: they run, start or are paused. */
export function partitionsOn(world: World, host: HostRow, sight: Sight): VmRow[] {
  return vmsOn(world, host, sight).filter(vm => world.vms.data.run[vm.slot] !== runCode.off)
}

/** Disk operations a second of a VM, also in the first boot that a job makes. */
export function operationsOf(world: World, slot: number): number {
  const { run, bootIops } = world.vms.data
  return run[slot] === runCode.off ? bootIops[slot]! : iopsOf(world, slot)
}

/**
 * The slot of the volume that a VM's operations go to, -1 for none: a guest that boots reads its
 * first disk, and one that runs works on the disk of its load, such as a LUN passed through.
 */
export function busyVolumeSlot(world: World, slot: number): number {
  const { run, bootIops, volumeSlot } = world.vms.data
  if (run[slot] === runCode.running || bootIops[slot] === 0) return volumeSlot[slot]!
  const first = world.index.vmBySlot[slot]?.disks[0]
  return world.find('volume', first?.volumeId)?.slot ?? -1
}

/**
 * Requests that guests in their boot wait for, by the slot of the volume: one each, while they do
 * not compute. One pass over the VMs.
 */
export function bootsWaiting(world: World): Float64Array {
  const { bootIops, bootPercent, cpuCount } = world.vms.data
  const waiting = new Float64Array(world.volumes.length)
  for (let slot = 0; slot < world.vms.length; slot++) {
    if (bootIops[slot] === 0) continue
    const volume = busyVolumeSlot(world, slot)
    if (volume < 0) continue
    waiting[volume]! += 1 - Math.min(1, (bootPercent[slot]! * cpuCount[slot]!) / 100)
  }
  return waiting
}

/** VMs whose disks are in use: their partition exists, or a job works on them. */
export function diskUsersOn(world: World, host: HostRow, sight: Sight): VmRow[] {
  const { run } = world.vms.data
  return vmsOn(world, host, sight).filter(
    vm => run[vm.slot] !== runCode.off || vm.jobId !== undefined,
  )
}

/** Volumes that a host reaches and that are seen. */
export function volumesOf(world: World, host: HostRow, sight: Sight): VolumeRow[] {
  const volumes = host.volumeIds.flatMap(id => world.find('volume', id) ?? [])
  return volumes.filter(volume => sight.volume(volume))
}

/** A row as an instance of its name, with the row as subject. */
export function named<Row extends { readonly id: VmRow['id'] | VolumeRow['id'] }>(
  row: Row & { readonly name: string },
) {
  return { name: instanceName(row.name), subject: row, objectId: row.id }
}
