import type { HostId } from '../../shared/domain/index.ts'
import { numberOfId } from '../../shared/domain/index.ts'
import type { HostRating, MigrationTargetView } from '../../shared/contract/index.ts'
import { Refusal, refuse, viewOfRefusal } from '../../shared/refusals/index.ts'
import {
  fabricOptions,
  figuresOf,
  rateHosts,
  requestOfVm,
  whereaboutsAfter,
} from '../placement/index.ts'
import { freeMib, neededMibOf } from '../memory/index.ts'
import type { MigrationKind } from '../processes/migration/index.ts'
import {
  explainForecast,
  forecastMigration,
  migrationName,
  migrationRefusal,
  movableRefusal,
} from '../processes/migration/index.ts'
import type { HostRow, VmRow } from '../world/index.ts'
import type { Applied, HandlerContext, InputOf, OutputOf } from './handler.ts'
import { ruleReaderOf } from './rule-views.ts'
import { nameOfTargets, selectVms, vmRefusal } from './targets.ts'

/** Migrations of one command that are under way at a time; their hosts limit them further. */
const parallelMigrations = 32

type CustomRating = Pick<InputOf<'vm', 'migrationTargets'>, 'goal' | 'weights' | 'load'>

/** The other nodes of the VM's cluster, best rating first, each with its forecast or its reason. */
function migrationTargets(
  context: HandlerContext,
  { vmId, kind, ...custom }: InputOf<'vm', 'migrationTargets'>,
): OutputOf<'vm', 'migrationTargets'> | Refusal {
  const { world, access, caller } = context
  const refusal = vmRefusal(context, 'vm.migrate', vmId, vm =>
    vm.jobId ? undefined : movableRefusal(world, vm, kind),
  )
  if (refusal) return refusal
  const vm = world.get('vm', vmId)
  const source = world.get('host', vm.hostId)
  const scope = access.scope(caller, 'vm.migrate')
  const others = [...world.all('host')].filter(
    host => host.clusterId === source.clusterId && host.id !== source.id,
  )
  const seen = others.filter(host => scope.host(host))
  const ratings = ratingsOf(context, vm, seen, custom)
  const targets = seen.map(host => targetView(context, vm, host, kind, ratings.get(host.id)!))
  targets.sort(
    (a, b) =>
      Number(a.blockedBecause !== undefined) - Number(b.blockedBecause !== undefined) ||
      b.rank - a.rank ||
      numberOfId(a.hostId) - numberOfId(b.hostId),
  )
  return {
    sourceName: source.name,
    clusterName: world.find('cluster', source.clusterId)?.name,
    targets,
    hiddenHosts: others.length - seen.length,
  }
}

/** The ratings of hosts for a VM that exists, as in Settings or as they are asked for. */
export function ratingsOf(
  context: HandlerContext,
  vm: VmRow,
  hosts: HostRow[],
  { goal, weights, load }: CustomRating = {},
): Map<HostId, HostRating> {
  const { world } = context
  const options = fabricOptions(world)
  const figures = figuresOf(
    world,
    hosts.map(host => host.id),
    vm,
  )
  const measured = { ...requestOfVm(world, vm), ruleReader: ruleReaderOf(context) }
  const request = load ? { ...measured, load } : measured
  const { ratings } = rateHosts(request, figures, {
    ...{ goal: goal ?? options.goal, weights: { ...options.weights, ...weights } },
    ...{ limit: hosts.length, explain: 0 },
  })
  return new Map(ratings.map(rating => [rating.hostId, rating]))
}

function targetView(
  { world }: HandlerContext,
  vm: VmRow,
  host: HostRow,
  kind: MigrationKind,
  { stars, rank, favours, reasons }: HostRating,
): MigrationTargetView {
  const refusal = migrationRefusal(world, vm, host, kind, vm.jobId)
  const view = {
    ...{ hostId: host.id, hostName: host.name, stars, rank, favours },
    warnings: reasons.filter(one => one.severity === 'warning').map(one => one.text),
    memoryFreeAfterMib: freeMib(world, host) - neededMibOf(world, vm),
  }
  if (refusal) return { ...view, blockedBecause: viewOfRefusal(refusal) }
  const explanation = explainForecast(world, vm, host, kind)
  return { ...view, forecast: { ...forecastMigration(world, vm, host, kind), explanation } }
}

/** Moves VMs to a node; each is a job that queues for its hosts (facts 12.1). */
function migrate(
  context: HandlerContext,
  { vmIds, hostId, kind }: InputOf<'vm', 'migrate'>,
): Refusal | (() => Applied) {
  const { world, access, caller } = context
  const target = world.find('host', hostId)
  if (!target || !access.scope(caller, 'vm.migrate').host(target)) {
    return refuse('not-found', { kind: 'host', id: hostId })
  }
  // VMs that are moved at once are together there, and must be able to.
  const where = whereaboutsAfter(world, new Map(vmIds.map(id => [id, hostId])))
  const selected = selectVms(context, 'vm.migrate', vmIds, vm =>
    vm.jobId ? undefined : migrationRefusal(world, vm, target, kind, undefined, where),
  )
  if (selected instanceof Refusal) return selected
  const { vms, refused } = selected
  const owner = { userId: caller.userId, ownerName: caller.name }
  const requests = vms.map(vm => ({
    ...{ name: 'job.vm.migrate', process: migrationName },
    parameters: { kind, sourceId: vm.hostId, targetId: hostId },
    ...{ targetId: vm.id, targetName: vm.name, ...owner },
  }))
  // A VM that is busy may be elsewhere by the time it is moved.
  const mayUndo = new Set(vms.map(vm => vm.hostId)).size === 1 && vms.every(vm => !vm.jobId)
  const undo = { vmIds: vms.map(vm => vm.id), hostId: vms[0]!.hostId, kind }
  return () => {
    const { jobs } = context.simulation
    const bulk = { name: 'job.vm.migrate', targetName: nameOfTargets(vms), ...owner }
    const jobId =
      requests.length === 1
        ? jobs.submit(requests[0]!)
        : jobs.submitBulk(bulk, requests, parallelMigrations)
    return {
      ...{ jobId, accepted: vms.length, refused },
      ...(mayUndo ? { undo: { operation: 'vm.migrate', input: undo } } : {}),
    }
  }
}

/** Changing the host of VMs. */
export const vmMigrateHandlers = { migrationTargets, migrate }
