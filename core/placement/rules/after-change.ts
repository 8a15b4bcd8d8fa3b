import type { HostId, VmId } from '../../../shared/domain/index.ts'
import { byId } from '../../../shared/domain/index.ts'
import type { HostRow, PlacementRuleRow, VmRow, World } from '../../world/index.ts'
import { hostsInScope, membersOfRule, ruleRowsOf } from './active.ts'
import type { SettingsAfter } from './custom.ts'
import { configurationOf, isMustRule, propertiesOfHost } from './custom.ts'
import { rulesAround } from './problem.ts'
import type { RuleConflict } from './satisfiable.ts'
import { weighRules } from './satisfiable.ts'
import type { RuleReader } from './words.ts'

/**
 * The must rules that could no longer be kept together if VMs became what is given: with other
 * possible owners, tags or custom properties. What could not be kept before either is no reason.
 */
export function conflictAfter(
  world: World,
  changed: readonly VmRow[],
  reader: RuleReader,
): RuleConflict | undefined {
  const rows = new Map(changed.map(vm => [vm.id, vm]))
  const after = (rule: PlacementRuleRow) => membersAfter(world, rule, rows)
  const weighed = new Set<PlacementRuleRow>()
  for (const rule of new Set(changed.flatMap(vm => ruleRowsOf(world, vm)))) {
    if (rule.strength !== 'must' || weighed.has(rule)) continue
    const around = rulesAround(world, rule, after)
    around.forEach(one => weighed.add(one))
    const { conflict } = weighRules(world, around, { reader, members: after })
    if (!conflict) continue
    if (weighRules(world, around, { reader }).status !== 'impossible') return conflict
  }
  return undefined
}

/**
 * The same where hosts, clusters or host groups get other custom properties, or other custom rules
 * hold: only must rules that hold on a host which is then judged otherwise can be hit.
 */
export function conflictAfterSettings(
  world: World,
  settings: SettingsAfter,
  reader: RuleReader,
): RuleConflict | undefined {
  const weighed = new Set<PlacementRuleRow>()
  for (const rule of hitBy(world, settings)) {
    if (weighed.has(rule)) continue
    const around = rulesAround(world, rule)
    around.forEach(one => weighed.add(one))
    const { conflict } = weighRules(world, around, { reader, settings })
    if (!conflict) continue
    if (weighRules(world, around, { reader }).status !== 'impossible') return conflict
  }
  return undefined
}

/** Must rules that are on and hold on a host that custom rules would judge otherwise. */
function hitBy(world: World, settings: SettingsAfter): PlacementRuleRow[] {
  const hosts = new Set<HostId>()
  for (const host of world.all('host')) {
    if (judgedBy(world, host, {}) !== judgedBy(world, host, settings)) hosts.add(host.id)
  }
  if (hosts.size === 0) return []
  return [...world.all('placementrule')].filter(
    rule =>
      rule.isEnabled &&
      rule.strength === 'must' &&
      [...hostsInScope(world, rule)].some(id => hosts.has(id)),
  )
}

/** What custom rules that must hold ask of VMs on a host, as one text to compare. */
function judgedBy(world: World, host: HostRow, after: SettingsAfter): string {
  const rules = configurationOf(world, host, after)?.customRules.filter(isMustRule) ?? []
  if (rules.length === 0) return ''
  const values = propertiesOfHost(world, host, after)
  const asked = rules.map(rule => [rule.property, rule.requirement, values[rule.property]])
  return JSON.stringify(asked)
}

/** VMs that a rule would name after the change, in the order of their ids. */
function membersAfter(
  world: World,
  rule: PlacementRuleRow,
  changed: ReadonlyMap<VmId, VmRow>,
): VmRow[] {
  const others = membersOfRule(world, rule).filter(vm => !changed.has(vm.id))
  const belongs = ({ id, tags }: VmRow) =>
    rule.vmIds.includes(id) || rule.vmTags.some(tag => tags.includes(tag))
  return [...others, ...[...changed.values()].filter(belongs)].sort(byId)
}
