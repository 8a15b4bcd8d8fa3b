import { newCentre, type Centre } from '../../../../core/consolidation/centre.ts'
import { traceDay } from '../../../../core/consolidation/day.ts'

/**
 * A data centre whose VMs were measured at these percentages, one list a VM, the oldest first. With
 * fewer than five VMs each has another size: 2500, 2000, 1000 and 500 MIPS.
 */
export function centreOf(percents: readonly (readonly number[])[]): Centre {
  const steps = percents[0]?.length ?? 0
  const traces = percents.map((samples, vm) => ({
    name: String(vm),
    samples: Array.from({ length: 288 }, (_, at) => samples[Math.min(at, steps - 1)]!),
  }))
  const centre = newCentre(traceDay(traces), steps)
  for (let step = 0; step < steps; step++) {
    percents.forEach((samples, vm) => {
      centre.measured[step * centre.vms + vm] = samples[step]! / 100
    })
  }
  centre.steps = steps
  return centre
}

/** Puts a VM on a host. */
export function settle(centre: Centre, vm: number, host: number): void {
  centre.on[host]!.push(vm)
  centre.hostOf[vm] = host
}
