import { bootsWaiting } from '../counters/index.ts'
import { roomPercent } from '../pro/figures/volume.ts'
import type { World } from '../world/index.ts'
import { iopsOf, runCode } from '../world/index.ts'
import type { NetworkCells } from './network-cells.ts'
import type { Track } from './track.ts'

/** Adds a figure of this moment to the sum and the maximum of the running five minutes. */
function add({ sums, tops }: Track, at: number, value: number): void {
  sums[at] = sums[at]! + value
  if (value > tops[at]!) tops[at] = value
}

/**
 * The five figures of every VM whose partition exists, and what they send by virtual network. All
 * columns are at hand once: fetched for each VM they would cost more than the figures.
 */
export function lookAtVms(world: World, track: Track, cells: NetworkCells): void {
  const { run, grantedPercent, demandPercent, assignedMib, maximumMib } = world.vms.data
  const { volumeSlot, memoryBase, memorySpan, networkSpan, networkShare } = world.vms.data
  const { latencyMs } = world.volumes.data
  const { ids, looks, figures, sums, tops } = track
  const { cellOf, mbps: carried } = cells
  const length = Math.min(track.length, world.vms.length)
  for (let slot = 0; slot < length; slot++) {
    const code = run[slot]!
    if (code === runCode.off || ids[slot] === 0) continue
    const at = slot * figures
    const cpu = code === runCode.paused ? 0 : grantedPercent[slot]!
    const wanted = memoryBase[slot]! + memorySpan[slot]! * demandPercent[slot]! * 0.01
    const assigned = assignedMib[slot]!
    let memory = assigned === 0 ? 0 : (wanted * 100) / assigned
    if (maximumMib[slot] === 0 && memory > 100) memory = 100
    const iops = iopsOf(world, slot)
    const volume = volumeSlot[slot]!
    const latency = volume < 0 ? NaN : latencyMs[volume]!
    const isOn = code === runCode.running
    const mbps = isOn ? networkSpan[slot]! * (cpu * 0.01) * networkShare[slot]! : 0
    sums[at] = sums[at]! + cpu
    sums[at + 1] = sums[at + 1]! + memory
    sums[at + 2] = sums[at + 2]! + iops
    sums[at + 3] = sums[at + 3]! + latency
    sums[at + 4] = sums[at + 4]! + mbps
    if (cpu > tops[at]!) tops[at] = cpu
    if (memory > tops[at + 1]!) tops[at + 1] = memory
    if (iops > tops[at + 2]!) tops[at + 2] = iops
    if (latency > tops[at + 3]!) tops[at + 3] = latency
    if (mbps > tops[at + 4]!) tops[at + 4] = mbps
    looks[slot] = looks[slot]! + 1
    const cell = cellOf[slot]!
    if (cell > 0) carried[cell - 1] = carried[cell - 1]! + mbps
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
  const booting = bootsWaiting(world)
  for (let slot = 0; slot < track.length; slot++) {
    if (ids[slot] === 0) continue
    const at = slot * figures
    add(track, at, iops[slot]! * servedShare[slot]!)
    add(track, at + 1, latencyMs[slot]!)
    add(track, at + 2, queue[slot]! + booting[slot]!)
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
