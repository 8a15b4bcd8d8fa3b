import { modelOf, type Centre } from './centre.ts'
import { learn, newForecast, type Forecast } from './forecast.ts'
import { migrationS } from './hardware.ts'
import { wattsOf } from './meter.ts'
import { optimise } from './optimiser.ts'
import type { Move } from './round.ts'
import { placeNew } from './submission.ts'

/** A host that was woken is not emptied for an hour (ours), so that it does not come and go. */
const holdS = 3600

/** What our own optimiser knows: what it has measured so far, and when it woke which host. */
export interface Hostward {
  readonly forecast: Forecast
  readonly wokenS: Float64Array
}

export function newHostward(centre: Centre): Hostward {
  return {
    forecast: newForecast(centre.vms),
    wokenS: new Float64Array(centre.hosts).fill(-Infinity),
  }
}

/**
 * Places the VMs when they are submitted, under the same conditions as the other policies: on the
 * host that draws least for what it gives when full, and of equals where least is left.
 * @returns VMs that no host has room for
 */
export function submitHostward(centre: Centre): number {
  const price = centre.hostMips.map((mips, host) => wattsOf(centre, host, mips) / mips)
  return placeNew(centre, {
    price: host => price[host]!,
    tie: (host, { mips }) => mips[host]!,
  })
}

/** One round of our own optimiser: it learns this step's demand and decides by it alone. */
export function planHostward(centre: Centre, own: Hostward, timeS: number): Move[] {
  const { requested, hostOf, on, vms } = centre
  for (let vm = 0; vm < vms; vm++) {
    if (hostOf[vm]! >= 0) learn(own.forecast, vm, requested[vm]!)
  }
  const { networkKbps } = modelOf(0)
  const { moves } = optimise({
    capacity: centre.hostMips,
    mostPerVm: centre.processorMips,
    isOn: on.map(here => (here.length > 0 ? 1 : 0)),
    mayTake: on.map(() => 1),
    mayEmpty: on.map((_, host) => (timeS - own.wokenS[host]! >= holdS ? 1 : 0)),
    watts: (host, load) => wattsOf(centre, host, load * centre.hostMips[host]!),
    hostOf,
    demand: requested,
    level: own.forecast.level,
    variance: own.forecast.variance,
    moveS: centre.vmRamMb.map(ramMb => migrationS(ramMb, networkKbps)),
    mayMove: new Uint8Array(vms).fill(1),
  })
  for (const { to } of moves) if (on[to]!.length === 0) own.wokenS[to] = timeS
  return moves.map(({ vm, to }) => ({ vm, to }))
}
