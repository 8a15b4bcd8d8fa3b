import type { GroupOptimization } from '../../shared/contract/index.ts'
import type { DynamicOptimization } from '../../shared/domain/index.ts'
import { Refusal, refuse } from '../../shared/refusals/index.ts'
import { changeOf, recordJob } from '../jobs/record.ts'
import { clustersIn, optimizationOf, watchClusters } from '../plans/index.ts'
import type { HostGroupRow, VmRow, World } from '../world/index.ts'
import { put } from '../world/index.ts'
import type { Applied, HandlerContext, InputOf } from './handler.ts'
import { nameMaskOf } from './hidden-names.ts'
import { nameOfTargets, selectVms } from './targets.ts'

function optimization(
  context: HandlerContext,
  { hostGroupId }: InputOf<'plan', 'optimization'>,
): GroupOptimization | Refusal {
  const { world, access, caller } = context
  const group = world.find('hostgroup', hostGroupId)
  if (!group || !access.scope(caller, 'hostgroup.read').hostGroup(group)) {
    return refuse('not-found', { kind: 'host group', id: hostGroupId })
  }
  const above = optimizationOf(world, world.find('hostgroup', group.parentId))
  const mine = access.scope(caller, 'host.read')
  const mask = nameMaskOf(context)
  const clusters = clustersIn(world, hostGroupId)
    .map(id => world.get('cluster', id))
    .filter(cluster => mine.cluster(cluster))
  return {
    ...{ hostGroupId, name: group.name, isOwn: group.dynamicOptimization !== undefined },
    settings: group.dynamicOptimization ?? above.settings,
    ...{ inherited: above.settings, fromGroupName: above.from?.name },
    clusters: clusters.map(({ id, name, hostGroupId: own, optimizationRuns = [] }) => {
      const from = optimizationOf(world, world.get('hostgroup', own)).from?.id
      const isFollower = from === optimizationOf(world, group).from?.id
      return { id, name, isFollower, runs: optimizationRuns.map(run => mask({ ...run })) }
    }),
  }
}

function setOptimization(context: HandlerContext, input: InputOf<'plan', 'setOptimization'>) {
  const { world, caller, simulation } = context
  const group = world.get('hostgroup', input.hostGroupId)
  return (): Applied => {
    const row: HostGroupRow = { ...group, dynamicOptimization: input.settings }
    const [before, after] = [group, row].map(one => wordsOf(world, one))
    world.apply(put('hostgroup', row))
    watchClusters(simulation)
    const undo = { hostGroupId: group.id, settings: group.dynamicOptimization }
    return {
      ...{ accepted: 1, undo: { operation: 'plan.setOptimization', input: undo } },
      jobId: recordJob(world, {
        ...{ name: 'job.plan.setOptimization', targetId: group.id, targetName: group.name, caller },
        cmdlet: 'Set-SCDynamicOptimizationConfiguration',
        changes: Object.keys(before!).flatMap(key =>
          changeOf(group.name, key, before![key], after![key]),
        ),
      }),
    }
  }
}

/** What holds in the group, as change tracking shows it. */
function wordsOf(world: World, group: HostGroupRow): Record<string, unknown> {
  const { thresholds, ...rest }: DynamicOptimization = optimizationOf(world, group).settings
  return { ...rest, ...thresholds }
}

function setExclusion(context: HandlerContext, input: InputOf<'plan', 'setExclusion'>) {
  const { world, caller } = context
  const { vmIds, isExcluded } = input
  const chosen = selectVms(context, 'vm.edit', vmIds, () => undefined)
  if (chosen instanceof Refusal) return chosen
  return (): Applied => {
    const { vms, refused } = chosen
    const changes = vms.flatMap((vm: VmRow) => {
      const blocksDynamicOptimization = isExcluded ? (true as const) : undefined
      world.apply(put('vm', { ...vm, blocksDynamicOptimization }))
      const was = vm.blocksDynamicOptimization === true
      return changeOf(vm.name, 'BlockDynamicOptimization', was, isExcluded)
    })
    const [first] = vms
    const one = vms.length === 1 && first ? first : undefined
    const back = { vmIds: vms.map(vm => vm.id), isExcluded: !isExcluded }
    return {
      jobId: recordJob(world, {
        ...{ name: 'job.plan.setExclusion', targetName: nameOfTargets(vms), caller, changes },
        ...{ cmdlet: 'Set-SCVirtualMachine', ...(one ? { targetId: one.id } : {}) },
      }),
      ...{ accepted: vms.length, refused },
      undo: { operation: 'plan.setExclusion', input: back },
    }
  }
}

/** How clusters are balanced, and which VMs stay out of it. */
export const planSettingsHandlers = { optimization, setOptimization, setExclusion }
