import type { PlanStep } from '../../shared/contract/index.ts'
import { clusterReserve } from '../cluster/reserve/index.ts'
import { conditionOf, hostRefusal, nodesOf } from '../hosts/index.ts'
import { hostPowerOffName, hostUpdateName } from '../processes/host/index.ts'
import type { WorkParameters } from '../processes/work.ts'
import type { HostRow, JobRow, PlanRow, World } from '../world/index.ts'
import { put } from '../world/index.ts'
import type { PlanActionRunner } from './actions.ts'

const never = () => false
const nothing = { durationS: 0, downtimeS: 0, sentMib: 0 }

/** How long a job took, and for how long its guest stood still. */
function took(job: JobRow): PlanStep['measured'] {
  const { beganMs = job.startedMs, downtimeMs = 0 } = job.parameters as WorkParameters
  const durationS = ((job.endedMs ?? beganMs) - beganMs) / 1000
  return { durationS, downtimeS: downtimeMs / 1000, sentMib: 0 }
}

function hostOfStep(world: World, { fromId, fromName }: PlanStep): HostRow | string {
  const host = world.find('host', fromId)
  if (!host) return `${fromName} is not there any more.`
  return hostRefusal(world, host)?.text ?? host
}

/** What a cluster has lost since the plan was made: a node that is away, or part of its reserve. */
function lossOf(
  world: World,
  host: HostRow,
  step: Pick<PlanStep, 'restSurvives'>,
): string | undefined {
  const cluster = world.find('cluster', host.clusterId)
  if (!cluster) return undefined
  const away = nodesOf(world, cluster.id).find(
    node => node.id !== host.id && !node.poweredOff && conditionOf(node) !== 'up',
  )
  if (away) {
    return `Capacity is lost: ${away.name} is ${conditionOf(away)}, so ${host.name} is not emptied.`
  }
  const { survives } = clusterReserve(world, cluster, { gone: [host.id] })
  const planned = step.restSurvives ?? survives
  if (survives >= planned) return undefined
  return `Without ${host.name} the cluster would survive ${survives} failures, and the plan was made for ${planned}.`
}

/** VMs that the plan moves or saves from a host before it is there again. */
function leavingIds(plan: PlanRow, { fromId, number }: PlanStep, action: PlanStep['action']) {
  const rest = plan.steps.slice(number)
  const end = rest.findIndex(one => one.action === 'resume' && one.fromId === fromId)
  const until = end < 0 ? rest : rest.slice(0, end)
  return until
    .filter(one => one.action === action && one.fromId === fromId && one.status === 'planned')
    .flatMap(one => one.vmId ?? [])
}

const rest: PlanActionRunner = {
  waits: never,
  refusal: (world, step) => {
    const host = hostOfStep(world, step)
    if (typeof host === 'string') return host
    if (host.maintenance) return `${host.name} is in maintenance already.`
    return lossOf(world, host, step)
  },
  begin: ({ simulation: { world }, plan, step }) => {
    const maintenance = {
      sinceMs: world.nowMs,
      movedVmIds: leavingIds(plan, step, 'migrate'),
      savedVmIds: leavingIds(plan, step, 'save'),
    }
    world.apply(put('host', { ...world.get('host', step.fromId), maintenance }))
    return undefined
  },
  measured: () => nothing,
}

const resume: PlanActionRunner = {
  waits: (world, { fromId }) => world.find('host', fromId)?.isEvicted === true,
  refusal: (world, step) => {
    const host = hostOfStep(world, step)
    if (typeof host === 'string') return `It did not come back: ${host}`
    return host.maintenance ? undefined : `${host.name} is not in maintenance any more.`
  },
  begin: ({ simulation: { world }, step }) => {
    world.apply(put('host', { ...world.get('host', step.fromId), maintenance: undefined }))
    return undefined
  },
  measured: () => nothing,
}

/** A step that is a power action of a VM. */
function power(action: 'saveState' | 'start', from: readonly string[]): PlanActionRunner {
  return {
    waits: (world, { vmId }) => world.find('vm', vmId)?.jobId !== undefined,
    refusal: (world, { vmId, vmName = 'The VM' }) => {
      const vm = world.find('vm', vmId)
      if (!vm) return `${vmName} is not there any more.`
      if (vm.jobId !== undefined || from.includes(vm.state)) return undefined
      return `${vm.name} is ${vm.state} now, and not ${from.join(' or ')}.`
    },
    begin: ({ simulation, plan, step, owner }) => {
      const { vmId, vmName = '' } = step
      const { state } = simulation.world.get('vm', vmId!)
      return simulation.jobs.submitChild(plan.jobId!, {
        ...{ name: `job.vm.${action}`, process: 'power', targetId: vmId, targetName: vmName },
        ...{ parameters: { action, from: state }, ...owner, planId: plan.id },
      })
    },
    measured: took,
  }
}

/** A step that is a job of a host. */
function work(name: string, process: string): PlanActionRunner {
  return {
    waits: never,
    refusal: (world, step) => {
      const host = hostOfStep(world, step)
      return typeof host === 'string' ? host : undefined
    },
    begin: ({ simulation, plan, step, owner }) => {
      const { fromId, fromName } = step
      return simulation.jobs.submitChild(plan.jobId!, {
        ...{ name, process, targetId: fromId, targetName: fromName, parameters: {} },
        ...{ ...owner, planId: plan.id },
      })
    },
    measured: took,
  }
}

/** What carries out the steps that are no migrations. */
export const hostActionRunners = {
  ...{ rest, resume, save: power('saveState', ['running', 'paused']) },
  start: power('start', ['saved']),
  update: work('job.host.update-software', hostUpdateName),
  'power-off': work('job.host.power-off', hostPowerOffName),
} as const
