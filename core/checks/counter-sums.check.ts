import {
  busyVolumeSlot,
  bytesPerMbit,
  rootPercentOf,
  guestPercentOf,
  operationsOf,
  virtualPercentOf,
  volumeOperations,
} from '../counters/sums.ts'
import type { Simulation } from '../engine/simulation.ts'
import { storageMap, workOf } from '../storage/map.ts'
import { networkMbpsOf } from '../world/index.ts'
import { isRightAfterStep } from './after-step.ts'
import type { Check } from './types.ts'

/** Sums of thousands of floats in another order differ by this part of them at most. */
const rounding = 1e-6

function differs(one: number, other: number): boolean {
  return Math.abs(one - other) > rounding * Math.max(1, Math.abs(one), Math.abs(other))
}

/** A check of what the last step granted; it says nothing once a row has changed. */
function afterStep(name: string, find: Check['find']): Check {
  return { name, find: simulation => (isRightAfterStep(simulation) ? find(simulation) : undefined) }
}

/** Sums a figure of all VMs by the slot of what they are on. */
function sumsBy(
  { world }: Simulation,
  on: (slot: number) => number,
  length: number,
  figure: (slot: number, cpuCount: number) => number,
): Float64Array {
  const sums = new Float64Array(length)
  for (const { slot, cpuCount } of world.all('vm')) {
    const at = on(slot)
    if (at >= 0) sums[at]! += figure(slot, cpuCount)
  }
  return sums
}

/** Virtual processors of a host sum to the guest run time of its logical ones. */
export const counterProcessorsCheck = afterStep('counter-processors', simulation => {
  const { world } = simulation
  const sums = sumsBy(
    simulation,
    slot => world.vms.data.hostSlot[slot]!,
    world.hosts.length,
    (slot, cpuCount) => {
      return virtualPercentOf(world, { slot }) * cpuCount
    },
  )
  for (const host of world.all('host')) {
    const { capacityPercent } = world.hosts.data
    if (capacityPercent[host.slot] === 0) continue
    const first = { host, number: 0 }
    const guests = guestPercentOf(world, first) - rootPercentOf(world, first)
    const logical = (guests * capacityPercent[host.slot]!) / 100
    if (differs(logical, sums[host.slot]!)) {
      return `${host.name} ran guests for ${logical} %, its virtual processors ${sums[host.slot]}`
    }
  }
  return undefined
})

/** Disk operations of VMs sum to those of their volume. */
export const counterVolumesCheck = afterStep('counter-volumes', simulation => {
  const { world } = simulation
  const sums = sumsBy(
    simulation,
    slot => busyVolumeSlot(world, slot),
    world.volumes.length,
    slot => operationsOf(world, slot),
  )
  for (const volume of world.all('volume')) {
    const operations = volumeOperations(world, volume)
    if (differs(operations, sums[volume.slot]!)) {
      return `${volume.name} serves ${operations} operations a second, its VMs ${sums[volume.slot]}`
    }
  }
  return undefined
})

/** Operations of the disks of an array are what its volumes make of their requests. */
export const counterArraysCheck = afterStep('counter-arrays', ({ world }) => {
  // The work of snapshots shrinks as they age, after the step has counted it.
  if (world.count('snapshot') > 0) return undefined
  const sums = new Float64Array(world.pools.length)
  const { reads, writes } = world.volumes.data
  for (const volume of storageMap(world).volumes) {
    const [read, write] = [reads[volume.slot]!, writes[volume.slot]!].map(one => Math.max(0, one))
    for (const part of volume.pools) {
      sums[part.pool.slot]! += workOf(volume, part.pool, read! * part.reads, write! * part.writes)
    }
  }
  for (const { name, slot } of world.all('pool')) {
    const operations = world.pools.data.iops[slot]!
    if (differs(operations, sums[slot]!)) {
      return `${name} does ${operations} operations a second, and is asked for ${sums[slot]}`
    }
  }
  return undefined
})

/** Bytes of the adapters of VMs sum to what their host carries. */
export const counterNetworksCheck = afterStep('counter-networks', simulation => {
  const { world } = simulation
  const sums = sumsBy(
    simulation,
    slot => world.vms.data.hostSlot[slot]!,
    world.hosts.length,
    slot => {
      return networkMbpsOf(world, slot) * bytesPerMbit
    },
  )
  for (const { name, slot } of world.all('host')) {
    const carried = world.hosts.data.networkMbps[slot]! * bytesPerMbit
    if (differs(carried, sums[slot]!)) {
      return `${name} carries ${carried} bytes a second, the adapters of its VMs ${sums[slot]}`
    }
  }
  return undefined
})
