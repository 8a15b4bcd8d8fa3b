import { planLanes } from '../boot-planner/index.ts'
import {
  bootHost,
  detectionMs,
  planFailover,
  startMaintenance,
  stopMaintenance,
} from '../cluster/index.ts'
import { platformWithPack } from '../../shared/domain/index.ts'
import type { Refusal } from '../../shared/refusals/index.ts'
import { refuse } from '../../shared/refusals/index.ts'
import { conditionOf, hostRefusal, priorityOf } from '../hosts/index.ts'
import { recordJob } from '../jobs/record.ts'
import type { PlannedMove } from '../plans/index.ts'
import { evacuateNotes, planMaintenance, planReturn, restRefusal } from '../plans/index.ts'
import type { RestartParameters } from '../processes/host/index.ts'
import { forecastRestart, hostRestartName } from '../processes/host/index.ts'
import type { HostRow } from '../world/index.ts'
import type { Applied, HandlerContext, InputOf, OutputOf } from './handler.ts'

/** The words under every plan. */
const maintenanceNotes = [
  ...evacuateNotes,
  'Hosts take part in few migrations at a time, so the whole takes about the sum of the durations.',
]
const failoverNotes = [
  'High priority first, then in the order of creation; preferred owners first, then the node that holds the fewest groups.',
  'A VM that does not fit on any node stays off. VMs of a lower priority that would give way are not counted.',
  'The time comes from the boot planner; what these guests ask of the disks now is still in it, so it is somewhat long.',
]

function ownerOf({ caller }: HandlerContext) {
  return { userId: caller.userId, ownerName: caller.name }
}

function maintenancePlan(
  context: HandlerContext,
  { hostId, mode }: InputOf<'host', 'maintenancePlan'>,
): OutputOf<'host', 'maintenancePlan'> | Refusal {
  const host = context.world.get('host', hostId)
  const { moves, noRoom } = planMaintenance(context.world, host, mode)
  const isWanted = servicePackRefusal(host, 1) === undefined
  return {
    ...{ ...movesView(context, moves), explanation: maintenanceNotes },
    ...(noRoom ? { noRoom: { text: noRoom.text, next: noRoom.next } } : {}),
    restartS: forecastRestart(false).durationS,
    restartWithPackS: forecastRestart(true).durationS,
    ...(isWanted ? { servicePack: 1 as const } : {}),
  }
}

/** Moves of VMs that the caller may see, and how many others there are. */
function movesView({ access, caller }: HandlerContext, plan: readonly PlannedMove[]) {
  const mine = access.scope(caller, 'vm.read')
  const seen = plan.filter(one => mine.vm(one.vm))
  const moves = seen.map(({ vm, target, action, durationS, downtimeS, because }) => ({
    ...{ vmId: vm.id, vmName: vm.name, action, durationS, downtimeS, because },
    targetName: target?.name,
  }))
  return { moves, hiddenVms: plan.length - seen.length }
}

function returnPlan(
  context: HandlerContext,
  { hostId }: InputOf<'host', 'returnPlan'>,
): OutputOf<'host', 'returnPlan'> | Refusal {
  const host = context.world.get('host', hostId)
  if (!host.maintenance) return refuse('host.not-in-maintenance', { host: host.name })
  return movesView(context, planReturn(context.world, host))
}

function failoverPlan(
  context: HandlerContext,
  { hostId }: InputOf<'host', 'failoverPlan'>,
): OutputOf<'host', 'failoverPlan'> | Refusal {
  const { world, access, caller, simulation } = context
  const host = world.find('host', hostId)
  if (!host || !access.scope(caller, 'host.read').host(host)) {
    return refuse('not-found', { kind: 'host', id: hostId })
  }
  if (!host.clusterId) {
    return refuse('migration.no-cluster', { name: 'a VM there', host: host.name })
  }
  const mine = access.scope(caller, 'vm.read')
  const plan = planFailover(simulation, host)
  const seen = plan.filter(one => mine.vm(one.vm))
  const places = seen.map(({ vm, target, because }) => ({
    ...{ vmId: vm.id, vmName: vm.name, priority: priorityOf(vm) },
    ...{ targetName: target?.name, because },
  }))
  const starting = plan.flatMap(one => (one.target ? [one.vm] : []))
  // As nothing is staggered then, the limit of latency is none.
  const lanes = planLanes(world, simulation.workload, starting, Infinity)
  return {
    ...{ places, hiddenVms: plan.length - seen.length, explanation: failoverNotes },
    detectedS: detectionMs(world.get('cluster', host.clusterId)) / 1000,
    bootedS: lanes.reduce((most, lane) => Math.max(most, lane.unstaggered.totalS), 0),
  }
}

/** Why a host cannot be emptied now as it was asked, before anything has moved. */
function emptyRefusal(
  { world }: HandlerContext,
  host: HostRow,
  { mode, savesRest }: Pick<InputOf<'host', 'startMaintenance'>, 'mode' | 'savesRest'>,
): Refusal | undefined {
  const refusal = restRefusal(world, host)
  if (refusal || savesRest) return refusal
  return planMaintenance(world, host, mode).noRoom
}

/** A job of an instant where nothing had to move. */
function instant(context: HandlerContext, name: string, host: HostRow, cmdlet: string) {
  const { world, caller } = context
  const of = { targetId: host.id, targetName: host.name, caller, cmdlet }
  const state = (on: boolean) => (on ? 'In maintenance mode' : 'Responding')
  const isOn = name === 'job.host.maintenance'
  const change = { object: host.name, property: 'Status' }
  const changes = [{ ...change, before: state(!isOn), after: state(isOn) }]
  return recordJob(world, { name, ...of, changes })
}

function start(context: HandlerContext, input: InputOf<'host', 'startMaintenance'>) {
  const { world, simulation } = context
  const { hostId, mode } = input
  const host = world.get('host', hostId)
  const refusal = emptyRefusal(context, host, input)
  if (refusal) return refusal
  return (): Applied => {
    const jobId =
      startMaintenance(simulation, host, { mode }, ownerOf(context)) ??
      instant(context, 'job.host.maintenance', host, 'Disable-SCVMHost')
    const back = { hostId, bringBack: true }
    return { jobId, accepted: 1, undo: { operation: 'host.stopMaintenance', input: back } }
  }
}

function stop(context: HandlerContext, input: InputOf<'host', 'stopMaintenance'>) {
  const { world, simulation } = context
  const host = world.get('host', input.hostId)
  if (!host.maintenance) return refuse('host.not-in-maintenance', { host: host.name })
  const { bringBack, startsSaved = bringBack } = input
  return (): Applied => {
    const jobId =
      stopMaintenance(simulation, host.id, { bringBack, startsSaved }, ownerOf(context)) ??
      instant(context, 'job.host.stop-maintenance', host, 'Enable-SCVMHost')
    return { jobId, accepted: 1 }
  }
}

/** Why a host does not take a service pack: its product or version has none, or it has it. */
function servicePackRefusal(host: HostRow, wanted: number | undefined): Refusal | undefined {
  if (wanted === undefined) return undefined
  const isOldest = host.version === '2008-r2' && (host.hypervisor ?? 'hyper-v') === 'hyper-v'
  if (isOldest && (host.servicePack ?? 0) < wanted) return undefined
  const platform = platformWithPack(host)
  return refuse('host.no-service-pack', { host: host.name, servicePack: wanted, platform })
}

/** A host that is off installs nothing. */
function isDownRefusal(host: HostRow, wanted: number | undefined): Refusal | undefined {
  if (wanted === undefined) return undefined
  return refuse('host.not-responding', { host: host.name, condition: 'down' })
}

/** Why a host that is up cannot restart as it was asked; one in maintenance is empty already. */
function upRefusal(
  context: HandlerContext,
  host: HostRow,
  input: InputOf<'host', 'restart'>,
): Refusal | undefined {
  return (
    hostRefusal(context.world, host) ??
    servicePackRefusal(host, input.servicePack) ??
    (host.maintenance ? undefined : emptyRefusal(context, host, input))
  )
}

function restart(context: HandlerContext, input: InputOf<'host', 'restart'>) {
  const { world, simulation } = context
  const host = world.get('host', input.hostId)
  const isDown = conditionOf(host) === 'down'
  const refusal = isDown ? isDownRefusal(host, input.servicePack) : upRefusal(context, host, input)
  if (refusal) return refusal
  return (): Applied => {
    if (isDown) {
      bootHost(simulation, host.id)
      return { accepted: 1 }
    }
    const owner = ownerOf(context)
    const options = { mode: input.mode, returns: { bringBack: input.bringBack } }
    // One that is in maintenance already stays so until somebody ends it.
    const drainJobId = host.maintenance
      ? undefined
      : startMaintenance(simulation, host, options, owner)
    const { servicePack } = input
    const parameters: RestartParameters = { drainJobId, servicePack }
    const jobId = simulation.jobs.submit({
      ...{ name: 'job.host.restart', process: hostRestartName, parameters, ...owner },
      ...{ targetId: host.id, targetName: host.name, cmdlet: 'Restart-SCVMHost' },
    })
    return { jobId, accepted: 1 }
  }
}

/** Hosts that rest, restart, and what their failure would mean. */
export const hostCareHandlers = {
  ...{ maintenancePlan, returnPlan, failoverPlan, restart },
  ...{ startMaintenance: start, stopMaintenance: stop },
}
