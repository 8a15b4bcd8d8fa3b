import type { GroupPower } from '../../shared/contract/index.ts'
import { defaultPowerOptimization, fabricEpochMs } from '../../shared/domain/index.ts'
import type { PowerOptimization } from '../../shared/domain/index.ts'
import type { Refusal } from '../../shared/refusals/index.ts'
import { refuse } from '../../shared/refusals/index.ts'
import { energySeriesOf, energyWhOf, isPoweredOff, savedWhOf, wattsOf } from '../hosts/index.ts'
import { changeOf, recordJob } from '../jobs/record.ts'
import { optimizationOf } from '../plans/index.ts'
import { decidePower, nodesByPower, powerOptimizationOf, watchPower } from '../power/index.ts'
import type { ClusterRow, HostGroupRow } from '../world/index.ts'
import { put } from '../world/index.ts'
import type { Applied, HandlerContext, InputOf, OutputOf } from './handler.ts'
import { hostsIn } from './scope-filter.ts'

const energyNotes = [
  'Every simulated second each host draws the watts of its power curve at its load; one that is off draws nothing.',
  'Saved is what hosts that power optimisation has off would draw without load. That their VMs would cost the same elsewhere is ours; curves bend a little, so it is not exact.',
]

function energy(
  { world, access, caller }: HandlerContext,
  { scope, by }: InputOf<'power', 'energy'>,
): OutputOf<'power', 'energy'> {
  const mine = access.scope(caller, 'host.read')
  const inside = hostsIn(world, scope)
  const hosts = [...world.all('host')].filter(host => mine.host(host) && inside(host))
  const sum = (figure: typeof wattsOf) =>
    hosts.reduce((total, host) => total + figure(world, host), 0)
  const [energyWh, savedWh] = [sum(energyWhOf), sum(savedWhOf)]
  const withoutWh = energyWh + savedWh
  return {
    hosts: hosts.length,
    poweredOff: hosts.filter(isPoweredOff).length,
    ...{ watts: sum(wattsOf), energyWh, savedWh, withoutWh },
    savedPercent: withoutWh === 0 ? 0 : (savedWh / withoutWh) * 100,
    periods: energySeriesOf(world, hosts, by, fabricEpochMs),
    explanation: energyNotes,
  }
}

function optimization(
  { world, access, caller }: HandlerContext,
  { hostGroupId }: InputOf<'power', 'optimization'>,
): GroupPower | Refusal {
  const group = world.find('hostgroup', hostGroupId)
  if (!group || !access.scope(caller, 'hostgroup.read').hostGroup(group)) {
    return refuse('not-found', { kind: 'host group', id: hostGroupId })
  }
  const above = powerOptimizationOf(world, world.find('hostgroup', group.parentId))
  const below = world.index.groupsBelow(group.id)
  const mine = access.scope(caller, 'host.read')
  const clusters = [...world.all('cluster')].filter(
    one => below.has(one.hostGroupId) && mine.cluster(one),
  )
  return {
    ...{ hostGroupId, name: group.name, isOwn: group.powerOptimization !== undefined },
    settings: group.powerOptimization ?? above.settings,
    ...{ inherited: above.settings, fromGroupName: above.from?.name },
    isAutomatic: optimizationOf(world, group).settings.mode === 'automatic',
    clusters: clusters.map(one => clusterView(world, group, one)),
  }
}

function clusterView(
  world: HandlerContext['world'],
  group: HostGroupRow,
  cluster: ClusterRow,
): GroupPower['clusters'][number] {
  const { nodes, off, limit } = nodesByPower(world, cluster.id)
  const { next, because } = decidePower(world, cluster)
  const from = powerOptimizationOf(world, world.find('hostgroup', cluster.hostGroupId)).from
  const own = powerOptimizationOf(world, group).from
  return {
    ...{ id: cluster.id, name: cluster.name, isFollower: from?.id === own?.id },
    ...{ isMadeHere: cluster.isMadeHere === true, nodes: nodes.length, mayBeOff: limit },
    off: off.map(({ id, name, poweredOff }) => ({
      ...{ hostId: id, name, sinceMs: poweredOff!.sinceMs },
    })),
    ...{ next, because },
  }
}

function setOptimization(context: HandlerContext, input: InputOf<'power', 'setOptimization'>) {
  const { world, caller, simulation } = context
  const group = world.get('hostgroup', input.hostGroupId)
  const { mode } = optimizationOf(world, group).settings
  if (input.settings?.isOn && mode !== 'automatic') {
    return refuse('power.needs-automatic', { group: group.name })
  }
  return (): Applied => {
    const effective = (row: HostGroupRow): PowerOptimization =>
      powerOptimizationOf(world, row).settings
    const before = effective(group)
    const row = { ...group, powerOptimization: input.settings }
    world.apply(put('hostgroup', row))
    const after = effective(row)
    watchPower(simulation)
    const keys = Object.keys(defaultPowerOptimization) as (keyof PowerOptimization)[]
    const undo = { hostGroupId: group.id, settings: group.powerOptimization }
    return {
      ...{ accepted: 1, undo: { operation: 'power.setOptimization', input: undo } },
      jobId: recordJob(world, {
        ...{ name: 'job.power.optimization', targetId: group.id, targetName: group.name, caller },
        cmdlet: 'Add-SCPowerOptimizationRange',
        changes: keys.flatMap(key => changeOf(group.name, key, before[key], after[key])),
      }),
    }
  }
}

/** Watts and watt-hours of hosts, and when they may be off. */
export const powerHandlers = { energy, optimization, setOptimization }
