import type { TraceId } from '../../shared/domain/index.ts'
import { fabricEpochMs, msPerHour, numberOfId } from '../../shared/domain/index.ts'
import { assert } from '../engine/assert.ts'
import type { TraceAmounts, VmRow } from '../world/index.ts'
import {
  builtInCurves,
  builtInIndex,
  builtInSamples,
  samplePeriodS,
  samplesPerWeek,
  variantsPerProfile,
} from './built-in.ts'
import { mix } from './draw.ts'
import { loadNeeds } from './shapes.ts'

/** Monday 00:00 before a fabric starts: where every curve begins. Curves repeat from there on. */
export const curveOriginMs = fabricEpochMs - 8 * msPerHour

/** Which curve a VM follows and what its load costs; each amount is base + span x percent / 100. */
export interface VmLoad {
  /** Index into `start` and `length`. */
  readonly curve: number
  /** Seconds that the VM is ahead of the curve, so that not all guests change at once. */
  readonly curveOffsetS: number
  readonly memoryBase: number
  readonly memorySpan: number
  readonly iopsBase: number
  readonly iopsSpan: number
  readonly writeShare: number
  readonly networkSpan: number
}

type LoadedVm = Pick<VmRow, 'id' | 'workload' | 'traceId' | 'memoryMib' | 'roleMemoryMib'>

/**
 * Every load curve in one array of whole percentages, five minutes apart. Built-in curves come
 * first; trace-N has the index `builtInCurves + N - 1` for ever, so that an index kept in a column
 * means the same after a restart.
 */
export class Workload {
  data: Uint8Array
  /** Where a curve begins in `data`; meaningless where its length is 0. */
  start: Int32Array
  /** Samples of a curve; 0 for one that is not there. */
  length: Int32Array
  private readonly amounts = new Map<TraceId, TraceAmounts>()
  private used: number
  private wasted = 0

  constructor(seed: number) {
    // Shared with other simulations of the seed; the first trace makes a copy.
    this.data = builtInSamples(seed)
    this.used = this.data.length
    this.start = new Int32Array(builtInCurves)
    this.length = new Int32Array(builtInCurves).fill(samplesPerWeek)
    for (let curve = 0; curve < builtInCurves; curve++) this.start[curve] = curve * samplesPerWeek
  }

  /**
   * Adds the samples of a trace, or replaces them, and answers the index of its curve. Amounts say
   * what its VMs ask for at 100 % where their profile does not.
   */
  addTrace(id: TraceId, samples: Uint8Array, amounts?: TraceAmounts): number {
    assert(samples.length > 0, `${id} has samples`)
    const curve = traceCurve(id)
    this.removeTrace(id)
    if (amounts) this.amounts.set(id, amounts)
    this.growCurves(curve + 1)
    this.growData(this.used + samples.length)
    this.data.set(samples, this.used)
    this.start[curve] = this.used
    this.length[curve] = samples.length
    this.used += samples.length
    return curve
  }

  /** Takes a trace out; its VMs must be given another curve before the next step. */
  removeTrace(id: TraceId): void {
    const curve = traceCurve(id)
    const length = this.length[curve] ?? 0
    if (length === 0) return
    this.length[curve] = 0
    this.amounts.delete(id)
    this.wasted += length
    if (this.wasted * 2 > this.used) this.compact()
  }

  hasTrace(id: TraceId): boolean {
    return (this.length[traceCurve(id)] ?? 0) > 0
  }

  /** The curve of a VM and what its load costs: by its id, profile, trace and memory alone. */
  curveOf(vm: LoadedVm): VmLoad {
    const needs = loadNeeds[vm.workload]
    const traced = vm.traceId !== undefined && this.hasTrace(vm.traceId)
    const { iops, writeShare, networkMbps } = (traced && this.amounts.get(vm.traceId!)) || profile
    const roleMib = vm.roleMemoryMib ?? vm.memoryMib
    const chance = mix(numberOfId(vm.id), 0)
    return {
      curve: traced
        ? traceCurve(vm.traceId!)
        : builtInIndex(vm.workload, chance % variantsPerProfile),
      curveOffsetS: traced ? 0 : (chance >>> 8) % 3600,
      memoryBase: (roleMib * needs.memoryBasePercent) / 100,
      memorySpan: (roleMib * needs.memorySpanPercent) / 100,
      iopsBase: iops === undefined ? needs.iopsBase : 0,
      iopsSpan: iops ?? needs.iopsSpan,
      writeShare: writeShare ?? needs.writeShare,
      networkSpan: networkMbps ?? needs.networkSpanMbps,
    }
  }

  /** The load of a curve, a straight line between samples, this many seconds after its origin. */
  percentAt(curve: number, timeS: number): number {
    const length = this.length[curve] ?? 0
    if (length === 0) return 0
    const position = timeS / samplePeriodS
    const whole = Math.floor(position)
    const start = this.start[curve]!
    const from = this.data[start + (whole % length)]!
    const to = this.data[start + ((whole + 1) % length)]!
    return from + (to - from) * (position - whole)
  }

  private growCurves(count: number): void {
    if (this.length.length >= count) return
    const [start, length] = [this.start, this.length]
    const capacity = Math.max(count, length.length * 2)
    this.start = new Int32Array(capacity)
    this.length = new Int32Array(capacity)
    this.start.set(start)
    this.length.set(length)
  }

  private growData(bytes: number): void {
    if (this.data.length >= bytes) return
    const data = this.data
    this.data = new Uint8Array(Math.max(bytes, data.length * 2))
    this.data.set(data)
  }

  private compact(): void {
    let used = 0
    const order = [...this.length.keys()]
      .filter(curve => this.length[curve]! > 0)
      .sort((a, b) => this.start[a]! - this.start[b]!)
    for (const curve of order) {
      const start = this.start[curve]!
      this.data.copyWithin(used, start, start + this.length[curve]!)
      this.start[curve] = used
      used += this.length[curve]!
    }
    this.used = used
    this.wasted = 0
  }
}

/** Nothing but what the profile says. */
const profile: TraceAmounts = {}

/** The index of a trace's curve. */
function traceCurve(id: TraceId): number {
  return builtInCurves + numberOfId(id) - 1
}

/** The load curves of a fabric's seed, without traces. */
export function createWorkload(seed: number): Workload {
  return new Workload(seed)
}
