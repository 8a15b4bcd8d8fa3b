import type { HostRow, VmRow, World } from '../../world/index.ts'
import { membersOf } from '../../hosts/index.ts'
import { forecastPower } from '../../processes/power/index.ts'
import { effortOf } from '../effort.ts'
import { moveRefusal } from '../moves.ts'
import { PlanState } from '../state.ts'
import type { PlannedMove } from './maintenance.ts'

/**
 * What would come back to a host that leaves maintenance mode: VMs that left it live, each asked of
 * placement with those before it there, and VMs that were saved for it, which start where they are.
 */
export function planReturn(world: World, host: HostRow): PlannedMove[] {
  const { movedVmIds = [], savedVmIds = [] } = host.maintenance ?? {}
  const vms = (ids: readonly string[]) => ids.flatMap(id => world.find('vm', id) ?? [])
  const away = vms(movedVmIds).filter(vm => vm.hostId !== host.id && !vm.recycled)
  const saved = vms(savedVmIds).filter(vm => vm.state === 'saved')
  return [...homing(world, host, away), ...saved.map(vm => starting(world, vm))]
}

function homing(world: World, host: HostRow, away: readonly VmRow[]): PlannedMove[] {
  const members = host.clusterId ? membersOf(world, host.clusterId) : []
  const state = new PlanState(world, members)
  const home = state.indexOfHost(host.id)
  if (home === undefined) {
    return away.map(vm => staying(vm, `${host.name} takes no part in its cluster now.`))
  }
  state.open(home)
  return away.map(vm => homeMove(state, vm, home))
}

/** A VM moves home in the state, unless something stands against it there. */
function homeMove(state: PlanState, vm: VmRow, home: number): PlannedMove {
  const { world, hosts } = state
  const at = state.indexOfVm(vm.id)
  if (at === undefined) return staying(vm, `It is ${vm.state}, and only what runs moves.`)
  const places = { from: hosts[state.hostOf[at]!]!, to: hosts[home]! }
  const request = state.requestOf(at)
  const figures = state.figures[home]!
  const refusal = moveRefusal(world, { vm, ...places, request, figures, where: state.where() })
  if (refusal) return staying(vm, refusal)
  const { durationS, downtimeS } = effortOf(world, vm, places)
  state.move(at, home)
  const because = `It left for the maintenance, and is on ${places.from.name} now.`
  return { vm, action: 'migrate', target: places.to, durationS, downtimeS, because }
}

function staying(vm: VmRow, because: string): PlannedMove {
  return { vm, action: 'stay', durationS: 0, downtimeS: 0, because }
}

function starting(world: World, vm: VmRow): PlannedMove {
  const { durationS } = forecastPower(world, vm, 'start')
  const because = 'It was saved for the maintenance.'
  return { vm, action: 'start', durationS, downtimeS: 0, because }
}
