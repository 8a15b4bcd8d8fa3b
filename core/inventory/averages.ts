import { fabricEpochMs, msPerMinute, msPerSecond } from '../../shared/domain/index.ts'
import type { Workload } from '../workload/index.ts'
import { curveOriginMs } from '../workload/index.ts'
import type { World } from '../world/index.ts'
import { historyLength, runCode } from '../world/index.ts'

/**
 * Gives hosts the averages that their VMs' curves have when the fabric starts, so that placement
 * does not take a new fabric for an idle one. Processor time is in percent of one processor.
 */
export function startAverages(world: World, workload: Workload): void {
  const [vms, hosts] = [world.vms.data, world.hosts.data]
  const startS = (fabricEpochMs - curveOriginMs) / msPerSecond
  for (let slot = 0; slot < world.vms.length; slot++) {
    if (vms.run[slot] !== runCode.running) continue
    const percent = workload.percentAt(vms.curve[slot]!, startS + vms.curveOffsetS[slot]!)
    const host = vms.hostSlot[slot]!
    hosts.averagePercent[host]! += percent * vms.cpuCount[slot]!
    hosts.averageIops[host]! += vms.iopsBase[slot]! + (vms.iopsSpan[slot]! * percent) / 100
    hosts.averageNetwork[host]! += (vms.networkSpan[slot]! * percent) / 100
  }
  for (let slot = 0; slot < world.hosts.length; slot++) {
    const most = hosts.capacityPercent[slot]!
    hosts.averagePercent[slot] = Math.min(most, hosts.averagePercent[slot]!)
  }
}

/**
 * Gives VMs and hosts the half hour before the fabric starts as their curves have it, so that the
 * sparklines of a new fabric show its load and not an empty line.
 */
export function startHistory(world: World, workload: Workload): void {
  const hosts = world.hosts.data
  const used = new Float64Array(world.hosts.length)
  for (let back = historyLength - 1; back >= 0; back--) {
    const minute = fabricEpochMs / msPerMinute - back
    const secondS = (minute * msPerMinute - curveOriginMs) / msPerSecond
    const at = minute % historyLength
    used.fill(0)
    for (let slot = 0; slot < world.vms.length; slot++) {
      fillMinute(world, workload, slot, secondS, at, used)
    }
    for (let slot = 0; slot < world.hosts.length; slot++) {
      const capacity = Math.max(1, hosts.capacityPercent[slot]!)
      const percent = Math.min(100, (used[slot]! * 100) / capacity)
      hosts.history[slot * historyLength + at] = Math.round(percent)
    }
  }
}

function fillMinute(
  world: World,
  workload: Workload,
  slot: number,
  secondS: number,
  at: number,
  used: Float64Array,
): void {
  const vms = world.vms.data
  if (vms.run[slot] !== runCode.running) return
  const percent = workload.percentAt(vms.curve[slot]!, secondS + vms.curveOffsetS[slot]!)
  const memoryMib = vms.memoryBase[slot]! + vms.memorySpan[slot]! * percent * 0.01
  const cell = slot * historyLength + at
  vms.history[cell] = Math.round(percent)
  vms.memoryHistory[cell] = Math.round((memoryMib * 100) / Math.max(1, vms.assignedMib[slot]!))
  const host = vms.hostSlot[slot]!
  used[host] = used[host]! + percent * vms.cpuCount[slot]!
}
