import { slowPagingGuests } from '../memory/index.ts'
import { capGuestTraffic } from '../networks/index.ts'
import { hypervisorShare, rootCost } from '../physics/index.ts'
import { shapeIo } from '../storage/index.ts'
import { historyLength, memoryUsedMibOf, runCode } from '../world/index.ts'
import type { World } from '../world/index.ts'
import { forGuests, shareProcessor } from './share.ts'

/** Load curves: whole percentages, five minutes apart, curve after curve in one array. */
export interface CurveTable {
  readonly data: Uint8Array
  readonly start: Int32Array
  readonly length: Int32Array
}

const { running, starting } = runCode
const secondsPerSample = 300
/** Weight of one second in the ten-minute means that placement reads (facts 1.3). */
const averageFollow = 1 / 600

/**
 * One simulated second for all VMs and hosts: demand from the load curves, processor time, disk and
 * network traffic, and the sums that averages, history and placement read. No allocation, one pass
 * over the VMs and one over the hosts; a second pass only where a host is contended.
 * `curveSecond` counts from the origin of the curves.
 */
export function stepSecond(world: World, curves: CurveTable, curveSecond: number): void {
  const { data } = world.hosts
  const hosts = world.hosts.length
  data.usedPercent.fill(0, 0, hosts)
  data.rootPercent.fill(0, 0, hosts)
  data.iops.fill(0, 0, hosts)
  data.networkMbps.fill(0, 0, hosts)
  const { iops, reads, writes } = world.volumes.data
  const volumes = world.volumes.length
  iops.fill(0, 0, volumes)
  reads.fill(0, 0, volumes)
  writes.fill(0, 0, volumes)
  grant(world, curves, curveSecond)
  addRoot(world)
  if (isContended(world)) shareProcessor(world)
  slowPagingGuests(world)
  shapeIo(world)
  capGuestTraffic(world)
  followHosts(world)
}

/** Gives every VM what it asks for up to its limit, as if no host were contended. */
function grant(world: World, curves: CurveTable, second: number): void {
  const { run, hostSlot, volumeSlot, cpuCount, cpuLimit } = world.vms.data
  const { pieceStart, pieceSlope, pieceEndS, demandPercent, grantedPercent } = world.vms.data
  const { iopsBase, iopsSpan, readPart, writePart } = world.vms.data
  const { bootIops, bootPercent, networkSpan, sumPercent } = world.vms.data
  const host = world.hosts.data
  const [hostUsed, hostIops, hostNetwork] = [host.usedPercent, host.iops, host.networkMbps]
  const hostRoot = host.rootPercent
  const volume = world.volumes.data
  const [volumeIops, volumeReads] = [volume.iops, volume.reads]
  const volumeWrites = volume.writes
  const count = world.vms.length
  for (let slot = 0; slot < count; slot++) {
    const code = run[slot]!
    if (code !== running && code !== starting) continue
    let percent = bootPercent[slot]!
    if (code === running) {
      if (second >= pieceEndS[slot]!) nextPiece(world, curves, slot, second)
      percent = pieceStart[slot]! + pieceSlope[slot]! * second
    }
    demandPercent[slot] = percent
    const limit = cpuLimit[slot]!
    if (percent > limit) percent = limit
    grantedPercent[slot] = percent
    sumPercent[slot] = sumPercent[slot]! + percent
    const on = hostSlot[slot]!
    hostUsed[on] = hostUsed[on]! + percent * cpuCount[slot]!
    // What a boot asks of disks is a flow's affair, and its network is not up yet.
    if (code === starting) {
      hostRoot[on] = hostRoot[on]! + bootIops[slot]! * rootCost.perOperation
      continue
    }
    const share = percent * 0.01
    const operations = iopsBase[slot]! + iopsSpan[slot]! * share
    hostIops[on] = hostIops[on]! + operations
    hostNetwork[on] = hostNetwork[on]! + networkSpan[slot]! * share
    const disk = volumeSlot[slot]!
    volumeIops[disk] = volumeIops[disk]! + operations
    volumeReads[disk] = volumeReads[disk]! + operations * readPart[slot]!
    volumeWrites[disk] = volumeWrites[disk]! + operations * writePart[slot]!
  }
  host.demandPercent.set(hostUsed)
}

/** Puts the VM on the piece of its curve that holds this second. */
function nextPiece(world: World, curves: CurveTable, slot: number, second: number): void {
  const { curve, curveOffsetS, pieceStart, pieceSlope, pieceEndS } = world.vms.data
  const index = curve[slot]!
  const offset = curveOffsetS[slot]!
  const whole = Math.floor((second + offset) / secondsPerSample)
  const samples = curves.length[index]!
  const from = curves.start[index]!
  const first = curves.data[from + (whole % samples)]!
  const next = curves.data[from + ((whole + 1) % samples)]!
  const slope = (next - first) / secondsPerSample
  const beginS = whole * secondsPerSample - offset
  pieceSlope[slot] = slope
  pieceStart[slot] = first - slope * beginS
  pieceEndS[slot] = beginS + secondsPerSample
}

/** What the root partition spends on the devices of the guests, as they ask for them. */
function addRoot(world: World): void {
  const { rootPercent, iops, networkMbps, capacityPercent } = world.hosts.data
  for (let slot = 0; slot < world.hosts.length; slot++) {
    const devices = iops[slot]! * rootCost.perOperation + networkMbps[slot]! * rootCost.perMegabit
    const wanted = rootCost.basePercent + rootPercent[slot]! + devices
    rootPercent[slot] = Math.min(wanted, capacityPercent[slot]!)
  }
}

function isContended(world: World): boolean {
  for (let slot = 0; slot < world.hosts.length; slot++) {
    if (world.hosts.data.demandPercent[slot]! > forGuests(world, slot)) return true
  }
  return false
}

function followHosts(world: World): void {
  const { data } = world.hosts
  for (let slot = 0; slot < world.hosts.length; slot++) {
    const capacity = data.capacityPercent[slot]!
    if (capacity === 0) continue
    const guests = data.usedPercent[slot]!
    data.hypervisorPercent[slot] = guests * hypervisorShare
    const used = guests * (1 + hypervisorShare) + data.rootPercent[slot]!
    data.minutePercent[slot] = data.minutePercent[slot]! + (used * 100) / capacity
    follow(data.averagePercent, slot, used)
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
    const mean = (vm.sumPercent[slot]! - vm.sumAtMinute[slot]!) / 60
    vm.sumAtMinute[slot] = vm.sumPercent[slot]!
    vm.history[cell] = Math.round(mean)
    vm.memoryHistory[cell] = memoryShare(world, slot)
  }
  const host = world.hosts.data
  for (let slot = 0; slot < world.hosts.length; slot++) {
    host.history[slot * historyLength + at] = Math.round(host.minutePercent[slot]! / 60)
  }
  host.minutePercent.fill(0)
}

/** Memory in use, in whole percent of what the VM has. */
function memoryShare(world: World, slot: number): number {
  const assigned = world.vms.data.assignedMib[slot]!
  return assigned === 0 ? 0 : Math.round((memoryUsedMibOf(world, slot) / assigned) * 100)
}
