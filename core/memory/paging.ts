import type { World } from '../world/index.ts'
import { demandedAt, runCode, takeBack } from '../world/index.ts'

/**
 * Pages that one virtual processor at full load asks for in a second that are not in its caches
 * (ours). Of a guest that lacks a share of its memory, that share of them has to come from disk.
 */
export const touchedPagesPerS = 2000
/** Part of the way that the paging of a guest goes in a second to where the disks let it (ours). */
const follow = 0.25

/** Pages a second that one processor of a guest would fetch if disks took no time. */
function missesPerS(world: World, slot: number): number {
  const { grantedPercent, shortShare } = world.vms.data
  return touchedPagesPerS * grantedPercent[slot]! * 0.01 * shortShare[slot]!
}

/**
 * Guests that lack memory fetch pages from disk and wait for each: of a second a processor works
 * 1 / (1 + misses x latency), with the latency of its volume a second ago. That many pages a second
 * are disk operations of the VM, with reads and writes as its other ones (ours), and its work and
 * other operations shrink by as much. Costs nothing where no guest lacks memory.
 */
export function slowPagingGuests(world: World): void {
  if (!hasShortGuests(world)) return
  const { run, shortShare } = world.vms.data
  for (let slot = 0; slot < world.vms.length; slot++) {
    if (shortShare[slot]! > 0 && run[slot] === runCode.running) page(world, slot)
  }
}

function hasShortGuests({ hosts }: World): boolean {
  const { shortVms } = hosts.data
  for (let slot = 0; slot < hosts.length; slot++) if (shortVms[slot]! > 0) return true
  return false
}

function page(world: World, slot: number): void {
  const vms = world.vms.data
  const hosts = world.hosts.data
  const volume = vms.volumeSlot[slot]!
  if (volume < 0) return
  const granted = vms.grantedPercent[slot]!
  const before = demandedAt(world, slot, granted) - vms.pagingIops[slot]!
  const misses = missesPerS(world, slot)
  const latencyS = world.volumes.data.latencyMs[volume]! / 1000
  const most = misses * vms.cpuCount[slot]!
  const aim = most / (1 + misses * latencyS)
  const old = vms.pagingIops[slot]!
  const iops = Math.min(most, old === 0 ? aim : old + (aim - old) * follow)
  vms.pagingIops[slot] = iops
  const works = most > 0 ? iops / most : 1
  const lost = granted * (1 - works)
  vms.grantedPercent[slot] = granted - lost
  vms.sumPercent[slot] = vms.sumPercent[slot]! - lost
  const on = vms.hostSlot[slot]!
  hosts.usedPercent[on] = hosts.usedPercent[on]! - lost * vms.cpuCount[slot]!
  hosts.networkMbps[on] = hosts.networkMbps[on]! - vms.networkSpan[slot]! * lost * 0.01
  takeBack(world, slot, before - demandedAt(world, slot, granted - lost))
}

/** Share of its time that a guest waits for pages, in percent: pages a second x latency. */
export function pagingWaitPercent(world: World, slot: number): number {
  const { cpuCount, pagingIops, volumeSlot } = world.vms.data
  if (pagingIops[slot] === 0) return 0
  const latencyMs = world.volumes.data.latencyMs[volumeSlot[slot]!]!
  return Math.min(100, (pagingIops[slot]! / cpuCount[slot]!) * latencyMs * 0.1)
}
