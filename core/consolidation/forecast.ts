/**
 * What is known of the demand of VMs, in its unit: its average over the recent past and the
 * variance around it. Older readings count less and less.
 */
export interface Forecast {
  readonly level: Float64Array
  readonly variance: Float64Array
  /** Readings taken so far, up to `varianceReadings`. */
  readonly readings: Uint8Array
}

/** Readings over which the average and the variance go: as many as the published policies use. */
const levelReadings = 10
const varianceReadings = 30
/** A VM that was read once is taken to stray by half of what it asked for (ours). */
const firstDeviation = 0.5

export function newForecast(vms: number): Forecast {
  return {
    level: new Float64Array(vms),
    variance: new Float64Array(vms),
    readings: new Uint8Array(vms),
  }
}

/**
 * Takes a reading of a VM in: the exponentially weighted mean and variance, in which the first
 * readings count alike until there are as many as the past goes back (after West 1979).
 */
export function learn(forecast: Forecast, vm: number, demand: number): void {
  const { level, variance, readings } = forecast
  readings[vm] = Math.min(varianceReadings, readings[vm]! + 1)
  if (readings[vm] === 1) {
    level[vm] = demand
    variance[vm] = firstDeviation * firstDeviation * demand * demand
    return
  }
  const weight = 1 / readings[vm]!
  const surprise = demand - level[vm]!
  level[vm]! += Math.max(weight, 1 / levelReadings) * surprise
  variance[vm] = (1 - weight) * (variance[vm]! + weight * surprise * surprise)
}
