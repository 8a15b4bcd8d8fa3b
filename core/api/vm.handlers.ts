import type { PowerAction } from '../../shared/domain/index.ts'
import {
  busyVmStates,
  canDelete,
  kindOfId,
  powerActions,
  powerOutcome,
  statesAllowingDelete,
} from '../../shared/domain/index.ts'
import type { ActionState } from '../../shared/contract/index.ts'
import { Refusal, refuse, viewOfRefusal } from '../../shared/refusals/index.ts'
import type { Privilege } from '../../shared/rights/index.ts'
import { checkpointRefusal, restoreLatestRefusal } from '../processes/checkpoint/index.ts'
import { cloneRefusal } from '../processes/clone/index.ts'
import { movableRefusal } from '../processes/migration/index.ts'
import { forecastPower, powerRefusal } from '../processes/power/index.ts'
import { storageMovableRefusal } from '../processes/storage-migration/index.ts'
import { deployRefusal, storeRefusal, transferableRefusal } from '../processes/transfer/index.ts'
import type { VmRow, World } from '../world/index.ts'
import type { Applied, HandlerContext, InputOf, OutputOf } from './handler.ts'
import { answerOf, compareText, windowOver } from './list.ts'
import { hostsIn } from './scope-filter.ts'
import { bootRefusal } from './vm-boot-plan.handlers.ts'
import { connectRefusal } from './vm-console.handlers.ts'
import { anyRepairRefusal } from './vm-repair.handlers.ts'
import { nameOfTargets, powerPrivilege, selectVms, vmRefusal } from './targets.ts'
import { forecastView } from './work-view.ts'
import { searchedVmColumns, vmColumns, vmDetailsView, vmView } from './vm-views.ts'

type VmIds = InputOf<'vm', 'start'>

/** The VMs in the caller's scope and the window's, in the order of their ids. */
export function* vmsInScope(
  context: HandlerContext,
  scope: string | undefined,
  recycled: boolean,
): Generator<VmRow> {
  const { world, access, caller } = context
  const mine = access.scope(caller, 'vm.read')
  // A self-service user sees no hosts, so narrowing by one finds nothing.
  const hosts = access.scope(caller, 'host.read')
  const inside = hostsIn(world, scope)
  for (const vm of world.all('vm')) {
    if ((vm.recycled !== undefined) !== recycled || !mine.vm(vm)) continue
    if (scope !== undefined) {
      if (vm.stored && kindOfId(scope) !== 'hostgroup') continue
      const host = world.get('host', vm.hostId)
      if (!hosts.host(host) || !inside(host)) continue
    }
    yield vm
  }
}

/** A window asks for the recycle bin by the condition `recycled is true`. */
function asksForRecycled(input: { filter: InputOf<'vm', 'list'>['filter'] }): boolean {
  return input.filter.some(
    one => one.field === 'recycled' && one.op === 'is' && one.value === 'true',
  )
}

/** A window of the VMs in scope. */
export function list(
  context: HandlerContext,
  input: InputOf<'vm', 'list'>,
): OutputOf<'vm', 'list'> | Refusal {
  const rows = vmsInScope(context, input.scope, asksForRecycled(input))
  const page = windowOver(rows, vmColumns(context), input, {
    searched: searchedVmColumns,
  })
  return page instanceof Refusal ? page : answerOf(context.world, page, vm => vmView(context, vm))
}

function get(
  context: HandlerContext,
  { vmId }: InputOf<'vm', 'get'>,
): OutputOf<'vm', 'get'> | Refusal {
  const refusal = vmRefusal(context, 'vm.read', vmId, () => undefined)
  return refusal ?? vmDetailsView(context, context.world.get('vm', vmId))
}

function facets(
  context: HandlerContext,
  { field, scope }: InputOf<'vm', 'facets'>,
): OutputOf<'vm', 'facets'> | Refusal {
  const columns = vmColumns(context)
  const column = Object.hasOwn(columns, field) ? columns[field] : undefined
  if (!column) return refuse('input.invalid', { issues: [`there is no column ${field}`] })
  const counts = new Map<string, number>()
  for (const vm of vmsInScope(context, scope, field === 'recycledMs')) {
    const value = column.read(vm)
    const values = Array.isArray(value) ? value : [String(value ?? '')]
    for (const one of values) counts.set(one, (counts.get(one) ?? 0) + 1)
  }
  return [...counts]
    .map(([value, count]) => ({ value, count }))
    .sort((a, b) => b.count - a.count || compareText(a.value, b.value))
    .slice(0, 200)
}

/** A job of one VM's power action. */
function powerJob(context: HandlerContext, vm: VmRow, action: PowerAction) {
  return {
    name: `job.vm.${action}`,
    process: 'power',
    parameters: { action, from: vm.state },
    targetId: vm.id,
    targetName: vm.name,
    userId: context.caller.userId,
    ownerName: context.caller.name,
  }
}

/**
 * A power action of a busy VM queues behind its job, so only free VMs are checked now. One VM that
 * runs is started without effect; of several (`isBulk`) it is none of those that start.
 */
function powerCheck(world: World, action: PowerAction, isBulk: boolean) {
  return (vm: VmRow) => {
    if (vm.jobId) return undefined
    return isBulk && isThere(vm, action)
      ? refuse('vm.already-running', { name: vm.name })
      : powerRefusal(world, vm, action)
  }
}

/** Whether the action is accepted and would change nothing. */
function isThere(vm: VmRow, action: PowerAction): boolean {
  return !vm.recycled && powerOutcome(vm.state, action) === 'none'
}

function power(action: PowerAction) {
  return (context: HandlerContext, { vmIds }: VmIds): Refusal | (() => Applied) => {
    const { jobs } = context.simulation
    const check = powerCheck(context.world, action, vmIds.length > 1)
    const selected = selectVms(context, powerPrivilege[action], vmIds, check)
    if (selected instanceof Refusal) return selected
    const { vms, refused } = selected
    return () => {
      const requests = vms.map(vm => powerJob(context, vm, action))
      const jobId =
        vms.length === 1
          ? jobs.submit(requests[0]!)
          : jobs.submitBulk(
              {
                name: `job.vm.${action}`,
                targetName: nameOfTargets(vms),
                userId: context.caller.userId,
                ownerName: context.caller.name,
              },
              requests,
              requests.length,
            )
      return { jobId, accepted: vms.length, refused }
    }
  }
}

/** Why a VM's properties cannot change now. */
export function editRefusal(world: World, vm: VmRow): Refusal | undefined {
  if (vm.recycled) return refuse('vm.recycled', { name: vm.name })
  const job = world.find('job', vm.jobId)
  if (job && busyVmStates.has(vm.state)) {
    return refuse('vm.busy', { name: vm.name, job: job.name })
  }
  return undefined
}

/** Why a VM cannot go to the recycle bin now. */
export function deleteRefusal(world: World, vm: VmRow): Refusal | undefined {
  if (vm.recycled) return refuse('vm.recycled', { name: vm.name })
  const job = world.find('job', vm.jobId)
  if (job) return refuse('vm.busy', { name: vm.name, job: job.name })
  if (canDelete(vm.state)) return undefined
  return refuse('vm.bad-power-state', {
    name: vm.name,
    action: 'delete',
    state: vm.state,
    allowed: statesAllowingDelete(),
  })
}

type Check = (vm: VmRow) => Refusal | undefined

/** A VM moves with its files where it cannot without them, so only its state speaks against it. */
function moveRefusal(world: World, vm: VmRow): Refusal | undefined {
  if (vm.stored) return movableRefusal(world, vm, 'live')
  return transferableRefusal(world, vm)
}

/** The actions of the Actions pane in their order: operation, right and condition. */
function paneActions(world: World, isBulk: boolean): [string, Privilege, Check][] {
  const power = powerActions.map((action): [string, Privilege, Check] => [
    `vm.${action}`,
    powerPrivilege[action],
    powerCheck(world, action, isBulk),
  ])
  const notRecycled: Check = vm =>
    vm.recycled ? undefined : refuse('vm.not-recycled', { name: vm.name })
  return [
    ['vm.runBootPlan', 'vm.start', vm => bootRefusal(world, vm)],
    ['vm.console', 'vm.connect', connectRefusal],
    ...power,
    ['vm.migrate', 'vm.migrate', vm => (vm.jobId ? undefined : moveRefusal(world, vm))],
    [
      'vm.checkpoint',
      'vm.checkpoint',
      vm => (vm.jobId ? undefined : checkpointRefusal(world, vm, 'create')),
    ],
    [
      'vm.checkpointRestore',
      'vm.checkpointRestore',
      vm => (vm.jobId ? undefined : restoreLatestRefusal(world, vm)),
    ],
    ['vm.migrateStorage', 'vm.migrate', vm => (vm.jobId ? undefined : storageMovableRefusal(vm))],
    ['vm.store', 'vm.store', vm => (vm.jobId ? undefined : storeRefusal(world, vm))],
    ['vm.deploy', 'vm.store', vm => (vm.jobId ? undefined : deployRefusal(vm))],
    ['vm.clone', 'vm.clone', vm => (vm.jobId ? undefined : cloneRefusal(vm))],
    ['vm.repair', 'vm.repair', anyRepairRefusal],
    ['vm.setHardware', 'vm.edit', vm => editRefusal(world, vm)],
    ['vm.update', 'vm.edit', vm => editRefusal(world, vm)],
    ['vm.setOwner', 'vm.assign', vm => editRefusal(world, vm)],
    ['vm.assignTrace', 'trace.assign', vm => editRefusal(world, vm)],
    ['vm.delete', 'vm.delete', vm => deleteRefusal(world, vm)],
    ['vm.restore', 'vm.delete', notRecycled],
    ['vm.purge', 'vm.purge', notRecycled],
  ]
}

function actions(context: HandlerContext, { vmIds }: InputOf<'vm', 'actions'>): ActionState[] {
  const { world, access, caller } = context
  const mine = access.scope(caller, 'vm.read')
  const vms = vmIds.map(id => world.find('vm', id)).filter(vm => vm !== undefined && mine.vm(vm))
  return paneActions(world, vms.length > 1).flatMap(([operation, privilege, check]) => {
    const scope = access.scope(caller, privilege)
    const held = vms.filter(vm => scope.vm(vm!))
    if (held.length === 0) return []
    const refusals = held.map(vm => check(vm!))
    const first = refusals.find(refusal => refusal !== undefined)
    return [
      {
        operation,
        possible: refusals.filter(refusal => refusal === undefined).length,
        selected: vms.length,
        ...(first
          ? { blockedBecause: viewOfRefusal(first) }
          : powerForecast(context, vms, operation)),
      },
    ]
  })
}

/** What a power action would take; told of one VM, since several wait for one another. */
function powerForecast(
  context: HandlerContext,
  [vm, ...others]: (VmRow | undefined)[],
  operation: string,
) {
  const action = powerActions.find(one => `vm.${one}` === operation)
  if (!vm || others.length > 0 || !action || isThere(vm, action)) return {}
  return { forecast: forecastView(context, vm, forecastPower(context.world, vm, action)) }
}

const powerHandlers = Object.fromEntries(
  powerActions.map(action => [action, power(action)]),
) as Record<PowerAction, ReturnType<typeof power>>

/** Reading VMs and their power. */
export const vmPowerHandlers = { list, get, facets, actions, ...powerHandlers }
