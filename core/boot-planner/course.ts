import { bootProfile, bootWriteShare } from '../processes/guests.ts'
import { predictLatency } from '../storage/index.ts'
import type { Workload } from '../workload/index.ts'
import type { VmRow, World } from '../world/index.ts'

/** What one guest adds to its volume: while it boots, and once it runs. */
export interface Boot {
  readonly vm: VmRow
  readonly operations: number
  /** Its own work between an answer of the disks and the next request. */
  readonly thinkMs: number
  readonly readsPerS: number
  readonly writesPerS: number
}

/** How the boots of one volume go by the equations. */
export interface BootCourse {
  /** Seconds after the begin at which each starts and is ready, in the order of the boots. */
  readonly startS: readonly number[]
  readonly readyS: readonly number[]
  readonly totalS: number
  /** The highest mean latency of running guests on the way, and the mean over the time. */
  readonly latencyMaxMs: number
  readonly latencyMeanMs: number
}

/** The boot of a VM that is off, with the mean load of its curve for when it runs. */
export function bootOf(world: World, workload: Workload, vm: VmRow): Boot {
  const { operations, processorS } = bootProfile(vm.operatingSystem)
  const { iopsBase, iopsSpan, readPart, writePart, curve } = world.vms.data
  const share = meanPercent(workload, curve[vm.slot]!) / 100
  const iops = iopsBase[vm.slot]! + iopsSpan[vm.slot]! * share
  return {
    ...{ vm, operations, thinkMs: (processorS * 1000) / operations },
    readsPerS: iops * readPart[vm.slot]!,
    writesPerS: iops * writePart[vm.slot]!,
  }
}

const means = new WeakMap<Workload, Map<number, number>>()

/** Mean of a load curve in percent; read once, since a fabric has few curves and many VMs. */
function meanPercent(workload: Workload, curve: number): number {
  const known = means.get(workload) ?? new Map<number, number>()
  means.set(workload, known)
  const before = known.get(curve)
  if (before !== undefined) return before
  const length = workload.length[curve] ?? 0
  const start = workload.start[curve] ?? 0
  let sum = 0
  for (let at = start; at < start + length; at++) sum += workload.data[at]!
  const mean = length === 0 ? 0 : sum / length
  // A trace that is replaced has a length of its own; the mean of a plan may be the older one.
  known.set(curve, mean)
  return mean
}

/** The latency of a volume with so many of the boots under way and the first `ready` running. */
export function latencyWithBoots(
  world: World,
  volumeSlot: number,
  boots: readonly Boot[],
  underWay: number,
  ready: number,
) {
  const mean = boots.reduce((sum, boot) => sum + boot.thinkMs, 0) / Math.max(1, boots.length)
  let readsPerS = 0
  let writesPerS = 0
  for (const boot of boots.slice(0, ready)) {
    readsPerS += boot.readsPerS
    writesPerS += boot.writesPerS
  }
  return predictLatency(world, volumeSlot, {
    ...{ boots: underWay, thinkMs: mean, writeShare: bootWriteShare },
    ...{ guests: ready, readsPerS, writesPerS },
  })
}

interface Going {
  readonly at: number
  left: number
}

/**
 * The course of the boots of one volume with at most `parallelMax` under way: from one end of a boot
 * to the next, each gets as many requests a second as its own work and the answer of the disks
 * allow, and a guest that is ready adds its mean load.
 */
export function courseOf(
  world: World,
  volumeSlot: number,
  boots: readonly Boot[],
  parallelMax: number,
): BootCourse {
  const startS: number[] = []
  const readyS: number[] = []
  const going: Going[] = []
  let nowS = 0
  let ready = 0
  let latencyMaxMs = 0
  let areaMs = 0
  while (ready < boots.length) {
    while (going.length < parallelMax && startS.length < boots.length) {
      going.push({ at: startS.length, left: boots[startS.length]!.operations })
      startS.push(nowS)
    }
    const latency = latencyWithBoots(world, volumeSlot, boots, going.length, ready)
    const rate = ({ at }: Going) => 1000 / (boots[at]!.thinkMs + latency.bootResponseMs)
    const stepS = going.reduce((least, one) => Math.min(least, one.left / rate(one)), Infinity)
    latencyMaxMs = Math.max(latencyMaxMs, latency.latencyMs)
    areaMs += latency.latencyMs * stepS
    nowS += stepS
    for (const one of going) one.left -= rate(one) * stepS
    for (let index = going.length - 1; index >= 0; index--) {
      const one = going[index]!
      // What is left of a request is a rounding of the division.
      if (one.left > 0.001) continue
      going.splice(index, 1)
      readyS[one.at] = nowS
      ready++
    }
  }
  const latencyMeanMs = nowS > 0 ? areaMs / nowS : 0
  return { startS, readyS, totalS: nowS, latencyMaxMs, latencyMeanMs }
}
