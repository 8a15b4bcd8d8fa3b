import type { ClusterReserveView, ReserveEffectView } from '../../shared/contract/index.ts'
import type { ClusterId, VmId } from '../../shared/domain/index.ts'
import type { Refusal } from '../../shared/refusals/index.ts'
import { Refusal as Refused, refuse } from '../../shared/refusals/index.ts'
import type {
  ClusterReserve,
  ReserveChange,
  ReserveEffect,
  ReserveWhatIf,
} from '../cluster/reserve/index.ts'
import {
  becauseOf,
  clusterReserve,
  curesOf,
  reserveEffects,
  reserveSizeMib,
  reserveSizeOf,
} from '../cluster/reserve/index.ts'
import { planMaintenance } from '../plans/index.ts'
import type { ClusterRow, VmRow } from '../world/index.ts'
import type { HandlerContext, InputOf, OutputOf } from './handler.ts'

/** The reserve of a cluster in full, as it is or as it would be with other settings. */
export function reserveViewOf(
  { world }: Pick<HandlerContext, 'world'>,
  cluster: ClusterRow,
  whatIf: ReserveWhatIf,
): ClusterReserveView {
  const found = clusterReserve(world, cluster, whatIf)
  const { state } = found
  const nameOf = (at: number) => state.nodes[at]!.name
  return {
    ...{ clusterId: cluster.id, clusterName: cluster.name, ok: found.ok, method: found.method },
    ...{ reserveNodes: found.reserveNodes, nodes: found.nodes, survives: found.survives },
    nodesTotal: world.index.hostsByCluster.of(cluster.id).size,
    proofs: found.proofs.map(proof => ({
      ...{ name: proof.name, unit: proof.unit, left: proof.left, right: proof.right },
      ...{ vmMib: proof.vmMib, passes: proof.passes, sets: proof.sets },
      ...{ failingSets: proof.failingSets, worst: proof.worst.map(nameOf) },
    })),
    ...{ failing: found.failing.map(one => one.name), missingMib: found.missingMib },
    because: found.ok ? undefined : becauseOf(found),
    cures: curesOf(found),
    hosts: state.nodes.map(({ name, usableMib, othersMib }, at) => ({
      ...{ name, usableMib, othersMib, highlyAvailableMib: state.haMib[at]! },
      ...{ highlyAvailableVms: state.haCount[at]!, freeMib: state.freeMib[at]! },
      largestMib: state.haLargest[at]!,
    })),
  }
}

function reserve(
  context: HandlerContext,
  { clusterId, ...whatIf }: InputOf<'cluster', 'reserve'>,
): ClusterReserveView | Refusal {
  const cluster = seenCluster(context, clusterId)
  return cluster instanceof Refused ? cluster : reserveViewOf(context, cluster, whatIf)
}

function seenCluster({ world, access, caller }: HandlerContext, id: ClusterId) {
  const cluster = world.find('cluster', id)
  if (cluster && access.scope(caller, 'host.read').cluster(cluster)) return cluster
  return refuse('not-found', { kind: 'cluster', id })
}

type Change = InputOf<'cluster', 'reserveAfter'>['change']
type Asked = { readonly whatIf: ReserveWhatIf; readonly clusters?: readonly ClusterId[] }

/** The VMs of a change that the caller may see; others are as if they did not exist. */
function vmsOf({ world, access, caller }: HandlerContext, ids: readonly VmId[]): VmRow[] {
  const mine = access.scope(caller, 'vm.read')
  return [...new Set(ids)].flatMap(id => {
    const vm = world.find('vm', id)
    return vm && mine.vm(vm) ? [vm] : []
  })
}

/** A VM as it counts now, to be counted otherwise. */
function changeOf({ world }: HandlerContext, vm: VmRow): ReserveChange & { readonly vm: VmRow } {
  const { highlyAvailable, hostId: toHostId } = vm
  return { vm, toHostId, sizeMib: reserveSizeOf(world, vm), highlyAvailable }
}

const asked: {
  readonly [Kind in Change['kind']]: (
    context: HandlerContext,
    change: Extract<Change, { kind: Kind }>,
  ) => Asked
} = {
  create: (_, { hostId, memoryMib, highlyAvailable, count }) => {
    const one = { toHostId: hostId, sizeMib: reserveSizeMib(memoryMib), highlyAvailable }
    return { whatIf: { vms: Array.from({ length: count }, () => one) } }
  },
  move: (context, { vmIds, hostId: toHostId }) => ({
    whatIf: { vms: vmsOf(context, vmIds).map(vm => ({ ...changeOf(context, vm), toHostId })) },
  }),
  hardware: (context, { vmIds, memoryMib, highlyAvailable }) => ({
    whatIf: {
      vms: vmsOf(context, vmIds).map(vm => {
        const before = changeOf(context, vm)
        const sizeMib = memoryMib === undefined ? before.sizeMib : reserveSizeMib(memoryMib)
        return { ...before, sizeMib, highlyAvailable: highlyAvailable ?? before.highlyAvailable }
      }),
    },
  }),
  leave: (context, { vmIds }) => ({
    whatIf: {
      vms: vmsOf(context, vmIds).map(vm => ({ ...changeOf(context, vm), toHostId: undefined })),
    },
  }),
  power: (context, { vmIds }) => ({
    whatIf: { vms: vmsOf(context, vmIds).map(vm => changeOf(context, vm)) },
  }),
  maintenance: (context, { hostId }) => {
    const { world } = context
    const host = world.get('host', hostId)
    const moves = planMaintenance(world, host, 'migrate').moves.filter(one => one.target)
    const vms = moves.map(({ vm, target }) => ({
      ...changeOf(context, vm),
      toHostId: target!.id,
    }))
    const clusters = host.clusterId ? [host.clusterId] : []
    return { whatIf: { vms, gone: host.maintenance ? [] : [hostId] }, clusters }
  },
  nodes: (_, { clusterId, joining, leaving }) => ({
    ...{ whatIf: { joining, gone: leaving }, clusters: [clusterId] },
  }),
  settings: (_, { clusterId, reserveNodes, method }) => ({
    ...{ whatIf: { reserveNodes, method }, clusters: [clusterId] },
  }),
}

/** Hosts and clusters that a change names and that the caller does not see. */
function hiddenRefusal(context: HandlerContext, change: Change): Refusal | undefined {
  const { world, access, caller } = context
  const mine = access.scope(caller, 'host.read')
  if ('clusterId' in change) {
    const cluster = seenCluster(context, change.clusterId)
    if (cluster instanceof Refused) return cluster
  }
  const hostIds = change.kind === 'nodes' ? [...change.joining, ...change.leaving] : []
  for (const id of 'hostId' in change ? [change.hostId] : hostIds) {
    const host = world.find('host', id)
    if (!host || !mine.host(host)) return refuse('not-found', { kind: 'host', id })
  }
  return undefined
}

function reserveAfter(
  context: HandlerContext,
  { change }: InputOf<'cluster', 'reserveAfter'>,
): OutputOf<'cluster', 'reserveAfter'> | Refusal {
  const hidden = hiddenRefusal(context, change)
  if (hidden) return hidden
  const ask = asked[change.kind] as (context: HandlerContext, change: Change) => Asked
  const { whatIf, clusters } = ask(context, change)
  const mine = context.access.scope(context.caller, 'host.read')
  const effects = reserveEffects(context.world, whatIf, clusters)
    .filter(({ cluster }) => mine.cluster(cluster))
    .map(effectView)
  return { effects, isUnaffected: change.kind === 'power' }
}

function effectView({ cluster, before, after }: ReserveEffect): ReserveEffectView {
  return {
    ...{ clusterId: cluster.id, clusterName: cluster.name },
    before: standingOf(before),
    after: standingOf(after),
  }
}

function standingOf(reserve: ClusterReserve) {
  const { survives, ok, reserveNodes } = reserve
  return { survives, ok, reserveNodes, because: ok ? undefined : becauseOf(reserve) }
}

/** What clusters survive, and what a change makes of it. */
export const clusterReserveHandlers = { reserve, reserveAfter }
