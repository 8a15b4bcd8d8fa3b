import type { ProTarget } from '../../../shared/domain/index.ts'
import { clusterSignals } from './cluster.signals.ts'
import { hostSignals } from './host.signals.ts'
import type { ProSignal } from './types.ts'
import { vmSignals } from './vm.signals.ts'
import { volumeSignals } from './volume.signals.ts'

/** Everything that rules may watch. */
export const signals: readonly ProSignal[] = [
  ...hostSignals,
  ...vmSignals,
  ...volumeSignals,
  ...clusterSignals,
]

const byTarget = new Map<ProTarget, Map<string, ProSignal>>()
for (const signal of signals) {
  const named = byTarget.get(signal.target) ?? new Map<string, ProSignal>()
  byTarget.set(signal.target, named.set(signal.name, signal))
}

/** The signals of a kind of object by their names. */
export function signalsFor(target: ProTarget): ReadonlyMap<string, ProSignal> {
  return byTarget.get(target) ?? new Map()
}

export { objectsOf, slotCount } from './objects.ts'
export type { ProSignal, SignalUnit } from './types.ts'
