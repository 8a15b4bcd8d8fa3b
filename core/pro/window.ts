import type { ProAggregate } from '../../shared/domain/index.ts'
import { proSamplesKept } from '../../shared/domain/index.ts'

/**
 * The last ten samples of a signal, an object after the other, each at the place that the minute
 * says; what has not been sampled yet is no number.
 */
type Ring = Float32Array

/** A ring for so many objects, without any sample. */
export function emptyRing(count: number): Ring {
  return new Float32Array(count * proSamplesKept).fill(NaN)
}

/** Puts the samples of a minute into a ring. */
export function pushSamples(ring: Ring, minute: number, column: Float64Array, count: number): void {
  const at = minute % proSamplesKept
  for (let slot = 0; slot < count; slot++) ring[slot * proSamplesKept + at] = column[slot]!
}

/** The samples of one object up to a minute, oldest first, without those that are missing. */
export function samplesOf(ring: Ring, minute: number, slot: number, minutes: number): number[] {
  const found: number[] = []
  for (let back = Math.min(minutes, minute + 1) - 1; back >= 0; back--) {
    const value = ring[slot * proSamplesKept + ((minute - back) % proSamplesKept)]!
    if (!Number.isNaN(value)) found.push(value)
  }
  return found
}

/** What is made of samples; no number where there is none. `top40`: facts 2.2. */
export function aggregated(samples: readonly number[], aggregate: ProAggregate): number {
  if (samples.length === 0) return NaN
  switch (aggregate) {
    case 'last':
      return samples[samples.length - 1]!
    case 'least':
      return Math.min(...samples)
    case 'most':
      return Math.max(...samples)
    case 'mean':
      return meanOf(samples)
    case 'top40': {
      const sorted = [...samples].sort((a, b) => b - a)
      return meanOf(sorted.slice(0, Math.max(1, Math.round(samples.length * 0.4))))
    }
  }
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}

/** What is made of the last minutes of each object, by its slot. */
export function fillWindow(
  ring: Ring,
  minute: number,
  window: { readonly minutes: number; readonly aggregate: ProAggregate },
  count: number,
  column: Float64Array,
): void {
  for (let slot = 0; slot < count; slot++) {
    column[slot] = aggregated(samplesOf(ring, minute, slot, window.minutes), window.aggregate)
  }
}
