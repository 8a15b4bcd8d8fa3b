import type { HostId, PlacementRuleKind, RuleStrength, VmId } from '../../../shared/domain/index.ts'
import type { PlacementRuleRow } from '../../world/index.ts'
import { figure, listed } from '../format.ts'
import type { ActiveRule } from './active.ts'

/** What somebody may learn of rules: absent for nobody in particular, who sees only counts. */
export interface RuleReader {
  seesVm(id: VmId): boolean
  seesHost(id: HostId): boolean
  seesRule(rule: PlacementRuleRow): boolean
}

/** Whom a rule is about: names that may be seen, and how many others. */
export interface RuleNames {
  readonly vms: readonly string[]
  readonly hosts: readonly string[]
  readonly hiddenVms?: number
  readonly hiddenHosts?: number
}

/** A rule in plain words, such as `web-01 and web-02 must not share a host`. */
export function ruleText(
  kind: PlacementRuleKind,
  strength: RuleStrength,
  { vms, hosts, hiddenVms = 0, hiddenHosts = 0 }: RuleNames,
): string {
  const who = several(vms, hiddenVms, 'VM')
  const where = several(hosts, hiddenHosts, 'host', 'or')
  switch (kind) {
    case 'keep-together':
      return `${who} ${strength} run on the same host`
    case 'keep-apart':
      return `${who} ${strength} not share a host`
    case 'run-on':
      return `${who} ${strength} run on ${where}`
    case 'not-on':
      return `${who} ${strength} not run on ${where}`
  }
}

const namesMax = 6

/** Names and a count: `web-01, web-02 and 2 more VMs`. */
export function several(
  names: readonly string[],
  hidden: number,
  noun: string,
  word: 'and' | 'or' = 'and',
): string {
  const shown = names.slice(0, namesMax)
  const more = names.length - shown.length + hidden
  if (more > 0)
    shown.push(`${figure(more)} ${names.length > 0 ? 'more ' : ''}${noun}${more > 1 ? 's' : ''}`)
  if (shown.length === 0) return `no ${noun}`
  return word === 'or' && shown.length > 1
    ? `${shown.slice(0, -1).join(', ')} or ${shown[shown.length - 1]}`
    : listed(shown)
}

/** The name of a rule for a reader. */
export function nameForReader(rule: ActiveRule, reader: RuleReader | undefined): string {
  if (!rule.row) return `Availability set ${rule.name}`
  return reader?.seesRule(rule.row) ? `Rule ${rule.name}` : 'A placement rule'
}

/** The hosts that a rule names for a reader. */
export function hostsForReader(rule: ActiveRule, reader: RuleReader | undefined): string {
  const seen = rule.hosts.filter(host => reader?.seesHost(host.id)).map(host => host.name)
  return several(seen, rule.hosts.length - seen.length, 'host', 'or')
}

/** VMs of a rule on a host for a reader. */
export function membersForReader(
  rule: ActiveRule,
  slot: number,
  reader: RuleReader | undefined,
): string {
  const count = rule.counts[slot]!
  const seen = rule.members
    .filter(one => one.slot === slot && reader?.seesVm(one.vm.id))
    .map(one => one.vm.name)
  return several(seen, count - seen.length, 'VM')
}
