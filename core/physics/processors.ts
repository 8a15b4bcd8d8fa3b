/**
 * What a second thread adds to a busy core, as a share of it. Makers speak of up to 30 %; the
 * figure is ours.
 */
export const secondThreadShare = 0.25

/** Switches and intercepts of the hypervisor for guests that run, as a share of theirs (ours). */
export const hypervisorShare = 0.02

/**
 * What the root partition spends on devices that guests share, in percent of one processor: its own
 * services, 40 microseconds for an operation of a disk, and 0.3 ms for a megabit (all ours).
 */
export const rootCost = { basePercent: 1, perOperation: 0.004, perMegabit: 0.03 } as const

/**
 * Processors that a host is worth while all its threads are busy: its cores, and what their second
 * threads add.
 */
export function processorsWorth(host: {
  readonly logicalProcessors: number
  readonly cores?: number
}): number {
  const { logicalProcessors, cores = logicalProcessors } = host
  return cores + secondThreadShare * (logicalProcessors - cores)
}
