import type { VmDetails } from '../../shared/contract/index.ts'
import type { MemoryStatus } from '../../shared/domain/index.ts'
import { oneDecimal } from '../../shared/domain/index.ts'
import type { VmRow, World } from '../world/index.ts'
import { memoryDemandMibOf } from '../world/index.ts'
import { loadNeeds } from '../workload/index.ts'
import { balancePeriodS } from './balance.ts'
import { pagingWaitPercent, touchedPagesPerS } from './paging.ts'

type MemoryView = VmDetails['memory']

/** Part of its buffer that a VM may lack and still be well (ours; Hyper-V's is not published). */
const bufferPart = 0.8

/** Demand of what a VM has, in percent; undefined for one that holds no memory. */
export function pressureOf(world: World, slot: number): number | undefined {
  const assigned = world.vms.data.assignedMib[slot]!
  return assigned > 0 ? (memoryDemandMibOf(world, slot) * 100) / assigned : undefined
}

/** Whether a VM has its demand and buffer (ok), a part of the buffer (low), or less (warning). */
function statusOf(vm: VmRow, assignedMib: number, demandMib: number): MemoryStatus {
  if (demandMib > assignedMib) return 'warning'
  const buffer = ((vm.dynamicMemory?.bufferPercent ?? 0) * demandMib * bufferPart) / 100
  return assignedMib - demandMib >= Math.floor(buffer) ? 'ok' : 'low'
}

/** The memory of a VM with what it comes from. */
export function vmMemoryView(world: World, vm: VmRow): MemoryView {
  const { slot, dynamicMemory } = vm
  const { assignedMib, addedMib, removedMib, pagingIops } = world.vms.data
  const assigned = assignedMib[slot]!
  const demandMib = memoryDemandMibOf(world, slot)
  const view = {
    ...(dynamicMemory ? { dynamic: { ...dynamicMemory } } : {}),
    ...{ assignedMib: assigned, demandMib, addedMib: addedMib[slot]! },
    ...{ removedMib: removedMib[slot]!, pagingIops: pagingIops[slot]! },
    pagingWaitPercent: pagingWaitPercent(world, slot),
  }
  if (assigned === 0) return { ...view, explanation: [kindText(vm)] }
  return {
    ...view,
    pressurePercent: pressureOf(world, slot),
    status: statusOf(vm, assigned, demandMib),
    explanation: [kindText(vm), demandText(world, vm), ...goalTexts(world, vm), ...lack(world, vm)],
  }
}

function kindText({ memoryMib, dynamicMemory }: VmRow): string {
  if (!dynamicMemory) return `Static memory: ${memoryMib} MB from its start on.`
  const { minimumMib, maximumMib } = dynamicMemory
  return `Dynamic memory: ${memoryMib} MB as it starts, then between ${minimumMib} and ${maximumMib} MB.`
}

function demandText(world: World, vm: VmRow): string {
  const needs = loadNeeds[vm.workload]
  const load = oneDecimal(world.vms.data.demandPercent[vm.slot]!)
  const demand = Math.round(memoryDemandMibOf(world, vm.slot))
  return `Its guest is sized for ${vm.roleMemoryMib ?? vm.memoryMib} MB and asks for ${needs.memoryBasePercent} % of that, and ${needs.memorySpanPercent} % more at full load: ${demand} MB at a load of ${load} % (ours).`
}

function goalTexts(world: World, { slot, dynamicMemory, jobId }: VmRow): string[] {
  if (!dynamicMemory) return []
  const { bufferPercent, weight } = dynamicMemory
  const goal = `Every ${balancePeriodS} s its host brings it to its demand and ${bufferPercent} % of buffer; where the host has less, VMs get a share by weight (${weight}), at one pressure for one weight. A tenth goes back at a time at most (period, weights and tenth are ours).`
  if (jobId !== undefined) return [goal, 'A job works on it, and its memory stays until that ends.']
  if (world.vms.data.maximumMib[slot]! > 0) return [goal]
  return [goal, 'Its guest does not answer, so its memory stays as it is.']
}

function lack(world: World, vm: VmRow): string[] {
  const { shortShare, pagingIops, volumeSlot, cpuCount } = world.vms.data
  const { slot } = vm
  if (shortShare[slot] === 0) return []
  const share = oneDecimal(shortShare[slot]! * 100)
  const latency = oneDecimal(world.volumes.data.latencyMs[volumeSlot[slot]!] ?? 0)
  const wait = oneDecimal(pagingWaitPercent(world, slot))
  const iops = oneDecimal(pagingIops[slot]!)
  return [
    `It lacks ${share} % of what it asks for, so that part of its pages comes from disk: ${touchedPagesPerS} pages a second for each of its ${cpuCount[slot]} processors at full load (ours), ${iops} operations a second now.`,
    `It waits for each page, ${latency} ms at present: ${wait} % of its time, and works that much less.`,
  ]
}
