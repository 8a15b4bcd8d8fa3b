import type { Refusal } from '../../../shared/refusals/index.ts'
import { refuse } from '../../../shared/refusals/index.ts'
import { hostRefusal } from '../../hosts/index.ts'
import type { HostRow, VmRow, World } from '../../world/index.ts'
import type { PlanState } from '../state.ts'
import type { DraftStep } from '../types.ts'
import type { Staying } from './evacuate.ts'
import { evacuate } from './evacuate.ts'

export type EmptyMode = 'migrate' | 'save'

export interface EmptyOptions {
  /** Whether what can move live does, or all is saved (facts 6.3). */
  readonly mode: EmptyMode
  /** Number of the step before its first one. */
  readonly from: number
  readonly part?: string
}

export interface Emptying {
  readonly steps: DraftStep[]
  /** VMs that would move if there was room, and are saved instead. */
  readonly lacking: Staying[]
}

/**
 * The steps that empty a host: it rests, and then its running VMs move live or, where they cannot,
 * are saved with the reason. The state is taken along.
 */
export function emptyHost(
  state: PlanState,
  host: HostRow,
  { mode, from, part }: EmptyOptions,
): Emptying {
  const at = state.indexOfHost(host.id)!
  const rest: DraftStep = {
    ...{ action: 'rest', fromId: host.id, part },
    reason: `${host.name} takes no VM from here on.`,
  }
  const live = mode === 'migrate' ? evacuate(state, at) : { steps: [], staying: allOn(state, at) }
  const after = [from + 1]
  const moves = live.steps.map(step => ({ ...step, after, part }))
  const saves = live.staying.flatMap(({ vm, because }) => saveStep(vm, host, because))
  for (const { vm } of live.staying) state.take(state.indexOfVm(vm.id)!)
  return {
    steps: [rest, ...moves, ...saves.map(step => ({ ...step, after, part }))],
    lacking: live.staying.filter(one => one.lacksRoom),
  }
}

function allOn(state: PlanState, host: number): Staying[] {
  const because = 'All running VMs are to be saved.'
  return state.vmsOn(host).map(vm => ({ vm: state.vms[vm]!, because, lacksRoom: false }))
}

function saveStep(vm: VmRow, host: HostRow, because: string): DraftStep[] {
  if (vm.state !== 'running' && vm.state !== 'paused') return []
  return [{ action: 'save', vmId: vm.id, fromId: host.id, reason: `It is saved: ${because}` }]
}

/** Why a host cannot be emptied now, whatever is on it. */
export function restRefusal(world: World, host: HostRow): Refusal | undefined {
  if (host.maintenance) return refuse('host.in-maintenance', { host: host.name })
  return hostRefusal(world, host)
}

/** Why a host is not emptied: some of its VMs would find no room, before anything has moved. */
export function roomRefusal(
  world: World,
  host: HostRow,
  lacking: readonly Staying[],
): Refusal | undefined {
  const [first] = lacking
  if (!first) return undefined
  const { heldMib } = world.vms.data
  const missingMib = lacking.reduce((sum, { vm }) => sum + heldMib[vm.slot]!, 0)
  return refuse('host.no-room-to-leave', {
    ...{ host: host.name, count: lacking.length, missingMib },
    ...{ first: first.vm.name, because: first.because },
  })
}
