import { busyVmStates, msPerSecond } from '../../../shared/domain/index.ts'
import { refuse } from '../../../shared/refusals/index.ts'
import { hostRefusal, inCondition } from '../../hosts/index.ts'
import type { JobId } from '../../../shared/domain/index.ts'
import type { HostRow, JobRow, World } from '../../world/index.ts'
import { put, runCode } from '../../world/index.ts'
import type { Process, Step } from '../types.ts'
import { after, now } from '../types.ts'
import type { WorkForecast } from '../work.ts'
import { comparisonStep, withForecast } from '../work.ts'
import { forecastHostBoot, hostBootSteps, hostOf, switchedOff } from './boot.ts'

export const hostRestartName = 'host-restart'

/** Installing a service pack, in seconds: ours. */
const installS = 1500
/** Stopping the services of a host, in seconds: ours, no published figure was found. */
export const shutDownS = 30

export interface RestartParameters {
  /** The job that empties the host first. */
  readonly drainJobId?: JobId
  /** What is installed once it is empty. */
  readonly servicePack?: number
}

/** VMs that still use the host, or are on their way to it. */
function users(world: World, host: HostRow): string[] {
  const names: string[] = []
  for (const id of world.index.vmsByHost.of(host.id)) {
    const vm = world.get('vm', id)
    if (world.vms.data.run[vm.slot] !== runCode.off || busyVmStates.has(vm.state)) {
      names.push(vm.name)
    }
  }
  for (const id of world.index.arrivals.of(host.id)) names.push(world.get('job', id).targetName)
  return names.sort()
}

export const drainStep: Step = {
  name: 'step.host.drain',
  begin: (world, job) => {
    const host = hostOf(world, job)
    const left = users(world, host)
    if (left.length === 0) return { end: now }
    const { drainJobId } = parametersOf(job)
    if (drainJobId !== undefined && world.index.openJobs.has(drainJobId)) {
      return { end: after(msPerSecond), detail: `${left.length} VMs are still there` }
    }
    const refusal = refuse('host.not-empty', {
      ...{ host: host.name, count: left.length, first: left[0] ?? '' },
    })
    return { end: { kind: 'fail', refusal } }
  },
  again: (world, job) => users(world, hostOf(world, job)).length > 0,
}

export const shutDownStep: Step = {
  name: 'step.host.shut-down',
  begin: (world, job) => ({
    changes: [put('host', inCondition(world, hostOf(world, job), 'down'))],
    end: after(shutDownS * msPerSecond),
  }),
}

const installStep: Step = {
  name: 'step.host.install-pack',
  begin: (_world, job) => ({
    end: after(installS * msPerSecond),
    detail: `Service Pack ${parametersOf(job).servicePack}`,
  }),
  finish: (world, job) => {
    const host = hostOf(world, job)
    const { servicePack } = parametersOf(job)
    const latest = world.get('job', job.id)
    const before = String(host.servicePack ?? 0)
    const change = { object: host.name, property: 'servicePack', before, after: `${servicePack}` }
    return [
      put('host', { ...host, servicePack }),
      put('job', { ...latest, changes: [...latest.changes, change] }),
    ]
  },
}

function parametersOf(job: JobRow): RestartParameters {
  return job.parameters as RestartParameters
}

/** What the restart of an empty host takes, with or without a service pack. */
export function forecastRestart(isInstalled: boolean): WorkForecast {
  return forecastHostBoot(shutDownS + (isInstalled ? installS : 0))
}

/** A host restarts once it is empty: to be patched, say, or with a service pack. */
export const hostRestartProcess: Process = {
  name: hostRestartName,
  steps: job => {
    const isInstalled = parametersOf(job).servicePack !== undefined
    const [first, ...others] = isInstalled ? [installStep, shutDownStep] : [shutDownStep]
    const forecast = () => forecastRestart(isInstalled)
    return [drainStep, withForecast(first!, forecast), ...others, ...hostBootSteps, comparisonStep]
  },
  check: (world: World, job: JobRow) => {
    const host = world.find('host', job.targetId)
    if (!host) return refuse('not-found', { kind: 'host', id: job.targetId ?? '' })
    return hostRefusal(world, host)
  },
  abandon: switchedOff,
  restartAt: 'first',
}
