import { fabricEpochMs, msPerSecond } from '../../shared/domain/index.ts'
import type { Workload } from '../workload/index.ts'
import { curveOriginMs } from '../workload/index.ts'
import type { World } from '../world/index.ts'
import { runCode } from '../world/index.ts'

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
