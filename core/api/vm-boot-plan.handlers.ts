import { tenth } from '../../shared/domain/index.ts'
import type { BootLaneView } from '../../shared/contract/index.ts'
import { Refusal, refuse } from '../../shared/refusals/index.ts'
import type { BootLane, BootLaneRecord } from '../boot-planner/index.ts'
import { planLanes } from '../boot-planner/index.ts'
import { powerRefusal } from '../processes/power/index.ts'
import type { VmRow, World } from '../world/index.ts'
import type { Applied, HandlerContext, InputOf, OutputOf } from './handler.ts'
import type { Selection } from './targets.ts'
import { nameOfTargets, selectVms } from './targets.ts'

/** Boots that a plan lists of one volume. */
const bootsShown = 200

const explanation: readonly string[] = [
  'Boots on one volume wait for their answers at the same disks; running guests ask on their own account. The latency is that of the mixed queue of both, as in every simulated second.',
  'As many boot at a time as keep the mean latency of the running guests under the limit, also when all the others of the plan run already with the mean load of their curves.',
  'They start by priority, then by name; the next one starts when one is ready. A boot takes its published number of requests, with 5 % more or less by chance that the plan leaves out.',
  'Snapshots and boots that others start meanwhile are not foreseen.',
]

/** Only what is off and free boots by a plan. */
export function bootRefusal(world: World, vm: VmRow): Refusal | undefined {
  if (vm.jobId) {
    const job = world.get('job', vm.jobId)
    return refuse('vm.busy', { name: vm.name, job: job.name })
  }
  if (vm.state !== 'stopped' && !vm.recycled) {
    const wanted = { name: vm.name, action: 'start', state: vm.state, allowed: ['stopped'] }
    return refuse('vm.bad-power-state', wanted)
  }
  return powerRefusal(world, vm, 'start')
}

interface Planned extends Selection {
  readonly lanes: readonly BootLane[]
}

function planOf(
  context: HandlerContext,
  { vmIds, limitMs }: InputOf<'vm', 'bootPlan'>,
): Planned | Refusal {
  const { world, workload } = context
  const selected = selectVms(context, 'vm.start', vmIds, vm => bootRefusal(world, vm))
  if (selected instanceof Refusal) return selected
  const lanes = planLanes(world, workload, selected.vms, limitMs)
  for (const { volume, latencyOneMs, latencyNowMs } of lanes) {
    if (latencyOneMs <= limitMs) continue
    const figures = { limitMs, oneMs: tenth(latencyOneMs), nowMs: tenth(latencyNowMs) }
    return refuse('boot-plan.limit-too-low', { volume: nameFor(context, volume), ...figures })
  }
  return { ...selected, lanes }
}

/** The staggered order with its prediction, and that of all at once beside it. */
function bootPlan(
  context: HandlerContext,
  input: InputOf<'vm', 'bootPlan'>,
): OutputOf<'vm', 'bootPlan'> | Refusal {
  const planned = planOf(context, input)
  if (planned instanceof Refusal) return planned
  const { lanes, refused } = planned
  return {
    limitMs: input.limitMs,
    totalS: Math.max(...lanes.map(lane => lane.staggered.totalS)),
    unstaggeredS: Math.max(...lanes.map(lane => lane.unstaggered.totalS)),
    lanes: lanes.map(lane => laneView(context, lane)),
    refused: [...refused],
    explanation: [...explanation],
  }
}

function laneView(context: HandlerContext, lane: BootLane): BootLaneView {
  const { parallelMax, latencyNowMs, latencyOneMs, latencyLastMs } = lane
  const { staggered, unstaggered, boots } = lane
  return {
    volumeNames: seesVolume(context, lane.volume) ? [...lane.volumeNames] : [],
    ...{ parallelMax, latencyNowMs, latencyOneMs, latencyLastMs },
    staggered: courseView(staggered),
    unstaggered: courseView(unstaggered),
    count: boots.length,
    boots: boots.slice(0, bootsShown).map(({ vm }, at) => ({
      ...{ vmId: vm.id, name: vm.name, priority: vm.priority ?? 'medium' },
      ...{ startS: staggered.startS[at]!, readyS: staggered.readyS[at]! },
    })),
  }
}

function courseView({ totalS, latencyMaxMs, latencyMeanMs }: BootLane['staggered']) {
  return { totalS, latencyMaxMs, latencyMeanMs }
}

/** Who sees no hosts sees no volumes either. */
function seesVolume({ access, caller }: HandlerContext, volume: BootLane['volume']): boolean {
  return access.scope(caller, 'storage.read').covers(volume.id)
}

function nameFor(context: HandlerContext, volume: BootLane['volume']): string {
  return seesVolume(context, volume) ? volume.name : 'its volume'
}

/** Carries the plan out: one job, with as many boots at a time on each volume as the plan says. */
function runBootPlan(
  context: HandlerContext,
  input: InputOf<'vm', 'runBootPlan'>,
): Refusal | (() => Applied) {
  const planned = planOf(context, input)
  if (planned instanceof Refusal) return planned
  const { lanes, refused, vms } = planned
  const { caller, simulation } = context
  const owner = { userId: caller.userId, ownerName: caller.name }
  const children = lanes.flatMap(lane =>
    lane.boots.map(({ vm }) => ({
      ...{ name: 'job.vm.start', process: 'power' },
      parameters: { action: 'start', from: vm.state },
      ...{ targetId: vm.id, targetName: vm.name, ...owner },
    })),
  )
  const parallelMax = lanes.reduce((sum, lane) => sum + lane.parallelMax, 0)
  const plan = { parallelMax, limitMs: input.limitMs, lanes: lanes.map(recordOf) }
  return () => {
    const parent = { name: 'job.vm.runBootPlan', targetName: nameOfTargets(vms), ...owner }
    const jobId = simulation.jobs.submitBulk(parent, children, parallelMax, plan)
    return { jobId, accepted: vms.length, refused }
  }
}

function recordOf({
  volume,
  boots,
  parallelMax,
  staggered,
  unstaggered,
}: BootLane): BootLaneRecord {
  return {
    ...{ volumeId: volume.id, volumeName: volume.name, count: boots.length, parallelMax },
    ...{ predictedS: staggered.totalS, predictedLatencyMaxMs: staggered.latencyMaxMs },
    ...{ unstaggeredS: unstaggered.totalS, unstaggeredLatencyMaxMs: unstaggered.latencyMaxMs },
  }
}

/** The boot planner. */
export const vmBootPlanHandlers = { bootPlan, runBootPlan }
