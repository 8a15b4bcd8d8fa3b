import type { Centre } from './centre.ts'
import { hostModels } from './hardware.ts'

/** What the experiment counts while it runs. */
export interface Meter {
  readonly centre: Centre
  /** The last time looked at; undefined before the first. */
  atS: number | undefined
  /** What was found at that time. */
  readonly used: Float64Array
  readonly asked: Float64Array
  readonly granted: Float64Array
  readonly wanted: Float64Array
  readonly moving: Uint8Array
  readonly wasOn: Uint8Array
  energyJ: number
  activeS: number
  shortS: number
  wantedMipsS: number
  lostToMovesMipsS: number
  shutdowns: number
}

export function newMeter(centre: Centre): Meter {
  const { hosts, vms } = centre
  return {
    centre,
    atS: undefined,
    used: new Float64Array(hosts),
    asked: new Float64Array(hosts),
    granted: new Float64Array(vms),
    wanted: new Float64Array(vms),
    moving: new Uint8Array(vms),
    // A host counts as on before the day begins, so one that is never used is shut down once.
    wasOn: new Uint8Array(hosts).fill(1),
    energyJ: 0,
    activeS: 0,
    shortS: 0,
    wantedMipsS: 0,
    lostToMovesMipsS: 0,
    shutdowns: 0,
  }
}

/** Counts the time since the last look, which ends at `timeS`; look at the centre first. */
export function count(meter: Meter, timeS: number): void {
  const { atS } = meter
  if (atS !== undefined) {
    countHosts(meter, timeS - atS)
    countVms(meter, timeS - atS)
  }
  keep(meter, timeS)
}

/** Takes what was found at the same time again, after VMs began or ended their moves. */
export function keep(meter: Meter, timeS: number): void {
  const { centre } = meter
  meter.atS = timeS
  meter.used.set(centre.hostUsed)
  meter.asked.set(centre.hostRequested)
  meter.granted.set(centre.granted)
  meter.wanted.set(centre.requested)
  meter.moving.set(centre.migrating)
}

/**
 * Energy: the mean of the power before and now, nothing for a host that did nothing before. Time
 * in which a host gave less than its VMs asked for, and hosts that went from some use to none.
 */
function countHosts(meter: Meter, seconds: number): void {
  const { centre, used, asked, wasOn } = meter
  for (let host = 0; host < centre.hosts; host++) {
    const isOn = used[host]! > 0
    if (wasOn[host] && !isOn) meter.shutdowns++
    wasOn[host] = isOn ? 1 : 0
    if (!isOn) continue
    meter.activeS += seconds
    if (used[host]! < asked[host]!) meter.shortS += seconds
    const before = wattsOf(centre, host, used[host]!)
    const now = wattsOf(centre, host, centre.hostUsed[host]!)
    meter.energyJ += ((before + now) / 2) * seconds
  }
}

/** What VMs asked for, and what they lacked while they migrated. */
function countVms(meter: Meter, seconds: number): void {
  const { wanted, granted, moving } = meter
  for (let vm = 0; vm < wanted.length; vm++) {
    const want = wanted[vm]!
    meter.wantedMipsS += want * seconds
    if (moving[vm] && granted[vm]! < want) {
      meter.lostToMovesMipsS += (want - granted[vm]!) * seconds
    }
  }
}

/** Watts of a host that uses so many MIPS. */
export function wattsOf(centre: Centre, host: number, usedMips: number): number {
  return tableWatts(
    hostModels[centre.modelIndex[host]!]!.watts,
    Math.min(1, usedMips / centre.hostMips[host]!),
  )
}

function tableWatts(watts: readonly number[], load: number): number {
  const below = Math.floor(load * 10)
  const above = Math.ceil(load * 10)
  const slope = (watts[above]! - watts[below]!) / 10
  return watts[below]! + slope * (load - below / 10) * 100
}

/** The figures of a day (physics 3.1). */
export interface DayFigures {
  readonly energyKwh: number
  /** Time in which an active host gave less than asked, of the time of active hosts, in percent. */
  readonly slatahPct: number
  /** MIPS that VMs lacked while they migrated, of all that they asked for, in percent. */
  readonly pdmPct: number
  /** The product of the two as shares, in percent. */
  readonly slavPct: number
  /** Energy in kWh times SLAV as a share. */
  readonly esv: number
  readonly hostShutdowns: number
}

export function figuresOf(meter: Meter): DayFigures {
  const slatah = meter.activeS > 0 ? meter.shortS / meter.activeS : 0
  const pdm = meter.wantedMipsS > 0 ? meter.lostToMovesMipsS / meter.wantedMipsS : 0
  const energyKwh = meter.energyJ / 3600000
  return {
    energyKwh,
    slatahPct: slatah * 100,
    pdmPct: pdm * 100,
    slavPct: slatah * pdm * 100,
    esv: energyKwh * slatah * pdm,
    hostShutdowns: meter.shutdowns + lastShutdowns(meter),
  }
}

/** Hosts that the last look found idle for the first time. */
function lastShutdowns({ used, wasOn }: Meter): number {
  return used.reduce((sum, mips, host) => sum + (wasOn[host] && mips === 0 ? 1 : 0), 0)
}
