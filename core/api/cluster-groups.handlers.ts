import type { VmGroupView } from '../../shared/contract/index.ts'
import type { HostId } from '../../shared/domain/index.ts'
import { failoverPeriodH } from '../../shared/domain/index.ts'
import type { Refusal } from '../../shared/refusals/index.ts'
import { Refusal as Refused, refuse } from '../../shared/refusals/index.ts'
import { failoverLimitOf, failsBack, nodesOf, priorityOf } from '../hosts/index.ts'
import { changeOf, recordJob } from '../jobs/record.ts'
import { candidatesFor, clusterOf, failoversOf } from '../processes/failover/index.ts'
import type { VmRow, World } from '../world/index.ts'
import { put } from '../world/index.ts'
import type { Applied, HandlerContext, InputOf } from './handler.ts'
import { rulesRefusal } from './rule-views.ts'
import { nameOfTargets, selectVms } from './targets.ts'

type Settings = Omit<InputOf<'cluster', 'setOwners'>, 'vmIds'>

const fields = [
  'possibleOwnerIds',
  'preferredOwnerIds',
  'priority',
  'failoverThreshold',
  'failoverPeriodH',
  'failback',
] as const

/** What a VM says of its failover, as the command takes it: 0 and empty lists stand for nothing. */
function settingsOf(vm: VmRow) {
  return {
    possibleOwnerIds: [...(vm.possibleOwnerIds ?? [])],
    preferredOwnerIds: [...(vm.preferredOwnerIds ?? [])],
    priority: priorityOf(vm),
    failoverThreshold: vm.failoverThreshold ?? 0,
    failoverPeriodH: vm.failoverPeriodH ?? failoverPeriodH,
    failback: vm.failback ?? ('as-cluster' as const),
  }
}

function group(
  { world, access, caller }: HandlerContext,
  { vmId }: InputOf<'cluster', 'group'>,
): VmGroupView | Refusal {
  const vm = world.find('vm', vmId)
  if (!vm || !access.scope(caller, 'vm.read').vm(vm)) {
    return refuse('not-found', { kind: 'vm', id: vmId })
  }
  const cluster = clusterOf(world, vm)
  if (!cluster || !vm.highlyAvailable) return refuse('cluster.no-group', { name: vm.name })
  const nodes = nodesOf(world, cluster.id)
  const order = candidatesFor(world, vm).filter(host => host.id !== vm.hostId)
  return {
    ...{ vmId, vmName: vm.name, clusterName: cluster.name, ...settingsOf(vm) },
    nodes: nodes.map(({ id, name }) => ({ id, name })),
    blocksDynamicOptimization: vm.blocksDynamicOptimization === true,
    limit: { ...failoverLimitOf(world, cluster, vm), failsBack: failsBack(cluster, vm) },
    failovers: failoversOf(world, vm).length,
    order: order.map(host => host.name),
  }
}

/** Why the owners cannot be the VM's: they are no nodes of its cluster, or exclude one another. */
function ownersRefusal(world: World, vm: VmRow, input: Settings): Refusal | undefined {
  const { possibleOwnerIds, preferredOwnerIds } = { ...settingsOf(vm), ...given(input) }
  const cluster = clusterOf(world, vm)
  const named = [...(input.possibleOwnerIds ?? []), ...(input.preferredOwnerIds ?? [])]
  const nodes = new Set<HostId>(cluster ? nodesOf(world, cluster.id).map(node => node.id) : [])
  const stranger = named.find(id => !nodes.has(id))
  if (stranger) {
    const host = world.find('host', stranger)?.name ?? stranger
    return refuse('cluster.not-a-node', { host, cluster: cluster?.name ?? `${vm.name}'s cluster` })
  }
  if (possibleOwnerIds.length === 0) return undefined
  const excluded = preferredOwnerIds.find(id => !possibleOwnerIds.includes(id))
  if (!excluded) return undefined
  const host = world.get('host', excluded).name
  return refuse('cluster.owner-not-possible', { name: vm.name, host })
}

/** What an input gives, without what it leaves as it is. */
function given(input: Settings): Partial<ReturnType<typeof settingsOf>> {
  return Object.fromEntries(
    fields.filter(field => input[field] !== undefined).map(field => [field, input[field]]),
  )
}

/** The row with the settings; what stands for nothing is left out of it. */
function withSettings(vm: VmRow, input: Settings): VmRow {
  const next = { ...settingsOf(vm), ...given(input) }
  const listed = (ids: readonly HostId[]) => (ids.length > 0 ? ids : undefined)
  return {
    ...vm,
    possibleOwnerIds: listed(next.possibleOwnerIds),
    preferredOwnerIds: listed(next.preferredOwnerIds),
    priority: next.priority === 'medium' ? undefined : next.priority,
    failoverThreshold: next.failoverThreshold || undefined,
    failoverPeriodH: next.failoverPeriodH === failoverPeriodH ? undefined : next.failoverPeriodH,
    failback: next.failback === 'as-cluster' ? undefined : next.failback,
  }
}

/** Which nodes may own VMs, which they prefer, and how soon and often they start elsewhere. */
function setOwners(context: HandlerContext, input: InputOf<'cluster', 'setOwners'>) {
  const { world, caller } = context
  const { vmIds, ...settings } = input
  const check = (vm: VmRow) => ownersRefusal(world, vm, settings)
  const chosen = selectVms(context, 'vm.edit', vmIds, check)
  if (chosen instanceof Refused) return chosen
  const { vms, refused } = chosen
  const contradiction = rulesRefusal(context, vms, vm => withSettings(vm, settings))
  if (contradiction) return contradiction
  return (): Applied => {
    const changes = vms.flatMap(vm => {
      const row = withSettings(vm, settings)
      world.apply(put('vm', row))
      const [before, after] = [wordsOf(world, vm), wordsOf(world, row)]
      return fields.flatMap(field => changeOf(vm.name, field, before[field], after[field]))
    })
    const [first] = vms
    const one = vms.length === 1 && first ? first : undefined
    const back = one && { vmIds: [one.id], ...settingsOf(one) }
    return {
      jobId: recordJob(world, {
        ...{ name: 'job.cluster.owners', targetName: nameOfTargets(vms), caller, changes },
        ...{ cmdlet: 'Set-SCVirtualMachine', ...(one ? { targetId: one.id } : {}) },
      }),
      ...{ accepted: vms.length, refused },
      ...(back ? { undo: { operation: 'cluster.setOwners', input: back } } : {}),
    }
  }
}

/** The settings as change tracking shows them: nodes by their names. */
function wordsOf(world: World, vm: VmRow) {
  const settings = settingsOf(vm)
  const names = (ids: readonly HostId[]) =>
    ids.map(id => world.find('host', id)?.name ?? id).join(', ')
  return {
    ...settings,
    possibleOwnerIds: names(settings.possibleOwnerIds),
    preferredOwnerIds: names(settings.preferredOwnerIds),
  }
}

/** VMs as groups of their clusters. */
export const clusterGroupHandlers = { group, setOwners }
