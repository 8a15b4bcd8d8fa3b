import { historyLength, runCode } from '../world/index.ts'
import type { World } from '../world/index.ts'
import { shareProcessor } from './share.ts'

/** Load curves: whole percentages, five minutes apart, curve after curve in one array. */
export interface CurveTable {
  readonly data: Uint8Array
  readonly start: Int32Array
  readonly length: Int32Array
}

const secondsPerSample = 300
/** A booting guest asks for nearly all of its processors (our assumption until boot phases exist). */
const bootDemandPercent = 90
/** How fast memory in use follows the load: a tenth of the way in about ten seconds. */
const memoryFollow = 0.01
/** Weight of one second in the ten-minute means that placement reads (facts 1.3). */
const averageFollow = 1 / 600

/**
 * One simulated second for all VMs and hosts: demand from the load curves, processor time by
 * proportional share, memory in use, disk and network traffic, and the sums that averages, history
 * and placement read. No allocation, one pass over the VMs and one over the hosts, a second pass
 * only for the VMs of contended hosts. `curveSecond` counts from the origin of the curves.
 */
export function stepSecond(world: World, curves: CurveTable, curveSecond: number): void {
  resetTotals(world)
  const contended = demand(world, curves, curveSecond)
  if (contended) shareProcessor(world)
  settle(world)
  finishHosts(world)
}

function resetTotals(world: World): void {
  const { data } = world.hosts
  data.demandPercent.fill(0)
  data.usedPercent.fill(0)
  data.iops.fill(0)
  data.networkMbps.fill(0)
  world.volumes.data.iops.fill(0)
}

/** Fills demand and a first grant (demand cut to the limit). Answers whether any host is contended. */
function demand(world: World, curves: CurveTable, second: number): boolean {
  const vm = world.vms.data
  const host = world.hosts.data
  const { run, hostSlot, cpuCount, cpuLimit, curve, curveOffsetS } = vm
  const { demandPercent, grantedPercent } = vm
  const { data, start, length } = curves
  const hostDemand = host.demandPercent
  for (let slot = 0; slot < world.vms.length; slot++) {
    const code = run[slot]!
    if (code === runCode.off) continue
    let percent = 0
    if (code === runCode.running) {
      const index = curve[slot]!
      const samples = length[index]!
      const position = (second + curveOffsetS[slot]!) / secondsPerSample
      const whole = Math.floor(position)
      const at = whole % samples
      const first = data[start[index]! + at]!
      const next = data[start[index]! + (at + 1 === samples ? 0 : at + 1)]!
      percent = first + (next - first) * (position - whole)
    } else if (code === runCode.starting) {
      percent = bootDemandPercent
    }
    demandPercent[slot] = percent
    const limit = cpuLimit[slot]!
    const granted = percent > limit ? limit : percent
    grantedPercent[slot] = granted
    const on = hostSlot[slot]!
    hostDemand[on] = hostDemand[on]! + granted * cpuCount[slot]!
  }
  for (let slot = 0; slot < world.hosts.length; slot++) {
    if (hostDemand[slot]! > host.capacityPercent[slot]!) return true
  }
  return false
}

/** Carries the grants into memory, traffic, sums and host totals. */
function settle(world: World): void {
  const vm = world.vms.data
  const host = world.hosts.data
  const volumeIops = world.volumes.data.iops
  const { run, hostSlot, volumeSlot, cpuCount, grantedPercent, memoryUsedMib } = vm
  const { memoryBase, memorySpan, iopsBase, iopsSpan, networkSpan, iops, networkMbps } = vm
  const { sumPercent, sumIops, sumNetwork, sumSeconds, minutePercent, minuteMemory } = vm
  for (let slot = 0; slot < world.vms.length; slot++) {
    const code = run[slot]!
    if (code === runCode.off || code === runCode.paused) continue
    const granted = grantedPercent[slot]!
    const share = granted * 0.01
    const wanted = memoryBase[slot]! + memorySpan[slot]! * share
    memoryUsedMib[slot] = memoryUsedMib[slot]! + (wanted - memoryUsedMib[slot]!) * memoryFollow
    const operations = iopsBase[slot]! + iopsSpan[slot]! * share
    const traffic = networkSpan[slot]! * share
    iops[slot] = operations
    networkMbps[slot] = traffic
    sumPercent[slot] = sumPercent[slot]! + granted
    sumIops[slot] = sumIops[slot]! + operations
    sumNetwork[slot] = sumNetwork[slot]! + traffic
    sumSeconds[slot] = sumSeconds[slot]! + 1
    minutePercent[slot] = minutePercent[slot]! + granted
    minuteMemory[slot] = minuteMemory[slot]! + memoryUsedMib[slot]!
    const on = hostSlot[slot]!
    host.usedPercent[on] = host.usedPercent[on]! + granted * cpuCount[slot]!
    host.iops[on] = host.iops[on]! + operations
    host.networkMbps[on] = host.networkMbps[on]! + traffic
    const disk = volumeSlot[slot]!
    volumeIops[disk] = volumeIops[disk]! + operations
  }
}

function finishHosts(world: World): void {
  const { data } = world.hosts
  for (let slot = 0; slot < world.hosts.length; slot++) {
    const capacity = data.capacityPercent[slot]!
    if (capacity === 0) continue
    const percent = (data.usedPercent[slot]! * 100) / capacity
    data.minutePercent[slot] = data.minutePercent[slot]! + percent
    follow(data.averagePercent, slot, data.usedPercent[slot]!)
    follow(data.averageIops, slot, data.iops[slot]!)
    follow(data.averageNetwork, slot, data.networkMbps[slot]!)
  }
}

function follow(column: Float64Array, slot: number, value: number): void {
  column[slot] = column[slot]! + (value - column[slot]!) * averageFollow
}

/** Closes a simulated minute: its means go into the rings that the sparklines show. */
export function closeMinute(world: World, minuteOfFabric: number): void {
  const at = minuteOfFabric % historyLength
  const vm = world.vms.data
  for (let slot = 0; slot < world.vms.length; slot++) {
    const cell = slot * historyLength + at
    vm.history[cell] = Math.round(vm.minutePercent[slot]! / 60)
    const assigned = vm.memoryMib[slot]!
    vm.memoryHistory[cell] =
      assigned > 0 ? Math.round((vm.minuteMemory[slot]! / 60 / assigned) * 100) : 0
  }
  vm.minutePercent.fill(0)
  vm.minuteMemory.fill(0)
  const host = world.hosts.data
  for (let slot = 0; slot < world.hosts.length; slot++) {
    host.history[slot * historyLength + at] = Math.round(host.minutePercent[slot]! / 60)
  }
  host.minutePercent.fill(0)
}
