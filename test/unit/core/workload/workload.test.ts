import { describe, expect, it } from 'vitest'
import {
  builtInCurves,
  builtInIndex,
  createWorkload,
  curveOriginMs,
  loadNeeds,
  loadShapes,
  samplePeriodS,
  samplesFromHex,
  samplesPerWeek,
  samplesToHex,
  shapePercent,
  variantsPerProfile,
} from '../../../../core/workload/index.ts'
import { fabricEpochMs, workloadProfiles } from '../../../../shared/domain/index.ts'

const vm = { id: 'vm-12', workload: 'office-desktop', memoryMib: 1000 } as const
/** Hours after Monday 00:00, in seconds. */
const hourS = 3600

function meanOver(profile: 'office-desktop' | 'batch' | 'database', hours: [number, number]) {
  const workload = createWorkload(7)
  let sum = 0
  let count = 0
  for (let variant = 0; variant < variantsPerProfile; variant++) {
    for (let hour = hours[0]; hour < hours[1]; hour += 0.25) {
      sum += workload.percentAt(builtInIndex(profile, variant), hour * hourS)
      count++
    }
  }
  return sum / count
}

describe('workload', () => {
  it('workload: built-in curves: a week of whole percentages each, behind each other', () => {
    const { data, start, length } = createWorkload(1)
    expect(length.length).toBe(builtInCurves)
    expect([...length].every(one => one === samplesPerWeek)).toBe(true)
    expect(start[5]).toBe(5 * samplesPerWeek)
    expect(data.every(percent => percent <= 100)).toBe(true)
    expect(samplesPerWeek * samplePeriodS).toBe(7 * 86400)
  })

  it('workload: same seed: same curves; another seed: others', () => {
    const { data } = createWorkload(3)
    expect(Buffer.compare(createWorkload(3).data, data)).toBe(0)
    expect(Buffer.compare(createWorkload(4).data, data)).not.toBe(0)
  })

  it('workload: shape: every profile has 24 hours of percentages on both kinds of day', () => {
    for (const profile of workloadProfiles) {
      const { weekday, weekend } = loadShapes[profile]
      expect([profile, weekday.length, weekend.length]).toEqual([profile, 24, 24])
      expect(
        loadNeeds[profile].memoryBasePercent + loadNeeds[profile].memorySpanPercent,
      ).toBeLessThan(100)
    }
  })

  it('workload: shape: straight lines between hours, over midnight into the next kind of day', () => {
    const shape = loadShapes.batch
    expect(shapePercent(shape, 0)).toBe(85)
    // 12:00 has 10 and 13:00 has 4, so a quarter past is 8.5
    expect(shapePercent(shape, 12 * 60 + 15)).toBe(8.5)
    // Friday 23:30 lies between 85 and Saturday's 85
    expect(shapePercent(shape, 5 * 1440 - 30)).toBe(85)
    expect(shapePercent(shape, -60)).toBe(shapePercent(shape, 7 * 1440 - 60))
  })

  it('workload: desktops: busy at ten on Monday, quiet at night and on Sunday', () => {
    const busy = meanOver('office-desktop', [9, 11])
    expect(busy).toBeGreaterThan(7)
    expect(busy).toBeLessThan(20)
    expect(meanOver('office-desktop', [2, 4])).toBeLessThan(3)
    expect(meanOver('office-desktop', [6 * 24 + 9, 6 * 24 + 11])).toBeLessThan(4)
  })

  it('workload: batch and database: work in the night', () => {
    expect(meanOver('batch', [25, 27])).toBeGreaterThan(meanOver('batch', [34, 36]) * 5)
    expect(meanOver('database', [25, 26])).toBeGreaterThan(40)
  })

  it('workload: a VM: its curve depends on its id, profile and memory, not on the seed', () => {
    const load = createWorkload(1).curveOf(vm)
    expect(createWorkload(2).curveOf({ ...vm })).toEqual(load)
    expect(load.curve).toBeLessThan(variantsPerProfile)
    expect(load.curveOffsetS).toBeGreaterThanOrEqual(0)
    expect(load.curveOffsetS).toBeLessThan(3600)
    expect([load.memoryBase, load.memorySpan, load.iopsSpan]).toEqual([550, 400, 12])
  })

  it('workload: many VMs: all variants are in use', () => {
    const workload = createWorkload(1)
    const curves = new Set<number>()
    for (let number = 1; number <= 300; number++) {
      curves.add(workload.curveOf({ ...vm, id: `vm-${number}` }).curve)
    }
    expect(curves.size).toBe(variantsPerProfile)
  })

  it('workload: interpolation: a straight line between samples, and round again at the end', () => {
    const workload = createWorkload(1)
    const curve = workload.addTrace('trace-1', new Uint8Array([10, 20, 40]))
    expect(workload.percentAt(curve, 0)).toBe(10)
    expect(workload.percentAt(curve, 150)).toBe(15)
    expect(workload.percentAt(curve, 750)).toBe(25)
    expect(workload.percentAt(curve, 900)).toBe(10)
    expect(curveOriginMs).toBe(fabricEpochMs - 8 * 3600000)
  })

  it('workload: a trace: VMs follow it in step, and their profile again when it is gone', () => {
    const workload = createWorkload(1)
    const curve = workload.addTrace('trace-9', new Uint8Array(288).fill(50))
    const traced = { ...vm, traceId: 'trace-9' } as const
    expect(curve).toBe(builtInCurves + 8)
    expect(workload.curveOf(traced)).toMatchObject({ curve, curveOffsetS: 0, memoryBase: 550 })
    workload.removeTrace('trace-9')
    expect(workload.curveOf(traced)).toEqual(workload.curveOf(vm))
  })

  it('workload: traces come and go: the others keep index and samples', () => {
    const workload = createWorkload(1)
    const builtIn = workload.data.slice(0, builtInCurves * samplesPerWeek)
    const kept = workload.addTrace('trace-2', new Uint8Array([1, 2, 3]))
    for (let round = 0; round < 4; round++) {
      for (let number = 3; number < 40; number++) {
        workload.addTrace(`trace-${number}`, new Uint8Array(20000).fill(number))
      }
      for (let number = 3; number < 40; number++) workload.removeTrace(`trace-${number}`)
    }
    const last = workload.addTrace('trace-50', new Uint8Array([7]))
    expect([...Array(3).keys()].map(at => workload.percentAt(kept, at * 300))).toEqual([1, 2, 3])
    expect(workload.percentAt(last, 12345)).toBe(7)
    expect(Buffer.compare(workload.data.slice(0, builtIn.length), builtIn)).toBe(0)
    expect(workload.data.length).toBeLessThan(3000000)
  })

  it('workload: samples as text: read back as written', () => {
    const samples = new Uint8Array([0, 1, 15, 16, 99, 100])
    expect(samplesToHex(samples)).toBe('00010f106364')
    expect(samplesFromHex(samplesToHex(samples))).toEqual(samples)
  })
})
