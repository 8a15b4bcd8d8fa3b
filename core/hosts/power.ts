import type { BmcKind } from '../../shared/domain/index.ts'
import { msPerHour, oneDecimal } from '../../shared/domain/index.ts'
import type { PowerCurve } from '../physics/index.ts'
import { curvePoints, powerCurves, wattsAt } from '../physics/index.ts'
import type { HostRow, World } from '../world/index.ts'
import { energyDays, energyHours } from '../world/index.ts'
import { conditionOf, isPoweredOff } from './host-state.ts'

/** The curve by which a host draws power, and how close it is to the host's own model. */
export interface HostCurve {
  readonly curve: PowerCurve
  /** `own` is the host's model, `processors` a server with the same processors, else it is ours. */
  readonly match: 'own' | 'processors' | 'scaled'
  /** Every point of the curve is multiplied by it. */
  readonly factor: number
}

/** Words of a host's model, and the published curve that belongs to them. */
const known: readonly (readonly [words: string, curve: PowerCurve, match: HostCurve['match']])[] = [
  ['ML110 G4', powerCurves.ml110G4, 'own'],
  ['ML110 G5', powerCurves.ml110G5, 'own'],
  ['two quad-core Xeon', powerCurves.twoQuadCore, 'processors'],
  ['two six-core Xeon', powerCurves.twoSixCore, 'processors'],
  ['two eight-core Xeon', powerCurves.twoEightCore, 'processors'],
]

/**
 * The power curve of a host: that of its model or of a server with the same processors. For other
 * models the one with the nearest number of cores, scaled by cores: ours.
 */
export function powerCurveOf(
  host: Pick<HostRow, 'model' | 'logicalProcessors' | 'cores'>,
): HostCurve {
  for (const [words, curve, match] of known) {
    if (host.model.includes(words)) return { curve, match, factor: 1 }
  }
  const cores = host.cores ?? host.logicalProcessors
  const away = (curve: PowerCurve) => Math.abs(curve.cores - cores)
  const { twoQuadCore, twoSixCore, twoEightCore } = powerCurves
  const servers: readonly PowerCurve[] = [twoQuadCore, twoSixCore, twoEightCore]
  const curve = servers.reduce((best, one) => (away(one) < away(best) ? one : best))
  return { curve, match: 'scaled', factor: cores / curve.cores }
}

/**
 * Brings what a host may draw in line with its row. One that is off draws nothing; one that starts
 * or hangs draws what it does without load (ours).
 */
export function syncHostPower(world: World, host: HostRow): void {
  const { wattPoints, watts, spareWatts } = world.hosts.data
  const { curve, factor } = powerCurveOf(host)
  const isOff = conditionOf(host) === 'down'
  for (let at = 0; at < curvePoints; at++) {
    wattPoints[host.slot * curvePoints + at] = isOff ? 0 : curve.watts[at]! * factor
  }
  spareWatts[host.slot] = isPoweredOff(host) ? curve.watts[0]! * factor : 0
  if (isOff) watts[host.slot] = 0
}

/** What a host would draw at a load of 0 to 1 if it were on, in watts. */
export function wattsWhenOn(host: HostRow, load: number): number {
  const { curve, factor } = powerCurveOf(host)
  return wattsAt(curve.watts, load) * factor
}

/** The baseboard controller of a host; IPMI unless somebody said otherwise (ours). */
export function bmcOf(host: Pick<HostRow, 'bmc'>): BmcKind {
  return host.bmc ?? 'ipmi'
}

/** What a host draws now, in watts. */
export function wattsOf(world: World, { slot }: Pick<HostRow, 'slot'>): number {
  return world.hosts.data.watts[slot]!
}

const wsPerWh = 3600

/** What a host has drawn since it came, in watt-hours. */
export function energyWhOf(world: World, { slot }: Pick<HostRow, 'slot'>): number {
  return world.hosts.data.energyWs[slot]! / wsPerWh
}

/** What it did not draw while power optimisation had it off, against being on without load. */
export function savedWhOf(world: World, { slot }: Pick<HostRow, 'slot'>): number {
  return world.hosts.data.savedWs[slot]! / wsPerWh
}

const msPerDay = 24 * msPerHour

/** At a whole hour the sums so far go into the rings of hours, and of days at midnight. */
export function closeHour(world: World): void {
  const { energyWs, savedWs, energyAtHour, savedAtHour } = world.hosts.data
  const { energyAtDay, savedAtDay } = world.hosts.data
  const hour = (world.nowMs / msPerHour) % energyHours
  const isMidnight = world.nowMs % msPerDay === 0
  const day = (world.nowMs / msPerDay) % energyDays
  for (let slot = 0; slot < world.hosts.length; slot++) {
    energyAtHour[slot * energyHours + hour] = energyWs[slot]!
    savedAtHour[slot * energyHours + hour] = savedWs[slot]!
    if (!isMidnight) continue
    energyAtDay[slot * energyDays + day] = energyWs[slot]!
    savedAtDay[slot * energyDays + day] = savedWs[slot]!
  }
}

/** Energy of some hosts in one hour or day, watt-hours; the last period is still running. */
export interface EnergyPeriod {
  readonly fromMs: number
  readonly energyWh: number
  readonly savedWh: number
}

/**
 * What hosts drew, and what was saved on them, by hour or day: the closed periods that the rings
 * hold and the one that runs, oldest first.
 */
export function energySeriesOf(
  world: World,
  hosts: readonly Pick<HostRow, 'slot'>[],
  by: 'hour' | 'day',
  fromMs: number,
): EnergyPeriod[] {
  const { data } = world.hosts
  const [energyAt, savedAt] =
    by === 'hour' ? [data.energyAtHour, data.savedAtHour] : [data.energyAtDay, data.savedAtDay]
  const [length, lengthMs] = by === 'hour' ? [energyHours, msPerHour] : [energyDays, msPerDay]
  const running = Math.floor(world.nowMs / lengthMs)
  const sum = (column: Float64Array, period: number) =>
    hosts.reduce((total, { slot }) => total + column[slot * length + (period % length)]!, 0)
  const whole = (column: Float64Array) =>
    hosts.reduce((total, { slot }) => total + column[slot]!, 0)
  const periods: EnergyPeriod[] = []
  // The ring has the sum at the beginning of each period; the fabric's first begins at nothing.
  const oldest = Math.max(running - length + 1, Math.floor(fromMs / lengthMs))
  for (let period = oldest; period <= running; period++) {
    const isFirst = period * lengthMs <= fromMs
    const begin = (column: Float64Array) => (isFirst ? 0 : sum(column, period))
    const end = (column: Float64Array, now: Float64Array) =>
      period === running ? whole(now) : sum(column, period + 1)
    periods.push({
      fromMs: period * lengthMs,
      energyWh: (end(energyAt, data.energyWs) - begin(energyAt)) / wsPerWh,
      savedWh: (end(savedAt, data.savedWs) - begin(savedAt)) / wsPerWh,
    })
  }
  return periods
}

/** Where the watts of a host come from, a sentence each. */
export function explainPower(host: HostRow): string[] {
  const { curve, match, factor } = powerCurveOf(host)
  const [idle, full] = [curve.watts[0]! * factor, curve.watts[curvePoints - 1]! * factor]
  const range = `${oneDecimal(idle)} W without load, ${oneDecimal(full)} W at full load, straight between eleven points.`
  if (match === 'own') return [`${curve.name} (${curve.source}): ${range}`]
  if (match === 'processors') {
    const whose = `${curve.name} (${curve.source}), a server with the same kind of processors`
    return [`${whose}: ${range}`, 'That this host draws as much as that server is ours.']
  }
  return [
    `No curve is known for the model "${host.model}": that of ${curve.name} (${curve.source}) times ${oneDecimal(factor)}, by cores, which is ours: ${range}`,
  ]
}
