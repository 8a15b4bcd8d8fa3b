import type {
  PlanCluster,
  PlanEffort,
  PlanHost,
  PlanReserve,
  PlanStep,
} from '../../shared/contract/index.ts'
import type { ClusterId, HostId } from '../../shared/domain/index.ts'
import { membersOf, nodesOf } from '../hosts/index.ts'
import { memoryReserveOf } from '../placement/index.ts'
import type { World } from '../world/index.ts'
import type { Closed } from './assess-host.ts'
import { assessors } from './assess-host.ts'
import { effortOf } from './effort.ts'
import { moveRefusal } from './moves.ts'
import { priceOf } from './price.ts'
import { ReserveWatch, reserveText } from './reserve.ts'
import { scheduleSteps } from './schedule.ts'
import { PlanState } from './state.ts'
import type { Draft, DraftStep } from './types.ts'

/** The steps of a plan with their figures, and what they do to the clusters. */
export interface Assessed {
  readonly steps: PlanStep[]
  readonly clusters: PlanCluster[]
  readonly totals: PlanEffort & { steps: number; price: number }
}

/** A cluster of a plan: its hosts and VMs as the steps so far leave them. */
interface Place {
  readonly id: ClusterId
  readonly name: string
  readonly state: PlanState
  readonly reserve: ReserveWatch
  readonly reserveBefore: PlanReserve
  /** Hosts in maintenance at this point. */
  readonly closed: Closed
  readonly imbalanceBefore: number
  readonly hostsBefore: readonly Pick<PlanHost, 'before' | 'vmsBefore'>[]
}

/**
 * Works a plan out in the order of its steps, each on what those before it leave: forecast, load of
 * source and target before and after, gain and price. A step that cannot be done there says why and
 * changes nothing; one that is dropped neither. So a plan that was edited is worked out anew.
 */
export function assess(
  world: World,
  draft: Pick<Draft, 'clusterIds' | 'steps' | 'apart'>,
  parallelMax: number,
): Assessed {
  const apart = new Set<HostId>(draft.apart)
  const places = draft.clusterIds.flatMap(id => placeOf(world, id, apart))
  const steps = draft.steps.map((step, at) => assessStep(world, places, step, at + 1))
  scheduleSteps(world, steps, parallelMax)
  return { steps, clusters: places.map(clusterOf), totals: totalsOf(steps) }
}

function placeOf(world: World, id: ClusterId, apart: ReadonlySet<HostId>): Place[] {
  const cluster = world.find('cluster', id)
  if (!cluster) return []
  const members = new Set(membersOf(world, id).map(host => host.id))
  const hosts = nodesOf(world, id).filter(host => members.has(host.id))
  const resting = hosts.filter(host => host.maintenance).map(host => host.id)
  const state = new PlanState(world, hosts, new Set([...apart, ...resting]))
  const hostsBefore = hosts.map((_, at) => ({
    before: state.loads.loadOf(at),
    vmsBefore: state.vmsOn(at).length,
  }))
  const imbalanceBefore = state.loads.imbalance()
  const reserve = new ReserveWatch(world, id)
  const reserveBefore = reserve.view()
  const own = { state, reserve, reserveBefore, closed: new Set<HostId>() }
  return [{ id, name: cluster.name, ...own, imbalanceBefore, hostsBefore }]
}

function assessStep(
  world: World,
  places: readonly Place[],
  draft: DraftStep,
  number: number,
): PlanStep {
  const { action, vmId, fromId, toId, reason, after, part } = draft
  const plain: PlanStep = {
    ...{ number, action, vmId, vmName: vmId && world.find('vm', vmId)?.name, reason },
    ...{ fromId, fromName: world.find('host', fromId)?.name ?? '' },
    ...(toId ? { toId, toName: world.find('host', toId)?.name ?? '' } : {}),
    ...(after ? { after: [...after] } : {}),
    ...(part ? { part } : {}),
    ...{ gain: 0, price: 0, status: 'planned' },
  }
  if (draft.isDropped) return { ...plain, status: 'dropped' }
  const found = places.find(one => one.state.indexOfHost(fromId) !== undefined)
  const because = found ? undefined : `${plain.fromName || 'Its host'} is not there any more.`
  if (!found) return { ...plain, status: 'impossible', because }
  const { state, closed } = found
  if (action !== 'migrate') return { ...plain, ...assessors[action](state, draft, closed) }
  return { ...plain, ...migrate(found, draft) }
}

function migrate(
  { state, reserve, closed }: Place,
  { vmId, fromId, toId }: DraftStep,
): Partial<PlanStep> {
  const { world } = state
  const no = (because: string) => ({ status: 'impossible' as const, because })
  const vm = world.find('vm', vmId)
  if (!vm) return no('The VM is not there any more.')
  const at = state.indexOfVm(vm.id)
  if (at === undefined) return no(`${vm.name} is ${vm.state} now, and only what runs moves.`)
  const from = state.indexOfHost(fromId)
  const to = toId === undefined ? undefined : state.indexOfHost(toId)
  if (from === undefined || to === undefined) return no('The target is not there any more.')
  const present = state.hosts[state.hostOf[at]!]
  if (state.hostOf[at] !== from) {
    return no(`${vm.name} is on ${present?.name ?? 'no host'} at that point, not on its source.`)
  }
  const hosts = { from: state.hosts[from]!, to: state.hosts[to]! }
  if (closed.has(hosts.to.id)) return no(`${hosts.to.name} is in maintenance at that point.`)
  const request = state.requestOf(at)
  const figures = state.figures[to]!
  const refusal = moveRefusal(world, { vm, ...hosts, request, figures, where: state.where() })
  if (refusal) return no(refusal)
  if (reserve.breaks(vm, fromId, hosts.to.id)) return no(reserveText(world, vm, hosts.to))
  const before = {
    imbalance: state.loads.imbalance(),
    loads: [from, to].map(one => state.loads.loadOf(one)),
  }
  const forecast = effortOf(world, vm, hosts)
  state.move(at, to)
  reserve.move(vm, fromId, hosts.to.id)
  const imbalanceAfter = state.loads.imbalance()
  return {
    forecast,
    source: { before: before.loads[0]!, after: state.loads.loadOf(from) },
    target: { before: before.loads[1]!, after: state.loads.loadOf(to) },
    gain: before.imbalance - imbalanceAfter,
    price: priceOf(world, forecast, state.hosts.length),
    imbalanceAfter,
  }
}

function clusterOf(place: Place): PlanCluster {
  const { id, name, state, imbalanceBefore, hostsBefore, reserve, reserveBefore } = place
  const hosts = state.hosts.map((host, at): PlanHost => {
    const figures = state.figures[at]!
    return {
      ...{ hostId: host.id, name: host.name },
      cpuCapacityPercent: state.world.hosts.data.capacityPercent[host.slot]!,
      ...{ memoryMib: host.memoryMib, iopsMax: figures.iopsMax, networkMbps: host.networkMbps },
      cpuReservePercent: figures.cpuReservePercent,
      memoryReserveMib: memoryReserveOf(figures),
      ...hostsBefore[at]!,
      after: state.loads.loadOf(at),
      vmsAfter: state.vmsOn(at).length,
    }
  })
  return {
    ...{ clusterId: id, name, imbalanceBefore, imbalanceAfter: state.loads.imbalance() },
    ...{ reserveBefore, reserveAfter: reserve.view(), hosts },
  }
}

function totalsOf(steps: readonly PlanStep[]): Assessed['totals'] {
  const totals = { steps: 0, durationS: 0, downtimeS: 0, sentMib: 0, price: 0 }
  for (const { status, forecast, price, startS = 0 } of steps) {
    if (status !== 'planned') continue
    totals.steps++
    totals.price += price
    if (!forecast) continue
    totals.durationS = Math.max(totals.durationS, startS + forecast.durationS)
    totals.downtimeS += forecast.downtimeS
    totals.sentMib += forecast.sentMib
  }
  return totals
}
