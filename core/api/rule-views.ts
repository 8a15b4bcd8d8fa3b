import type { RuleView } from '../../shared/contract/index.ts'
import { kindOfId } from '../../shared/domain/index.ts'
import type { Refusal } from '../../shared/refusals/index.ts'
import { refuse } from '../../shared/refusals/index.ts'
import type { RuleReader, SettingsAfter, Violation } from '../placement/index.ts'
import {
  conflictAfter,
  conflictAfterSettings,
  conflictNames,
  membersOfRule,
  ruleText,
  violationsOf,
} from '../placement/index.ts'
import type { PlacementRuleRow, VmRow, World } from '../world/index.ts'
import type { HandlerContext } from './handler.ts'
import { nameOfTargets } from './targets.ts'

/** What the caller may learn of rules: names of VMs, hosts and rules in their scope. */
export function ruleReaderOf({ world, access, caller }: HandlerContext): RuleReader {
  const vms = access.scope(caller, 'vm.read')
  const hosts = access.scope(caller, 'host.read')
  const rules = access.scope(caller, 'placement.rate')
  return {
    seesVm: id => vms.vm(world.get('vm', id)),
    seesHost: id => hosts.host(world.get('host', id)),
    seesRule: rule => rules.placementRule(rule),
  }
}

/** What rules go by; the rest of a VM may change as it likes. */
function ruledBy({ tags, customProperties, possibleOwnerIds }: VmRow): string {
  return JSON.stringify([tags, customProperties, possibleOwnerIds])
}

/** Why VMs cannot be changed so: must rules that could then no longer be kept together. */
export function rulesRefusal(
  context: HandlerContext,
  vms: readonly VmRow[],
  change: (vm: VmRow) => VmRow,
): Refusal | undefined {
  const reader = ruleReaderOf(context)
  const changed = vms.flatMap(vm => {
    const after = change(vm)
    return ruledBy(after) === ruledBy(vm) ? [] : [after]
  })
  const conflict = conflictAfter(context.world, changed, reader)
  if (!conflict) return undefined
  const rules = conflictNames(conflict, reader)
  const name = nameOfTargets(changed)
  return refuse('rule.contradicted', { name, conflict: conflict.text, rules })
}

/** Why custom properties or placement settings cannot become so: the same. */
export function settingsRefusal(
  context: HandlerContext,
  name: string,
  settings: SettingsAfter,
): Refusal | undefined {
  const reader = ruleReaderOf(context)
  const conflict = conflictAfterSettings(context.world, settings, reader)
  if (!conflict) return undefined
  const rules = conflictNames(conflict, reader)
  return refuse('rule.contradicted', { name, conflict: conflict.text, rules })
}

/** Violations with their names, and how many lie outside the reader's scope. */
export function violationsView(world: World, all: readonly Violation[], reader: RuleReader) {
  const seen = all.filter(({ vm }) => reader.seesVm(vm.id))
  return {
    violations: seen.map(({ vm, slot }) => ({
      ...{ vmId: vm.id, vmName: vm.name },
      hostName: world.index.hostBySlot[slot]?.name ?? '',
    })),
    hiddenViolations: all.length - seen.length,
  }
}

/** A rule in words for a reader. */
export function wordsOfRule(world: World, row: PlacementRuleRow, reader: RuleReader) {
  const members = membersOfRule(world, row)
  const vms = members.filter(vm => reader.seesVm(vm.id))
  const all = row.hostIds.flatMap(id => world.find('host', id) ?? [])
  const hosts = all.filter(host => reader.seesHost(host.id))
  const hidden = {
    hiddenVms: members.length - vms.length,
    hiddenHosts: all.length - hosts.length,
  }
  const names = {
    vms: vms.map(vm => vm.name),
    hosts: hosts.map(host => host.name),
    ...hidden,
  }
  return { vms, hosts, ...hidden, words: ruleText(row.kind, row.strength, names) }
}

/** A rule for its reader. */
export function viewOfRule(
  world: World,
  row: PlacementRuleRow,
  reader: RuleReader,
  isInherited: boolean,
): RuleView {
  const { vms, hosts, ...words } = wordsOfRule(world, row, reader)
  const named = new Set(row.vmIds)
  return {
    ...{ id: row.id, name: row.name, description: row.description, isEnabled: row.isEnabled },
    ...{ scopeId: row.scopeId, scopeName: scopeNameOf(world, row) },
    ...{ kind: row.kind, strength: row.strength, vmTags: [...row.vmTags] },
    vms: vms.filter(vm => named.has(vm.id)).map(({ id, name }) => ({ id, name })),
    hosts: hosts.map(({ id, name }) => ({ id, name })),
    ...words,
    ...violationsView(world, violationsOf(world, row), reader),
    isInherited,
  }
}

/** The cluster or host group that a rule holds in. */
export function scopeNameOf(world: World, { scopeId }: Pick<PlacementRuleRow, 'scopeId'>): string {
  const table = kindOfId(scopeId) === 'cluster' ? 'cluster' : 'hostgroup'
  return world.find(table, scopeId)?.name ?? scopeId
}
