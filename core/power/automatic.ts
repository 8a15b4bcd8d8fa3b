import { idsInOrder, msPerMinute } from '../../shared/domain/index.ts'
import type { HostId } from '../../shared/domain/index.ts'
import type { EventHandler } from '../engine/events.ts'
import type { Simulation } from '../engine/simulation.ts'
import { isPoweredOff } from '../hosts/index.ts'
import type { DraftStep } from '../plans/index.ts'
import { addPlan, optimizationOfCluster, parallelDefault, startPlan } from '../plans/index.ts'
import { hostBootName } from '../processes/host/index.ts'
import type { ClusterRow, HostRow, World } from '../world/index.ts'
import { put } from '../world/index.ts'
import { decidePower } from './decide.ts'

const minuteEvent = 'power.minute'
const ownerName = 'Power Optimization'
const notes = [
  'The host that carries least is emptied and shut down; it is woken when a host has less free than its placement level, when the reserve asks for it, or when the schedule ends.',
  'A host that is turned off does not count for the reserve of its cluster (ours): waking it takes minutes.',
]

/**
 * Sees to it that clusters are looked at each minute while power optimisation is on anywhere, or
 * has a host off. Asked again it changes nothing.
 */
export function watchPower(simulation: Simulation): void {
  const { world, queue } = simulation
  if (!isNeeded(world) || queue.all().some(event => event.type === minuteEvent)) return
  const next = (Math.floor(world.nowMs / msPerMinute) + 1) * msPerMinute
  simulation.plan(next, minuteEvent, {})
}

function isNeeded(world: World): boolean {
  for (const group of world.all('hostgroup')) if (group.powerOptimization?.isOn) return true
  for (const host of world.all('host')) if (isPoweredOff(host)) return true
  return false
}

/**
 * Looks at each cluster: whether a host has to be woken every minute, whether one can be turned off
 * as often as its host group balances.
 */
function onMinute(simulation: Simulation): void {
  const { world } = simulation
  const minute = Math.floor(world.nowMs / msPerMinute)
  for (const id of idsInOrder([...world.all('cluster')].map(cluster => cluster.id))) {
    const isDue = minute % optimizationOfCluster(world, id).frequencyMinutes === 0
    look(simulation, world.get('cluster', id), !isDue)
  }
  watchPower(simulation)
}

function look(simulation: Simulation, cluster: ClusterRow, onlyWakes: boolean): void {
  const { world } = simulation
  const decision = decidePower(world, cluster, onlyWakes)
  if (decision.next === 'on') wake(simulation, decision.host)
  if (decision.next === 'off' && !isBusy(world, cluster)) {
    turnOff(simulation, cluster, decision.host, decision)
  }
}

/** One plan runs on a cluster at a time. */
function isBusy(world: World, { id }: ClusterRow): boolean {
  for (const { status, clusters } of world.all('plan')) {
    const isOpen = status === 'running' || status === 'stopping'
    if (isOpen && clusters.some(one => one.clusterId === id)) return true
  }
  return false
}

/** Empties the host and turns it off, as a plan with all its figures. */
function turnOff(
  simulation: Simulation,
  cluster: ClusterRow,
  host: HostRow,
  { steps, because }: { readonly steps: readonly DraftStep[]; readonly because: string },
): void {
  const { world } = simulation
  const after = steps.map((_, at) => at + 1)
  const off = { action: 'power-off', fromId: host.id, after, reason: because } as const
  const apart: HostId[] = [host.id]
  const clusterIds = [cluster.id]
  const draft = { kind: 'consolidate', clusterIds, apart, notes, steps: [...steps, off] } as const
  const wish = { scopeId: cluster.id }
  const plan = addPlan(world, { draft, wish, ownerName, isAutomatic: true })
  if (plan.status !== 'proposed') return
  const options = { parallelMax: parallelDefault, stopsOnSurprise: true }
  startPlan(simulation, plan, options, { ownerName })
}

/** Wakes a host through its baseboard controller: it boots like any other. */
function wake({ world, jobs }: Simulation, host: HostRow): void {
  const open = [...world.index.jobsByTarget.of(host.id)].some(id => world.index.openJobs.has(id))
  if (open) return
  const cluster = world.find('cluster', host.clusterId)
  if (cluster) world.apply(put('cluster', { ...cluster, poweredMs: world.nowMs }))
  jobs.submit({
    ...{ name: 'job.host.wake', process: hostBootName, ownerName },
    ...{ targetId: host.id, targetName: host.name },
  })
}

/** The event by which hosts are turned off and woken without being asked. */
export const powerEvents: Readonly<Record<string, EventHandler>> = {
  [minuteEvent]: onMinute as EventHandler,
}
