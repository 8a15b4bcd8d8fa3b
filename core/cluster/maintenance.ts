import type { HostId, VmId } from '../../shared/domain/index.ts'
import { hypervisors } from '../../shared/domain/index.ts'
import type { Simulation } from '../engine/simulation.ts'
import { membersOf } from '../hosts/index.ts'
import { neededMibOf } from '../memory/index.ts'
import type { JobRequest } from '../jobs/types.ts'
import type { HostFigures } from '../placement/index.ts'
import { fabricOptions, figuresOf, rateHosts, requestOfVm } from '../placement/index.ts'
import {
  forecastMigration,
  migrationName,
  migrationRefusal,
  movableRefusal,
} from '../processes/migration/index.ts'
import { forecastPower } from '../processes/power/index.ts'
import type { HostRow, VmRow, World } from '../world/index.ts'
import { put } from '../world/index.ts'
import { vmsOn } from './lose.ts'

export type MaintenanceMode = 'migrate' | 'save'

/** What happens to one VM of a host that goes into maintenance, and why. */
export interface PlannedMove {
  readonly vm: VmRow
  readonly action: 'migrate' | 'save' | 'stay'
  readonly target?: HostRow
  readonly durationS: number
  readonly downtimeS: number
  readonly because: string
}

/** Migrations and saves of one command that are under way at a time. */
const parallelMax = 32

/**
 * Where the VMs of a host would go (facts 6.3): running highly available ones live to the best
 * rated node, each counted there before the next is rated; the others are saved, or all of them
 * where that is asked for; what is off stays.
 */
export function planMaintenance(
  simulation: Simulation,
  host: HostRow,
  mode: MaintenanceMode,
): PlannedMove[] {
  const { world } = simulation
  const others = host.clusterId
    ? membersOf(world, host.clusterId).filter(one => one.id !== host.id && !one.maintenance)
    : []
  const figures = figuresOf(
    world,
    others.map(one => one.id),
  )
  return vmsOn(simulation, host.id)
    .filter(vm => !vm.recycled)
    .map(vm => plannedMove(world, vm, host, { mode, figures }))
}

interface Around {
  readonly mode: MaintenanceMode
  /** The other nodes, with what was planned to come to them. */
  readonly figures: HostFigures[]
}

function plannedMove(world: World, vm: VmRow, host: HostRow, around: Around): PlannedMove {
  const none = { vm, durationS: 0, downtimeS: 0 }
  if (vm.state !== 'running' && vm.state !== 'paused') {
    return { ...none, action: 'stay', because: 'It does not run, so it stays where it is.' }
  }
  const target = around.mode === 'migrate' ? targetFor(world, vm, around.figures) : undefined
  if (target) {
    const { durationS, downtimeS } = forecastMigration(world, vm, target, 'live')
    const because = `${target.name} has the best rating with what comes to it before.`
    return { vm, action: 'migrate', target, durationS, downtimeS, because }
  }
  const { durationS } = forecastPower(world, vm, 'saveState')
  return { ...none, durationS, action: 'save', because: whySaved(world, vm, host, around) }
}

/** The best rated node that can take the VM; the VM counts there from now on. */
function targetFor(world: World, vm: VmRow, figures: HostFigures[]): HostRow | undefined {
  if (movableRefusal(world, vm, 'live')) return undefined
  const request = requestOfVm(world, vm)
  const { ratings } = rateHosts(request, figures, fabricOptions(world))
  for (const rating of ratings) {
    if (rating.stars === 0) return undefined
    const target = world.get('host', rating.hostId)
    if (migrationRefusal(world, vm, target, 'live')) continue
    const at = figures.findIndex(one => one.hostId === target.id)
    const before = figures[at]!
    figures[at] = {
      ...before,
      memoryUsedMib: before.memoryUsedMib + neededMibOf(world, vm),
      runningVms: before.runningVms + 1,
      virtualProcessors: (before.virtualProcessors ?? 0) + vm.cpuCount,
      cpuPercent: before.cpuPercent + (request.load.cpuPercent * vm.cpuCount) / before.processors,
      iops: before.iops + request.load.diskIops,
    }
    return target
  }
  return undefined
}

function whySaved(world: World, vm: VmRow, host: HostRow, { mode, figures }: Around): string {
  if (mode === 'save') return 'All running VMs are to be saved.'
  const product = hypervisors[host.hypervisor ?? 'hyper-v']
  if (!product.canLiveMigrate) return `${product.title} has no live migration here.`
  if (!vm.highlyAvailable) return 'It is not highly available, so it cannot leave its host.'
  const refusal = movableRefusal(world, vm, 'live')
  if (refusal) return refusal.text
  if (figures.length === 0) return 'No other node of its cluster is there.'
  const first = migrationRefusal(world, vm, world.get('host', figures[0]!.hostId), 'live')
  return first?.text ?? 'No other node has room for it beside the others that leave.'
}

interface Caller {
  readonly userId?: JobRequest['userId']
  readonly ownerName: string
}

/** What a host does after it was emptied: nothing, or a restart, after which its VMs may return. */
export interface MaintenanceOptions {
  readonly mode: MaintenanceMode
  readonly returns?: { readonly bringBack: boolean }
}

/**
 * The host goes into maintenance, and its VMs leave or are saved: one job with a child for each.
 */
export function startMaintenance(
  simulation: Simulation,
  host: HostRow,
  { mode, returns }: MaintenanceOptions,
  owner: Caller,
) {
  const { world, jobs } = simulation
  const plan = planMaintenance(simulation, host, mode)
  const ids = (action: PlannedMove['action']): VmId[] =>
    plan.filter(one => one.action === action).map(one => one.vm.id)
  const maintenance = {
    ...{ sinceMs: world.nowMs, movedVmIds: ids('migrate'), savedVmIds: ids('save'), returns },
  }
  world.apply(put('host', { ...world.get('host', host.id), maintenance }))
  const children = plan.flatMap(one => requestOf(one, host.id, owner))
  if (children.length === 0) return undefined
  const target = { targetId: host.id, targetName: host.name }
  return jobs.submitBulk(
    { name: 'job.host.maintenance', ...target, ...owner },
    children,
    parallelMax,
  )
}

function requestOf(plan: PlannedMove, sourceId: HostId, owner: Caller): JobRequest[] {
  const { vm, action, target } = plan
  const of = { targetId: vm.id, targetName: vm.name, ...owner }
  if (action === 'migrate' && target) {
    const parameters = { kind: 'live', sourceId, targetId: target.id }
    return [{ name: 'job.vm.migrate', process: migrationName, parameters, ...of }]
  }
  if (action !== 'save') return []
  const parameters = { action: 'saveState', from: vm.state }
  return [{ name: 'job.vm.saveState', process: 'power', parameters, ...of }]
}

/**
 * The host leaves maintenance mode. The original brings nothing back (facts 6.3); here the VMs that
 * left for it may return, and those that were saved for it start.
 */
export function stopMaintenance(
  simulation: Simulation,
  hostId: HostId,
  bringBack: boolean,
  owner: Caller,
) {
  const { world, jobs } = simulation
  const host = world.get('host', hostId)
  const { movedVmIds = [], savedVmIds = [] } = host.maintenance ?? {}
  const open = { ...host, maintenance: undefined }
  world.apply(put('host', open))
  if (!bringBack) return undefined
  const vms = (ids: readonly string[]) => ids.flatMap(id => world.find('vm', id) ?? [])
  const homing = vms(movedVmIds).filter(vm => !migrationRefusal(world, vm, open, 'live'))
  // A node that was away has lost its groups to the others; they start where they are.
  const saved = vms(savedVmIds).filter(vm => vm.state === 'saved')
  const children: JobRequest[] = [
    ...homing.map(vm => ({
      ...{ name: 'job.vm.migrate', process: migrationName, ...owner },
      parameters: { kind: 'live', sourceId: vm.hostId, targetId: hostId },
      ...{ targetId: vm.id, targetName: vm.name },
    })),
    ...saved.map(vm => ({
      ...{ name: 'job.vm.start', process: 'power', ...owner },
      parameters: { action: 'start', from: vm.state },
      ...{ targetId: vm.id, targetName: vm.name },
    })),
  ]
  if (children.length === 0) return undefined
  const target = { targetId: hostId, targetName: host.name }
  return jobs.submitBulk(
    { name: 'job.host.bring-back', ...target, ...owner },
    children,
    parallelMax,
  )
}
