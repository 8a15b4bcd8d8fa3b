import type { WorkloadProfile } from '../../shared/domain/index.ts'
import { workloadProfiles } from '../../shared/domain/index.ts'
import type { Stream } from './draw.ts'
import { streamOf } from './draw.ts'
import type { LoadShape } from './shapes.ts'
import { loadShapes } from './shapes.ts'

/** Seconds between two samples of a curve. */
export const samplePeriodS = 300
/** Samples of a built-in curve: a week of five minutes each, from Monday 00:00. */
export const samplesPerWeek = 2016
/** Curves of each built-in profile. */
export const variantsPerProfile = 24
/** Built-in curves in all; they come first in the table. */
export const builtInCurves = workloadProfiles.length * variantsPerProfile

const minutesPerDay = 1440
const minutesPerWeek = 7 * minutesPerDay

/** The shape at a minute of the week: a straight line between its values at full hours. */
export function shapePercent(shape: LoadShape, minute: number): number {
  const within = ((minute % minutesPerWeek) + minutesPerWeek) % minutesPerWeek
  const hour = Math.floor(within / 60)
  const [from, to] = [hourPercent(shape, hour), hourPercent(shape, hour + 1)]
  return from + ((to - from) * (within - hour * 60)) / 60
}

function hourPercent(shape: LoadShape, hourOfWeek: number): number {
  const day = Math.floor(hourOfWeek / 24) % 7
  const table = day < 5 ? shape.weekday : shape.weekend
  return table[hourOfWeek % 24]!
}

/** Writes one week of a variant: the shape, scaled, shifted, with noise and bursts. */
function writeVariant(shape: LoadShape, stream: Stream, target: Uint8Array): void {
  const level = stream.between(shape.level[0], shape.level[1])
  const shift = stream.between(-shape.shiftMinutes, shape.shiftMinutes)
  let burstLeft = 0
  let burstPercent = 0
  for (let sample = 0; sample < samplesPerWeek; sample++) {
    const base = shapePercent(shape, sample * 5 - shift)
    const stray = 100 + stream.between(-shape.noisePercent, shape.noisePercent)
    if (burstLeft > 0) burstLeft--
    else if (base >= shape.burst.above && stream.between(1, 1000) <= shape.burst.perMille) {
      burstLeft = stream.between(shape.burst.samples[0], shape.burst.samples[1])
      burstPercent = stream.between(shape.burst.percent[0], shape.burst.percent[1])
    }
    const steady = Math.round((base * level * stray) / 10000)
    const percent = burstLeft > 0 ? Math.max(steady, burstPercent) : steady
    target[sample] = Math.min(100, Math.max(0, percent))
  }
}

/** The index of a built-in curve. */
export function builtInIndex(profile: WorkloadProfile, variant: number): number {
  return workloadProfiles.indexOf(profile) * variantsPerProfile + variant
}

/** Curves of the last seeds, which are never written to: a fork need not make them again. */
const made = new Map<number, Uint8Array>()
const madeMax = 4

/**
 * All built-in curves of a seed, one after the other in the order of their index. To be copied
 * before anything is written to them.
 */
export function builtInSamples(seed: number): Uint8Array {
  const data = made.get(seed) ?? makeSamples(seed)
  made.delete(seed)
  made.set(seed, data)
  const [oldest] = made.keys()
  if (made.size > madeMax && oldest !== undefined) made.delete(oldest)
  return data
}

function makeSamples(seed: number): Uint8Array {
  const data = new Uint8Array(builtInCurves * samplesPerWeek)
  for (const profile of workloadProfiles) {
    for (let variant = 0; variant < variantsPerProfile; variant++) {
      const index = builtInIndex(profile, variant)
      const target = data.subarray(index * samplesPerWeek, (index + 1) * samplesPerWeek)
      writeVariant(loadShapes[profile], streamOf(seed, index), target)
    }
  }
  return data
}
