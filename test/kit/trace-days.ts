import type { DayTrace } from '../../core/consolidation/index.ts'
import { builtInIndex, builtInSamples, samplesPerWeek } from '../../core/workload/index.ts'
import type { WorkloadProfile } from '../../shared/domain/index.ts'
import { referenceFile } from './reference.ts'
import { readFileSync } from 'node:fs'
import { unpackTraces } from '../../host/traces/index.ts'
import { uploaded } from './traces.ts'

const perDay = 288
const variants = 24
/** Nine guests of a fleet: mostly desktops, and one of every other kind. */
const fleet: readonly WorkloadProfile[] = [
  'office-desktop',
  'office-desktop',
  'office-desktop',
  'office-desktop',
  'office-desktop',
  'web-server',
  'database',
  'batch',
  'idle',
]

/**
 * A working day or a day of the weekend (5, 6) of a mixed fleet out of the built-in load profiles,
 * for tests without real traces. No two guests have the same load, as each is another variant,
 * weekday or seed.
 */
export function fleetDay(vms: number, seed: number, weekday: number): DayTrace[] {
  const used = new Map<WorkloadProfile, number>()
  const made = new Map<number, Uint8Array>()
  return Array.from({ length: vms }, (_, vm) => {
    const profile = fleet[vm % fleet.length]!
    const nth = used.get(profile) ?? 0
    used.set(profile, nth + 1)
    const turn = Math.floor(nth / variants)
    const day = weekday < 5 ? (weekday + turn) % 5 : 5 + (turn % 2)
    const seedOfTurn = seed * 100 + Math.floor(turn / 5)
    const from = builtInIndex(profile, nth % variants) * samplesPerWeek + day * perDay
    const curves = made.get(seedOfTurn) ?? builtInSamples(seedOfTurn)
    made.set(seedOfTurn, curves)
    return { name: String(10000 + vm), samples: curves.slice(from, from + perDay) }
  })
}

/** A day of the real traces, or undefined where the reference folder is not there. */
export async function realDay(name: string): Promise<DayTrace[] | undefined> {
  const file = referenceFile('data', 'planetlab', `${name}.tar.xz`)
  if (file === undefined) return undefined
  const traces = await unpackTraces(name, [uploaded(`${name}.tar.xz`, readFileSync(file))])
  if (Array.isArray(traces)) return traces
  throw new Error(traces.text)
}
