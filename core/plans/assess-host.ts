import type { PlanEffort, PlanStep } from '../../shared/contract/index.ts'
import type { HostId } from '../../shared/domain/index.ts'
import { clusterReserve } from '../cluster/reserve/index.ts'
import { bmcOf } from '../hosts/index.ts'
import { forecastPowerOff, forecastUpdate } from '../processes/host/index.ts'
import { forecastPower } from '../processes/power/index.ts'
import type { PlanState } from './state.ts'
import type { DraftStep } from './types.ts'

type Worked = Partial<PlanStep>

/** Hosts that a plan has put into maintenance so far. */
export type Closed = Set<HostId>

const instant: PlanEffort = { durationS: 0, downtimeS: 0, sentMib: 0 }

function no(because: string): Worked {
  return { status: 'impossible', because }
}

/** The host rests from here on: nothing comes to it, and the reserve has to do without it. */
function rest(state: PlanState, { fromId }: DraftStep, closed: Closed): Worked {
  const { world } = state
  const host = world.get('host', fromId)
  if (host.maintenance && !closed.has(fromId)) return no(`${host.name} is in maintenance already.`)
  closed.add(fromId)
  const cluster = world.find('cluster', host.clusterId)
  const reserve = cluster && clusterReserve(world, cluster, { gone: [...closed] })
  return { forecast: instant, ...(reserve ? { restSurvives: reserve.survives } : {}) }
}

/** The host takes VMs again. */
function resume(state: PlanState, { fromId }: DraftStep, closed: Closed): Worked {
  const { maintenance, name } = state.world.get('host', fromId)
  if (!closed.has(fromId) && !maintenance) return no(`${name} is not in maintenance at that point.`)
  closed.delete(fromId)
  state.open(state.indexOfHost(fromId)!)
  return { forecast: instant }
}

/** A VM is saved: its guest stands still until it starts again. */
function save(state: PlanState, { vmId, fromId }: DraftStep): Worked {
  const { world } = state
  const vm = world.find('vm', vmId)
  const at = vm && state.indexOfVm(vm.id)
  if (!vm) return no('The VM is not there any more.')
  if (at === undefined || state.hostOf[at] !== state.indexOfHost(fromId)) {
    return no(`${vm.name} does not run there at that point.`)
  }
  const { durationS } = forecastPower(world, vm, 'saveState')
  state.take(at)
  return { forecast: { durationS, downtimeS: durationS, sentMib: 0 } }
}

/** A VM that was saved starts where it is. */
function start(state: PlanState, { vmId, fromId }: DraftStep): Worked {
  const { world } = state
  const vm = world.find('vm', vmId)
  const [at, host] = [vm && state.indexOfVm(vm.id), state.indexOfHost(fromId)]
  if (!vm || host === undefined) return no('The VM is not there any more.')
  const isSaved = at === undefined ? vm.state === 'saved' : state.hostOf[at] === -1
  if (!isSaved) return no(`${vm.name} is not saved at that point.`)
  if (at !== undefined) state.bring(at, host)
  const { durationS } = forecastPower(world, { ...vm, state: 'saved' }, 'start')
  return { forecast: { durationS, downtimeS: durationS, sentMib: 0 } }
}

/** Why something that needs an empty host cannot be done at that point. */
function stillThere(state: PlanState, { fromId }: DraftStep): string | undefined {
  const left = state.vmsOn(state.indexOfHost(fromId)!)
  const [first] = left
  if (first === undefined) return undefined
  const name = state.world.get('host', fromId).name
  return `${left.length} VMs still run on ${name} at that point, ${state.vms[first]!.name} first.`
}

function update(state: PlanState, draft: DraftStep): Worked {
  const because = stillThere(state, draft)
  if (because) return no(because)
  return { forecast: { ...instant, durationS: forecastUpdate().durationS } }
}

function powerOff(state: PlanState, draft: DraftStep): Worked {
  const host = state.world.get('host', draft.fromId)
  if (bmcOf(host) === 'none') return no(`${host.name} has no baseboard controller.`)
  const because = stillThere(state, draft)
  if (because) return no(because)
  return { forecast: { ...instant, durationS: forecastPowerOff().durationS } }
}

/** How each step that is no migration is worked out at its point of a plan. */
export const assessors = { rest, resume, save, start, update, 'power-off': powerOff } as const
