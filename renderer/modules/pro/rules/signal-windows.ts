import type { ProAggregate, ProRule } from '../../../../shared/domain/index.ts'

export type SignalWindows = ProRule['windows']
export type ProParameters = ProRule['parameters']

/** What is made of the samples of a signal; without a window the last one counts. */
export function windowOf(
  windows: SignalWindows,
  signal: string,
): { aggregate: ProAggregate; minutes: number } {
  return windows[signal] ?? { aggregate: 'last', minutes: 1 }
}

const usualMinutes = 5

/** The windows with another aggregate of a signal, which holds wherever the rule names it. */
export function withAggregate(
  windows: SignalWindows,
  signal: string,
  aggregate: ProAggregate,
): SignalWindows {
  const { [signal]: before, ...others } = windows
  if (aggregate === 'last') return others
  return { ...others, [signal]: { aggregate, minutes: before?.minutes ?? usualMinutes } }
}

/** The windows with another length of that of a signal. */
export function withMinutes(
  windows: SignalWindows,
  signal: string,
  minutes: number,
): SignalWindows {
  const before = windows[signal]
  return before ? { ...windows, [signal]: { ...before, minutes } } : windows
}
