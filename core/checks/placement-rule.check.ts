import type { HostId, VmId } from '../../shared/domain/index.ts'
import { kindOfId } from '../../shared/domain/index.ts'
import { activeRule, isBrokenOn } from '../placement/index.ts'
import type { PlacementRuleRow, VmRow, World } from '../world/index.ts'
import type { Check } from './types.ts'

/** Where the VMs of must rules were or were going to when the check was asked last. */
interface Seen {
  readonly revision: number
  readonly places: ReadonlyMap<VmId, HostId>
}

const seen = new WeakMap<World, Seen>()

/** The host that a VM is on, or that a job is bringing it to. */
function placeOf(world: World, vm: VmRow): HostId {
  for (const id of world.index.jobsByTarget.of(vm.id)) {
    const { status, process, parameters } = world.get('job', id)
    if (status !== 'running' || (process !== 'migration' && process !== 'transfer')) continue
    const { targetId, to } = parameters as { targetId?: HostId; to?: { hostId?: HostId } }
    return targetId ?? to?.hostId ?? vm.hostId
  }
  return vm.hostId
}

/** A rule holds somewhere, and the look-ups find it by the VMs and tags that it names. */
function formFault(world: World, rule: PlacementRuleRow): string | undefined {
  const table = kindOfId(rule.scopeId) === 'cluster' ? 'cluster' : 'hostgroup'
  if (!world.find(table, rule.scopeId))
    return `${rule.name} holds in ${rule.scopeId}, which is gone`
  const isFound =
    rule.vmIds.every(id => world.index.rulesByVm.of(id).has(rule.id) === rule.isEnabled) &&
    rule.vmTags.every(tag => world.index.rulesByTag.of(tag).has(rule.id) === rule.isEnabled)
  return isFound ? undefined : `${rule.name} is not found by its VMs and tags`
}

/**
 * Rules are sound, and no VM has come to a host where it breaks a must rule since they were asked
 * last. What broke one already when the rule was made may stay, and VMs that are kept together may
 * be apart while they move one after another.
 */
export const placementRuleCheck: Check = {
  name: 'placement-rule',
  find({ world }) {
    const before = seen.get(world)
    const revision = world.changedSince('placementrule')
    const places = new Map<VmId, HostId>()
    let found: string | undefined
    for (const row of world.all('placementrule')) {
      found ??= formFault(world, row)
      if (!row.isEnabled || row.strength !== 'must' || row.kind === 'keep-together') continue
      const rule = activeRule(world, row)
      for (const { vm } of rule.members) {
        const place = placeOf(world, vm)
        places.set(vm.id, place)
        const was = before?.places.get(vm.id)
        if (before?.revision !== revision || was === undefined || was === place) continue
        const host = world.get('host', place)
        if (!isBrokenOn(rule, host.slot, host.slot)) continue
        found ??= `${vm.name} has come to ${host.name}, where it breaks ${row.name}`
      }
    }
    seen.set(world, { revision, places })
    return found
  },
}
