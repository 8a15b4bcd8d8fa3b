import { slowPagingGuests } from '../memory/index.ts'
import { capGuestTraffic } from '../networks/index.ts'
import { curvePoints, hypervisorShare, rootCost, wattsAt } from '../physics/index.ts'
import { shapeIo } from '../storage/index.ts'
import { historyLength, memoryUsedMibOf } from '../world/index.ts'
import type { HostColumns, World } from '../world/index.ts'
import { loadsOf, recordLength } from './loads.ts'
import { shareProcessor } from './share.ts'

/** Load curves: whole percentages, five minutes apart, curve after curve in one array. */
export interface CurveTable {
  readonly data: Uint8Array
  readonly start: Int32Array
  readonly length: Int32Array
}

const secondsPerSample = 300
/** Weight of one second in the ten-minute means that placement reads (facts 1.3). */
const averageFollow = 1 / 600

/**
 * One simulated second for all VMs and hosts: demand from the load curves, processor time, disk and
 * network traffic, and the sums that averages, history and placement read. One pass over the guests
 * that run and a few over the hosts, a second one only where a host is contended; it allocates
 * nothing as long as no guest changes.
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
  shareProcessor(world)
  slowPagingGuests(world)
  shapeIo(world)
  capGuestTraffic(world)
  followHosts(world)
}

/** Gives every VM what it asks for up to its limit, as if no host were contended. */
function grant(world: World, curves: CurveTable, second: number): void {
  const { slots, records, groups, starting } = loadsOf(world)
  const { demandPercent, grantedPercent, sumPercent } = world.vms.data
  let [guest, at] = [0, 0]
  for (const { host, volume, end } of groups) {
    let [used, iops, reads, writes, network] = [0, 0, 0, 0, 0]
    for (; guest < end; guest++, at += recordLength) {
      const slot = slots[guest]!
      if (second >= records[at + 2]!) nextPiece(world, curves, records, at, slot, second)
      let percent = records[at]! + records[at + 1]! * second
      demandPercent[slot] = percent
      const limit = records[at + 3]!
      if (percent > limit) percent = limit
      grantedPercent[slot] = percent
      sumPercent[slot] = sumPercent[slot]! + percent
      used += percent * records[at + 4]!
      const share = percent * 0.01
      const operations = records[at + 5]! + records[at + 6]! * share
      iops += operations
      reads += operations * records[at + 7]!
      writes += operations * records[at + 8]!
      network += records[at + 9]! * share
    }
    addToHost(world, host, used, iops, network)
    if (volume >= 0) addToVolume(world, volume, iops, reads, writes)
  }
  for (const slot of starting) grantBoot(world, slot)
  world.hosts.data.demandPercent.set(world.hosts.data.usedPercent)
}

function addToHost(world: World, slot: number, used: number, iops: number, mbps: number): void {
  const { data } = world.hosts
  data.usedPercent[slot] = data.usedPercent[slot]! + used
  data.iops[slot] = data.iops[slot]! + iops
  data.networkMbps[slot] = data.networkMbps[slot]! + mbps
}

function addToVolume(
  world: World,
  slot: number,
  iops: number,
  reads: number,
  writes: number,
): void {
  const { data } = world.volumes
  data.iops[slot] = data.iops[slot]! + iops
  data.reads[slot] = data.reads[slot]! + reads
  data.writes[slot] = data.writes[slot]! + writes
}

/** What a boot asks of disks is a flow's affair, and its network is not up yet. */
function grantBoot(world: World, slot: number): void {
  const { bootIops, bootPercent, cpuCount, cpuLimit, hostSlot } = world.vms.data
  const { demandPercent, grantedPercent, sumPercent } = world.vms.data
  const { rootPercent } = world.hosts.data
  const percent = Math.min(bootPercent[slot]!, cpuLimit[slot]!)
  demandPercent[slot] = bootPercent[slot]!
  grantedPercent[slot] = percent
  sumPercent[slot] = sumPercent[slot]! + percent
  const on = hostSlot[slot]!
  addToHost(world, on, percent * cpuCount[slot]!, 0, 0)
  rootPercent[on] = rootPercent[on]! + bootIops[slot]! * rootCost.perOperation
}

/** Puts a guest on the piece of its curve that holds this second, in its columns and record. */
function nextPiece(
  world: World,
  curves: CurveTable,
  records: Float64Array,
  at: number,
  slot: number,
  second: number,
): void {
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
  records[at] = pieceStart[slot] = first - slope * beginS
  records[at + 1] = pieceSlope[slot] = slope
  records[at + 2] = pieceEndS[slot] = beginS + secondsPerSample
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
    drawPower(data, slot, used / capacity)
    follow(data.averageIops, slot, data.iops[slot]!)
    follow(data.averageNetwork, slot, data.networkMbps[slot]!)
  }
}

/** A second of a host's power: along its curve, and into the sums. */
function drawPower(data: HostColumns['data'], slot: number, load: number): void {
  const watts = wattsAt(data.wattPoints, load, slot * curvePoints)
  data.watts[slot] = watts
  data.energyWs[slot] = data.energyWs[slot]! + watts
  data.savedWs[slot] = data.savedWs[slot]! + data.spareWatts[slot]!
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
