import { roomPercent } from '../pro/figures/volume.ts'
import type { World } from '../world/index.ts'
import { iopsOf, memoryDemandMibOf, networkMbpsOf, runCode } from '../world/index.ts'
import type { NetworkCells } from './network-cells.ts'
import type { Track } from './track.ts'

/** Adds a figure of this moment to the sum and the maximum of the running five minutes. */
function add({ sums, tops }: Track, at: number, value: number): void {
  sums[at] = sums[at]! + value
  if (value > tops[at]!) tops[at] = value
}

/** The five figures of every VM whose partition exists, and what they send by virtual network. */
export function lookAtVms(world: World, track: Track, cells: NetworkCells): void {
  const { run, grantedPercent, assignedMib, maximumMib, volumeSlot } = world.vms.data
  const { latencyMs } = world.volumes.data
  const { ids, looks, figures } = track
  const length = Math.min(track.length, world.vms.length)
  for (let slot = 0; slot < length; slot++) {
    const code = run[slot]!
    if (code === runCode.off || ids[slot] === 0) continue
    const at = slot * figures
    const assigned = assignedMib[slot]!
    const demanded = assigned === 0 ? 0 : (memoryDemandMibOf(world, slot) * 100) / assigned
    const mbps = networkMbpsOf(world, slot)
    const volume = volumeSlot[slot]!
    add(track, at, code === runCode.paused ? 0 : grantedPercent[slot]!)
    add(track, at + 1, maximumMib[slot] === 0 ? Math.min(100, demanded) : demanded)
    add(track, at + 2, iopsOf(world, slot))
    add(track, at + 3, volume < 0 ? NaN : latencyMs[volume]!)
    add(track, at + 4, mbps)
    looks[slot] = looks[slot]! + 1
    cells.add(slot, mbps)
  }
}

/** The figures of every host; one that is off uses nothing. */
export function lookAtHosts(world: World, track: Track): void {
  const { capacityPercent, usedPercent, rootPercent, hypervisorPercent } = world.hosts.data
  const { heldMib, iops, networkMbps, watts } = world.hosts.data
  const { ids, looks, figures } = track
  for (let slot = 0; slot < track.length; slot++) {
    const host = ids[slot] === 0 ? undefined : world.index.hostBySlot[slot]
    if (!host) continue
    const at = slot * figures
    const used = usedPercent[slot]! + rootPercent[slot]! + hypervisorPercent[slot]!
    const capacity = capacityPercent[slot]!
    add(track, at, capacity === 0 ? 0 : Math.min(100, (used * 100) / capacity))
    const held = capacity === 0 ? 0 : heldMib[slot]! + host.parentMib
    add(track, at + 1, (held * 100) / host.memoryMib)
    add(track, at + 2, iops[slot]!)
    add(track, at + 3, networkMbps[slot]!)
    add(track, at + 4, watts[slot]!)
    looks[slot] = looks[slot]! + 1
  }
}

export function lookAtVolumes(world: World, track: Track): void {
  const { iops, latencyMs, queue, servedShare } = world.volumes.data
  const { ids, looks, figures } = track
  for (let slot = 0; slot < track.length; slot++) {
    if (ids[slot] === 0) continue
    const at = slot * figures
    add(track, at, iops[slot]! * servedShare[slot]!)
    add(track, at + 1, latencyMs[slot]!)
    add(track, at + 2, queue[slot]!)
    looks[slot] = looks[slot]! + 1
  }
}

/**
 * How full volumes are, once a sample: it moves slowly, and what is free is known only by adding up
 * all files after every change of one.
 */
export function lookAtRoom(world: World, track: Track): void {
  const { ids, looks, figures, sums, tops } = track
  for (let slot = 0; slot < track.length; slot++) {
    const volume = ids[slot] === 0 ? undefined : world.index.volumeBySlot[slot]
    if (!volume) continue
    const used = 100 - roomPercent(world, volume)
    sums[slot * figures + 3] = used * looks[slot]!
    tops[slot * figures + 3] = used
  }
}
