import type { Stream } from '../workload/index.ts'
import type { Centre } from './centre.ts'
import { determination } from './determination.ts'

export const selections = ['mmt', 'mu', 'rs', 'mc'] as const
export type Selection = (typeof selections)[number]

/** Steps that the correlation of VMs looks back. */
const lookBackSteps = 30

/**
 * The VM that leaves an over-utilised host next: the one of least memory (mmt), of least load (mu),
 * any (rs), or the one whose load follows the others' most (mc). Of equals the one that came first.
 */
export function selectVm(
  selection: Selection,
  centre: Centre,
  here: readonly number[],
  stream: Stream,
): number {
  if (selection === 'rs') return stream.pick(here)
  if (selection === 'mu') return leastOf(here, vm => centre.requested[vm]! / centre.vmMips[vm]!)
  // A VM is also read once when it is submitted, at rest.
  const points = Math.min(centre.steps + 1, lookBackSteps)
  if (selection === 'mc' && points > here.length) {
    const followed = determination(here.map(vm => loadsOf(centre, vm, points)))
    return here[leastIndex(followed.map(share => -share))]!
  }
  return leastOf(here, vm => centre.vmRamMb[vm]!)
}

function loadsOf({ measured, steps, vms }: Centre, vm: number, points: number): number[] {
  return Array.from({ length: points }, (_, ago) => measured[(steps - 1 - ago) * vms + vm] ?? 0)
}

function leastOf(here: readonly number[], value: (vm: number) => number): number {
  return here[leastIndex(here.map(value))]!
}

function leastIndex(values: readonly number[]): number {
  return values.reduce((best, value, at) => (value < values[best]! ? at : best), 0)
}
