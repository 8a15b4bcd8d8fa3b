import { msPerSecond } from '../../../shared/domain/index.ts'
import { refuse } from '../../../shared/refusals/index.ts'
import { bmcOf, hostRefusal, inCondition, nodesOf } from '../../hosts/index.ts'
import { put } from '../../world/index.ts'
import type { Process, Step } from '../types.ts'
import { after } from '../types.ts'
import { comparisonStep, withForecast } from '../work.ts'
import { hostOf } from './boot.ts'
import { drainStep, shutDownS } from './restart.ts'

export const hostPowerOffName = 'host-power-off'

/** What turning an empty host off takes. */
export function forecastPowerOff() {
  const explanation = [`Stopping the services takes ${shutDownS} s (ours).`]
  return { ...{ durationS: shutDownS, downtimeS: 0, movedGib: 0, spaceGib: 0 }, explanation }
}

/** The cluster remembers when, so that its hosts are not turned off and on in turns. */
const shutDown: Step = {
  name: 'step.host.shut-down',
  begin: () => ({ end: after(shutDownS * msPerSecond) }),
  finish: (world, job) => {
    const off = inCondition(world, hostOf(world, job), 'down')
    const cluster = world.find('cluster', off.clusterId)
    const ofNodes = cluster ? nodesOf(world, cluster.id).length : 1
    return [
      put('host', { ...off, poweredOff: { sinceMs: world.nowMs, ofNodes } }),
      ...(cluster ? [put('cluster', { ...cluster, poweredMs: world.nowMs })] : []),
    ]
  },
}

/** An empty host is shut down to save power, and can be woken through its baseboard controller. */
export const hostPowerOffProcess: Process = {
  name: hostPowerOffName,
  steps: () => [drainStep, withForecast(shutDown, forecastPowerOff), comparisonStep],
  check: (world, job) => {
    const host = world.find('host', job.targetId)
    if (!host) return refuse('not-found', { kind: 'host', id: job.targetId ?? '' })
    if (bmcOf(host) === 'none') return refuse('host.no-bmc', { host: host.name })
    return hostRefusal(world, host)
  },
  abandon: () => [],
  restartAt: 'first',
}
