import { msPerSecond } from '../../../shared/domain/index.ts'
import { refuse } from '../../../shared/refusals/index.ts'
import { hostRefusal } from '../../hosts/index.ts'
import { put } from '../../world/index.ts'
import type { Process, Step } from '../types.ts'
import { after } from '../types.ts'
import type { WorkForecast } from '../work.ts'
import { comparisonStep, withForecast } from '../work.ts'
import { forecastHostBoot, hostBootSteps, hostOf, switchedOff } from './boot.ts'
import { drainStep, shutDownS, shutDownStep } from './restart.ts'

export const hostUpdateName = 'host-update'

/** Installing the updates of a month, in seconds: ours, no published figure was found. */
const installS = 600

/** What the update of an empty host takes, until it is back. */
export function forecastUpdate(): WorkForecast {
  const { explanation, ...forecast } = forecastHostBoot(installS + shutDownS)
  const install = `Installing updates takes ${installS} s, shutting down ${shutDownS} s (ours).`
  return { ...forecast, explanation: [install, ...explanation] }
}

const installStep: Step = {
  name: 'step.host.install-updates',
  begin: () => ({ end: after(installS * msPerSecond) }),
}

/** The host remembers when it came back with its updates. */
const noteStep: Step = {
  name: 'step.host.updated',
  begin: () => ({ end: { kind: 'now' } }),
  finish: (world, job) => {
    const host = hostOf(world, job)
    const latest = world.get('job', job.id)
    const [before, now] = [host.patchedMs ?? 0, world.nowMs].map(ms => String(ms))
    const change = { object: host.name, property: 'patchedMs', before: before!, after: now! }
    return [
      put('host', { ...host, patchedMs: world.nowMs }),
      put('job', { ...latest, changes: [...latest.changes, change] }),
    ]
  },
}

/** An empty host installs its updates and restarts; it is back where its services run. */
export const hostUpdateProcess: Process = {
  name: hostUpdateName,
  steps: () => [
    drainStep,
    withForecast(installStep, forecastUpdate),
    shutDownStep,
    ...hostBootSteps,
    noteStep,
    comparisonStep,
  ],
  check: (world, job) => {
    const host = world.find('host', job.targetId)
    if (!host) return refuse('not-found', { kind: 'host', id: job.targetId ?? '' })
    return hostRefusal(world, host)
  },
  abandon: switchedOff,
  restartAt: 'first',
}
