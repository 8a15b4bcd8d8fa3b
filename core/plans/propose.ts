import type {
  AnyId,
  ClusterId,
  HostGroupId,
  HostId,
  ProposableKind,
} from '../../shared/domain/index.ts'
import { idsInOrder, kindOfId } from '../../shared/domain/index.ts'
import type { Refusal } from '../../shared/refusals/index.ts'
import { refuse } from '../../shared/refusals/index.ts'
import type { World } from '../world/index.ts'
import { planEvacuation } from './evacuate/planner.ts'
import { planUpdate } from './update/planner.ts'
import { balanceCluster } from './balance/balance.ts'
import { optimizationOfCluster } from './settings.ts'
import type { Draft } from './types.ts'

/** What a person may ask of a planner besides its scope. */
export interface PlanWish {
  readonly scopeId: AnyId
  /** Instead of the aggressiveness that the host group sets. */
  readonly aggressiveness?: number
  /** Of plans that empty hosts: whether what can move live does, or all is saved. */
  readonly mode?: 'migrate' | 'save'
  /** VMs that would move and find no room are saved; else the plan is refused. */
  readonly savesRest?: boolean
  /** Of a rolling update: the nodes, absent for all, and whether VMs go back to theirs. */
  readonly hostIds?: readonly HostId[]
  readonly bringsBack?: boolean
}

/** A planner: what it would do in a scope, or why it cannot plan there. */
export type Planner = (world: World, wish: PlanWish) => Draft | Refusal

/** What the balancer counts and assumes. */
export const balanceNotes: readonly string[] = [
  'A load is the mean of the top 40 % of the last ten one-minute samples of the VMs that are there (published); disk and network follow the processor in a straight line, memory is that of now.',
  'The imbalance is the standard deviation of the loads of the hosts, in points of percent above the reserves, over the four resources by the weights of placement (ours).',
  'A move costs what it takes of the networks and, sixtyfold, the time for which the guest stands still, spread over half an hour (ours); a plan has to take away the part of the imbalance that its aggressiveness asks for (the mapping is ours).',
  'What migrations at the same time take from one another is not foreseen.',
]

/** Makes clusters more even: one, or all below a host group. */
function balance(world: World, { scopeId, aggressiveness }: PlanWish): Draft | Refusal {
  const clusterIds = clustersIn(world, scopeId)
  if (clusterIds.length === 0) return refuse('plan.no-cluster', { name: nameOf(world, scopeId) })
  const parts = clusterIds.map(id => {
    const settings = optimizationOfCluster(world, id)
    const wanted = { ...settings, ...(aggressiveness ? { aggressiveness } : {}) }
    return { name: world.get('cluster', id).name, ...balanceCluster(world, id, wanted) }
  })
  const texts = parts.flatMap(({ name, why }) =>
    why ? [parts.length > 1 ? `${name}: ${why.text}` : why.text] : [],
  )
  const looked = parts.flatMap(({ why }) => why?.looked ?? [])
  return {
    ...{ kind: 'balance', clusterIds, notes: balanceNotes },
    steps: parts.flatMap(part => part.steps),
    ...(texts.length > 0 ? { why: { text: texts.join(' '), looked } } : {}),
  }
}

/** Clusters in a host group and below, or the one that is named; in the order of their ids. */
export function clustersIn(world: World, scopeId: AnyId): ClusterId[] {
  if (kindOfId(scopeId) === 'cluster') return [scopeId as ClusterId]
  if (kindOfId(scopeId) !== 'hostgroup') return []
  const groups = [...world.index.groupsBelow(scopeId as HostGroupId)]
  return idsInOrder(groups.flatMap(id => [...world.index.clustersByGroup.of(id)]))
}

function nameOf(world: World, id: AnyId): string {
  return (world.findAny(id) as { name?: string } | undefined)?.name ?? id
}

/** Every planner, by the kind of its plans. */
export const planners: Readonly<Record<ProposableKind, Planner>> = {
  balance,
  evacuate: planEvacuation,
  'rolling-update': planUpdate,
}
