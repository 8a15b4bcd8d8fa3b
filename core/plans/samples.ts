import { msPerMinute } from '../../shared/domain/index.ts'
import { hypervisorShare, rootCost } from '../physics/index.ts'
import type { VmRow, World } from '../world/index.ts'
import { historyLength, runCode } from '../world/index.ts'

/** One-minute samples that a load is taken from, and how many of the highest (facts 2.2). */
export const sampleCount = 10
const topCount = 4

/** What a plan weighs, in the order of its arrays. */
export const planResources = ['cpu', 'memory', 'disk', 'network'] as const
export const resourceCount = planResources.length

/** Numbers that an object has: ten samples of each resource. */
export const useWidth = sampleCount * resourceCount

/**
 * What a VM asked of its host in each of the last ten minutes: percent of one processor with what
 * hypervisor and root partition do for it, host memory in MiB as it is now, operations and Mbps. As
 * the minutes come from the VM, they go with it to another host. A minute before it started counts
 * as the present one.
 */
export function sampleVm(world: World, vm: VmRow, into: Float64Array, from: number): void {
  const { history, grantedPercent, cpuCount, heldMib, run } = world.vms.data
  const { iopsBase, iopsSpan, networkSpan } = world.vms.data
  const { slot } = vm
  const runs = run[slot] === runCode.running
  const minute = Math.floor(world.nowMs / msPerMinute)
  const startedMs = vm.startedMs ?? 0
  for (let back = 0; back < sampleCount; back++) {
    const isKnown = (minute - back - 1) * msPerMinute >= startedMs
    const closed = history[slot * historyLength + ((minute - back) % historyLength)]!
    const percent = isKnown ? closed : grantedPercent[slot]!
    const iops = runs ? iopsBase[slot]! + iopsSpan[slot]! * percent * 0.01 : 0
    const mbps = runs ? networkSpan[slot]! * percent * 0.01 : 0
    const guest = percent * cpuCount[slot]! * (1 + hypervisorShare)
    const at = from + back
    into[at] = guest + iops * rootCost.perOperation + mbps * rootCost.perMegabit
    into[at + sampleCount] = heldMib[slot]!
    into[at + 2 * sampleCount] = iops
    into[at + 3 * sampleCount] = mbps
  }
}

/**
 * The mean of the top 40 % of ten samples: the conservative average that decides (facts 2.2). With
 * a second row its samples count on top, `sign` times.
 */
export function topMean(
  use: Float64Array,
  from: number,
  other?: Float64Array,
  otherFrom = 0,
  sign = 0,
): number {
  let [a, b, c, d] = [-1, -1, -1, -1]
  for (let at = 0; at < sampleCount; at++) {
    const value = use[from + at]! + (other ? sign * other[otherFrom + at]! : 0)
    if (value <= d) continue
    if (value > a) [a, b, c, d] = [value, a, b, c]
    else if (value > b) [b, c, d] = [value, b, c]
    else if (value > c) [c, d] = [value, c]
    else d = value
  }
  return (Math.max(0, a) + Math.max(0, b) + Math.max(0, c) + Math.max(0, d)) / topCount
}
