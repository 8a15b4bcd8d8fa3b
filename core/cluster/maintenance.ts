import type { HostId, VmId } from '../../shared/domain/index.ts'
import type { Simulation } from '../engine/simulation.ts'
import type { JobRequest } from '../jobs/types.ts'
import type { PlannedMove } from '../plans/index.ts'
import { planMaintenance, planReturn } from '../plans/index.ts'
import { migrationName } from '../processes/migration/index.ts'
import type { HostRow } from '../world/index.ts'
import { put } from '../world/index.ts'

/** Migrations and saves of one command that are under way at a time. */
const parallelMax = 32

interface Caller {
  readonly userId?: JobRequest['userId']
  readonly ownerName: string
}

/** What comes back to a host: the VMs that left it, and those that were saved for it. */
export interface Returning {
  readonly bringBack: boolean
  readonly startsSaved: boolean
}

/** What a host does after it was emptied: nothing, or a restart, after which its VMs may return. */
export interface MaintenanceOptions {
  readonly mode: 'migrate' | 'save'
  readonly returns?: { readonly bringBack: boolean }
}

/**
 * The host goes into maintenance, and its VMs leave or are saved as the plan has it: one job with a
 * child for each.
 */
export function startMaintenance(
  simulation: Simulation,
  host: HostRow,
  { mode, returns }: MaintenanceOptions,
  owner: Caller,
) {
  const { world } = simulation
  const { moves } = planMaintenance(world, host, mode)
  const ids = (action: PlannedMove['action']): VmId[] =>
    moves.filter(one => one.action === action).map(one => one.vm.id)
  const maintenance = {
    ...{ sinceMs: world.nowMs, movedVmIds: ids('migrate'), savedVmIds: ids('save'), returns },
  }
  world.apply(put('host', { ...world.get('host', host.id), maintenance }))
  return submit(simulation, 'job.host.maintenance', host, moves, owner)
}

/**
 * The host leaves maintenance mode. The original brings nothing back (facts 6.3); here the VMs that
 * left for it may return, and those that were saved for it start.
 */
export function stopMaintenance(
  simulation: Simulation,
  hostId: HostId,
  { bringBack, startsSaved }: Returning,
  owner: Caller,
) {
  const { world } = simulation
  const host = world.get('host', hostId)
  const wanted = { migrate: bringBack, start: startsSaved, save: false, stay: false }
  const moves = planReturn(world, host).filter(move => wanted[move.action])
  world.apply(put('host', { ...host, maintenance: undefined }))
  return submit(simulation, 'job.host.bring-back', host, moves, owner)
}

/** One job of the host with a child for each VM; none where nothing is to be done. */
function submit(
  { jobs }: Simulation,
  name: string,
  host: HostRow,
  moves: readonly PlannedMove[],
  owner: Caller,
) {
  const children = moves.flatMap(move => requestOf(move, owner))
  if (children.length === 0) return undefined
  const target = { targetId: host.id, targetName: host.name }
  return jobs.submitBulk({ name, ...target, ...owner }, children, parallelMax)
}

function requestOf({ vm, action, target }: PlannedMove, owner: Caller): JobRequest[] {
  const of = { targetId: vm.id, targetName: vm.name, ...owner }
  if (action === 'migrate' && target) {
    const parameters = { kind: 'live', sourceId: vm.hostId, targetId: target.id }
    return [{ name: 'job.vm.migrate', process: migrationName, parameters, ...of }]
  }
  if (action !== 'save' && action !== 'start') return []
  const power = action === 'save' ? 'saveState' : 'start'
  const parameters = { action: power, from: vm.state }
  return [{ name: `job.vm.${power}`, process: 'power', parameters, ...of }]
}
