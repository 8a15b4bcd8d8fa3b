import type { PlanEffort } from '../../../shared/contract/index.ts'
import { byId } from '../../../shared/domain/index.ts'
import type { Refusal } from '../../../shared/refusals/index.ts'
import { forecastPower } from '../../processes/power/index.ts'
import type { HostRow, VmRow, World } from '../../world/index.ts'
import { effortOf } from '../effort.ts'
import type { DraftStep } from '../types.ts'
import type { EmptyMode } from './empty-host.ts'
import { emptyHost, roomRefusal } from './empty-host.ts'
import { stateForEmptying } from './evacuate.ts'

/** What happens to one VM of a host that rests, or that takes its VMs again, and why. */
export interface PlannedMove extends Omit<PlanEffort, 'sentMib'> {
  readonly vm: VmRow
  readonly action: 'migrate' | 'save' | 'start' | 'stay'
  readonly target?: HostRow
  readonly because: string
}

/** How a host is emptied, and why it should not be: VMs that could move find no room. */
export interface MaintenancePlan {
  readonly moves: PlannedMove[]
  readonly noRoom?: Refusal
}

/**
 * What becomes of the VMs of a host that goes into maintenance mode, as a plan to empty it has it
 * (facts 6.3); those that do not run stay.
 */
export function planMaintenance(world: World, host: HostRow, mode: EmptyMode): MaintenancePlan {
  const { steps, lacking } = emptyHost(stateForEmptying(world, host), host, { mode, from: 0 })
  const leaving = steps.flatMap(step => leavingMove(world, host, step))
  const known = new Set(leaving.map(move => move.vm.id))
  const others = [...world.index.vmsByHost.of(host.id)]
    .map(id => world.get('vm', id))
    .filter(vm => !known.has(vm.id) && !vm.recycled)
    .sort(byId)
  const moves = [...leaving, ...others.map(stayingMove)]
  return { moves, noRoom: roomRefusal(world, host, lacking) }
}

function leavingMove(world: World, from: HostRow, step: DraftStep): PlannedMove[] {
  const vm = world.find('vm', step.vmId)
  if (!vm) return []
  const because = step.reason
  const to = world.find('host', step.toId)
  if (step.action === 'migrate' && to) {
    const { durationS, downtimeS } = effortOf(world, vm, { from, to })
    return [{ vm, action: 'migrate', target: to, durationS, downtimeS, because }]
  }
  const { durationS } = forecastPower(world, vm, 'saveState')
  return [{ vm, action: 'save', durationS, downtimeS: 0, because }]
}

function stayingMove(vm: VmRow): PlannedMove {
  const because = 'It does not run, so it stays where it is.'
  return { vm, action: 'stay', durationS: 0, downtimeS: 0, because }
}
