import { defaultOptimization, defaultPowerOptimization } from '../../../shared/domain/index.ts'
import type { World } from '../../world/index.ts'
import type { Chance } from '../chance.ts'
import type { Given } from './types.ts'
import { someVms } from './vms.ts'

/**
 * Plans are proposed, edited, run, stopped and resumed; host groups balance and turn hosts off by
 * themselves, VMs stay out.
 */
export function planCommand(world: World, chance: Chance): Given {
  const places: Iterable<{ readonly id: string }> = chance.percent(70)
    ? world.all('cluster')
    : world.all('hostgroup')
  const scopeId = chance.any(Array.from(places, one => one.id))
  const plan = chance.any([...world.all('plan')])
  const planId = plan?.id
  switch (chance.integer(0, 11)) {
    case 0:
    case 1:
      return ['plan.propose', { kind: 'balance', scopeId, aggressiveness: chance.integer(4, 5) }]
    case 2:
    case 10:
      return ['plan.propose', emptying(world, chance)]
    case 11:
      return chance.percent(40)
        ? ['plan.resume', { planId: resumable(world, chance) }]
        : ['power.setOptimization', power(world, chance)]
    case 3:
      return ['plan.edit', { planId, dropped: plan?.steps.length ? [1] : [] }]
    case 4:
    case 5:
    case 6: {
      const stopsOnSurprise = chance.percent(30)
      return ['plan.run', { planId, parallelMax: chance.integer(1, 4), stopsOnSurprise }]
    }
    case 7:
      return chance.percent(70) ? ['plan.stop', { planId }] : ['plan.discard', { planId }]
    case 8: {
      const vmIds = someVms(world, chance)
      return ['plan.setExclusion', { vmIds, isExcluded: chance.percent(50) }]
    }
    default:
      return ['plan.setOptimization', optimization(world, chance)]
  }
}

/** A host is emptied, or the nodes of a cluster are updated, all or one. */
function emptying(world: World, chance: Chance): object {
  const host = chance.any([...world.all('host')].filter(one => one.clusterId !== undefined))
  const how = { mode: chance.percent(80) ? 'migrate' : 'save', savesRest: chance.percent(60) }
  if (chance.percent(50)) return { kind: 'evacuate', scopeId: host?.id, ...how }
  const hostIds = host && chance.percent(50) ? [host.id] : undefined
  const bringsBack = chance.percent(70)
  return { kind: 'rolling-update', scopeId: host?.clusterId, hostIds, bringsBack, ...how }
}

function resumable(world: World, chance: Chance): string | undefined {
  const plans = [...world.all('plan')].filter(
    ({ kind, status }) =>
      kind === 'rolling-update' && (status === 'stopped' || status === 'partial'),
  )
  return chance.any(plans)?.id
}

/** Hosts are turned off soon, or all are woken again. */
function power(world: World, chance: Chance): object {
  const hostGroupId = chance.any([...world.all('hostgroup')])?.id
  if (chance.percent(25)) return { hostGroupId }
  const pace = { holdMinutes: 0, payBackMinutes: 10 }
  return { hostGroupId, settings: { ...defaultPowerOptimization, ...pace, isOn: true } }
}

/** Automatic more often than not, so that clusters move while all else happens. */
function optimization(world: World, chance: Chance): object {
  const hostGroupId = chance.any([...world.all('hostgroup')])?.id
  if (chance.percent(20)) return { hostGroupId }
  const thresholds = {
    cpuFreePercent: 90,
    memoryFreeMib: 4096,
    diskFreeIops: 0,
    networkFreeMbps: 0,
  }
  const mode = chance.percent(70) ? 'automatic' : 'manual'
  const pace = { aggressiveness: 5, holdMinutes: 0, cooldownMinutes: 0 }
  return { hostGroupId, settings: { ...defaultOptimization, ...pace, mode, thresholds } }
}
