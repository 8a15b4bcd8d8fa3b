import type { PlanStep } from '../../shared/contract/index.ts'
import type { HostId, JobId, PlanAction } from '../../shared/domain/index.ts'
import type { Simulation } from '../engine/simulation.ts'
import type { JobRequest } from '../jobs/types.ts'
import { migrationName, migrationsMax, openMigrations } from '../processes/migration/index.ts'
import type { MigrationParameters } from '../processes/migration/index.ts'
import type { JobRow, PlanRow, World } from '../world/index.ts'
import { hostActionRunners } from './host-actions.ts'
import { startRefusal } from './moves.ts'
import { reserveRefusal } from './reserve.ts'

/** Who a plan's jobs belong to. */
export type PlanOwner = Pick<JobRequest, 'userId' | 'ownerName'>

/** A step that is about to begin. */
export interface Beginning {
  readonly simulation: Simulation
  readonly plan: PlanRow
  readonly step: PlanStep
  readonly owner: PlanOwner
}

/** How one kind of step is carried out. */
export interface PlanActionRunner {
  /** Why it has to wait a while, such as for a free place; undefined where it may begin. */
  waits(world: World, step: PlanStep): boolean
  /**
   * Why it cannot be done as the world is now, with the steps under way; undefined where it can.
   */
  refusal(world: World, step: PlanStep, under: readonly PlanStep[]): string | undefined
  /** Begins it as a child of the plan's job; without an id it was done at once. */
  begin(beginning: Beginning): JobId | undefined
  /** What it took, from its job as it ended. */
  measured(job: JobRow): PlanStep['measured']
}

/** Hosts that a step takes part on. */
export function hostsOfStep(step: Pick<PlanStep, 'fromId' | 'toId'>): HostId[] {
  return step.toId && step.toId !== step.fromId ? [step.fromId, step.toId] : [step.fromId]
}

/** Where the VMs go that are under way. */
function goalsOf(world: World, under: readonly PlanStep[]) {
  return under.flatMap(({ vmId, toId }) => {
    const [vm, to] = [world.find('vm', vmId), world.find('host', toId)]
    return vm && to ? [{ vm, to }] : []
  })
}

const migrate: PlanActionRunner = {
  waits: (world, step) => {
    if (world.find('vm', step.vmId)?.jobId !== undefined) return true
    return hostsOfStep(step).some(id => {
      const host = world.find('host', id)
      return host && openMigrations(world, id).length >= migrationsMax(host)
    })
  },
  refusal: (world, step, under) => {
    const { vmId, vmName = 'The VM', fromId, fromName, toId, toName = '' } = step
    const vm = world.find('vm', vmId)
    if (!vm) return `${vmName} is not there any more.`
    const to = world.find('host', toId)
    if (!to) return `${toName} is not there any more.`
    if (vm.hostId !== fromId) {
      const now = world.find('host', vm.hostId)?.name ?? 'no host'
      return `${vm.name} is on ${now} now, and the step moves it from ${fromName}.`
    }
    return startRefusal(world, vm, to) ?? reserveRefusal(world, { vm, to }, goalsOf(world, under))
  },
  begin: ({ simulation, plan, step, owner }) => {
    const { vmId, vmName = '', fromId, toId } = step
    return simulation.jobs.submitChild(plan.jobId!, {
      ...{ name: 'job.vm.migrate', process: migrationName, targetId: vmId, targetName: vmName },
      parameters: { kind: 'live', sourceId: fromId, targetId: toId },
      ...{ ...owner, planId: plan.id },
    })
  },
  measured: job => {
    const { beganMs, downtimeMs = 0, sentMib = 0 } = job.parameters as MigrationParameters
    const from = beganMs ?? job.startedMs
    const durationS = ((job.endedMs ?? from) - from) / 1000
    return { durationS, downtimeS: downtimeMs / 1000, sentMib }
  },
}

/** What carries out each kind of step. */
export const planActionRunners: Readonly<Record<PlanAction, PlanActionRunner>> = {
  migrate,
  ...hostActionRunners,
}
