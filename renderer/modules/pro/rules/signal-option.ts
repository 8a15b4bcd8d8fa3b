import { unitText } from '../signal-text.ts'
import { matchScore, type Option } from '../../../ui/index.ts'

/** What a signal is called and means, for the picker and the completion. */
export interface SignalOption {
  name: string
  label: string
  unit: string
  description: string
}

const mostFound = 30

/** The signals that answer what was typed, the best first: by name, label and description. */
export function findSignals(signals: readonly SignalOption[], typed: string): SignalOption[] {
  const text = typed.trim()
  if (text === '') return [...signals]
  const scored = signals.flatMap(signal => {
    const inDescription = signal.description.toLowerCase().includes(text.toLowerCase())
      ? 0
      : undefined
    const scores = [matchScore(text, signal.name), matchScore(text, signal.label), inDescription]
    const best = Math.max(...scores.map(score => score ?? Number.NEGATIVE_INFINITY))
    return Number.isFinite(best) ? [{ signal, best }] : []
  })
  return scored
    .sort((a, b) => b.best - a.best)
    .slice(0, mostFound)
    .map(one => one.signal)
}

/** A signal as a line of the picker: what it is called, then its name, unit and meaning. */
export function signalOption({ name, label, unit, description }: SignalOption): Option {
  const measured = unitText(unit) ? `${name}, ${unit}` : name
  return { value: name, label, detail: `${measured}. ${description}` }
}
