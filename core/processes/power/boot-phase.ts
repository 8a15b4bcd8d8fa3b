import type { BootPhase } from '../../../shared/domain/index.ts'
import type { Flows } from '../../engine/flows.ts'
import type { VmRow } from '../../world/index.ts'

/**
 * The share of a boot's disk operations that is done when a phase ends. The shares are ours: the
 * sources give the sum of a boot, and that most of it is services being started, not the course.
 */
const phaseEnds: readonly { readonly phase: BootPhase; readonly doneShare: number }[] = [
  { phase: 'firmware', doneShare: 0.01 },
  { phase: 'boot-loader', doneShare: 0.05 },
  { phase: 'kernel', doneShare: 0.3 },
  { phase: 'services', doneShare: 0.9 },
  { phase: 'sign-in', doneShare: 1 },
]

export interface BootProgress {
  readonly phase: BootPhase
  /** Of the whole boot, in percent of its disk operations. */
  readonly progressPercent: number
}

/** How far a guest has come with starting; undefined for one that is not starting. */
export function bootPhaseOf(flows: Flows, vm: VmRow): BootProgress | undefined {
  if (vm.state !== 'starting') return undefined
  const doneShare = doneShareOf(flows, vm)
  const { phase } = phaseEnds.find(one => doneShare < one.doneShare) ?? { phase: 'sign-in' }
  return { phase, progressPercent: Math.min(99, Math.floor(doneShare * 100)) }
}

/** Share of the work on a volume that the VM's job has done, 0 to 1; 0 before it begins. */
export function doneShareOf(flows: Flows, vm: VmRow): number {
  const flow = vm.jobId === undefined ? undefined : flows.of(vm.jobId)
  if (!flow || flow.total <= 0) return 0
  return Math.min(1, Math.max(0, (flow.total - flow.remaining) / flow.total))
}
