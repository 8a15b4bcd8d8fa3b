import type {
  HostId,
  PlacementRuleId,
  PlacementRuleKind,
  RuleStrength,
  VmId,
} from '../../../shared/domain/index.ts'
import { idsInOrder, kindOfId } from '../../../shared/domain/index.ts'
import type { HostRow, PlacementRuleRow, VmRow, World } from '../../world/index.ts'
import type { Whereabouts } from './whereabouts.ts'
import { whereaboutsIn } from './whereabouts.ts'

/**
 * A rule with where it holds and where its VMs are now, by slots of hosts, so that a host is asked
 * in a few look-ups. An availability set is a rule of its own that should keep VMs apart.
 */
export interface ActiveRule {
  /** Absent for an availability set. */
  readonly row?: PlacementRuleRow
  readonly name: string
  readonly kind: PlacementRuleKind
  readonly strength: RuleStrength
  /** 1 for hosts in its scope. */
  readonly covers: Uint8Array
  /** 1 for hosts that it names. */
  readonly named: Uint8Array
  /** VMs of the rule on each host of its scope. */
  readonly counts: Uint16Array
  /** VMs of the rule on all of them. */
  placed: number
  /** The hosts that it names, in the order of their ids. */
  readonly hosts: readonly HostRow[]
  /** The VMs behind the counts with the slots of their hosts. */
  readonly members: readonly { readonly vm: VmRow; readonly slot: number }[]
}

/** VMs that a rule names, or that carry one of its tags, in the order of their ids. */
export function membersOfRule(world: World, rule: PlacementRuleRow): VmRow[] {
  const ids = new Set<VmId>(rule.vmIds)
  for (const tag of rule.vmTags) {
    for (const id of world.index.vmsByTag.of(tag)) ids.add(id)
  }
  return idsInOrder(ids).flatMap(id => world.find('vm', id) ?? [])
}

/** The hosts that a rule holds on. */
export function hostsInScope(world: World, { scopeId }: Pick<PlacementRuleRow, 'scopeId'>) {
  const { index } = world
  if (kindOfId(scopeId) === 'cluster')
    return index.hostsByCluster.of(scopeId as `cluster-${number}`)
  const hosts = new Set<HostId>()
  for (const group of index.groupsBelow(scopeId as `hostgroup-${number}`)) {
    for (const id of index.hostsByGroup.of(group)) hosts.add(id)
  }
  return hosts
}

/** A VM that rules may name, or one that is still to be made, by its tags and sets alone. */
export type RuleSubject = Pick<VmRow, 'tags' | 'availabilitySets'> & { readonly id?: VmId }

/** The rules that are on and that a VM belongs to, in the order of their ids. */
export function ruleRowsOf(world: World, subject: RuleSubject): PlacementRuleRow[] {
  const ids = new Set<PlacementRuleId>(
    subject.id === undefined ? [] : world.index.rulesByVm.of(subject.id),
  )
  for (const tag of subject.tags) {
    for (const id of world.index.rulesByTag.of(tag)) ids.add(id)
  }
  return idsInOrder(ids).map(id => world.get('placementrule', id))
}

/** Every rule and availability set that a VM belongs to, counted without the VM itself. */
export function activeRulesOf(
  world: World,
  subject: RuleSubject,
  where: Whereabouts = whereaboutsIn(world),
): ActiveRule[] {
  const but = subject.id
  const rules = ruleRowsOf(world, subject).map(row => activeRule(world, row, where, but))
  const sets = [...(subject.availabilitySets ?? [])].map(name => activeSet(world, name, where, but))
  return [...rules, ...sets]
}

/** A rule with its VMs where they are; `but` is left out of the counts. */
export function activeRule(
  world: World,
  row: PlacementRuleRow,
  where: Whereabouts = whereaboutsIn(world),
  but?: VmId,
): ActiveRule {
  const named = slotsOf(world, row.hostIds)
  const hosts = idsInOrder(row.hostIds).flatMap(id => world.find('host', id) ?? [])
  const rule = {
    ...{ row, name: row.name, kind: row.kind, strength: row.strength, named },
    covers: slotsOf(world, hostsInScope(world, row)),
    hosts,
  }
  return counted(world, rule, membersOfRule(world, row), where, but)
}

/** An availability set: its VMs should be on different hosts, wherever they are (facts 1.7). */
export function activeSet(
  world: World,
  name: string,
  where: Whereabouts = whereaboutsIn(world),
  but?: VmId,
): ActiveRule {
  const size = world.index.hostBySlot.length
  const rule = {
    ...({ name, kind: 'keep-apart', strength: 'should', hosts: [] } as const),
    ...{ named: new Uint8Array(size), covers: new Uint8Array(size).fill(1) },
  }
  const vms = idsInOrder(world.index.vmsBySet.of(name)).map(id => world.get('vm', id))
  return counted(world, rule, vms, where, but)
}

function slotsOf(world: World, hostIds: Iterable<HostId>): Uint8Array {
  const slots = new Uint8Array(world.index.hostBySlot.length)
  for (const id of hostIds) {
    const host = world.find('host', id)
    if (host) slots[host.slot] = 1
  }
  return slots
}

function counted(
  world: World,
  rule: Omit<ActiveRule, 'counts' | 'placed' | 'members'>,
  vms: readonly VmRow[],
  where: Whereabouts,
  but: VmId | undefined,
): ActiveRule {
  const counts = new Uint16Array(rule.covers.length)
  const members: { vm: VmRow; slot: number }[] = []
  for (const vm of vms) {
    if (vm.id === but) continue
    // One that moves is still here and already there; it is together with those at its goal.
    const hostIds = rule.kind === 'keep-together' ? where(vm).slice(-1) : where(vm)
    for (const id of hostIds) {
      const slot = world.get('host', id).slot
      if (rule.covers[slot] !== 1) continue
      counts[slot]!++
      members.push({ vm, slot })
    }
  }
  return { ...rule, counts, placed: members.length, members }
}

/**
 * Whether a VM of the rule breaks it on the host in a slot.
 * @param from the slot in which the VM itself is counted; absent where it is not
 */
export function isBrokenOn(rule: ActiveRule, slot: number, from = -1): boolean {
  if (rule.covers[slot] !== 1) return false
  const here = rule.counts[slot]! - (from === slot ? 1 : 0)
  switch (rule.kind) {
    case 'run-on':
      return rule.named[slot] !== 1
    case 'not-on':
      return rule.named[slot] === 1
    case 'keep-apart':
      return here > 0
    case 'keep-together':
      return isAwayFromOthers(rule, here, from)
  }
}

/** Whether fewer of the others are here than on another host. */
function isAwayFromOthers(rule: ActiveRule, here: number, from: number): boolean {
  const others = rule.placed - (from >= 0 && rule.covers[from] === 1 ? 1 : 0)
  if (others <= 0 || here === others) return false
  if (here === 0) return true
  return rule.counts.some((count, slot) => count - (slot === from ? 1 : 0) > here)
}

/** What a look finds with the counts of rules on a host as they are now, whenever it looks. */
export function lookAsOfNow(
  rules: readonly ActiveRule[],
  slot: number,
): <Found>(look: () => Found) => Found {
  if (rules.length === 0) return look => look()
  const counts = rules.map(rule => rule.counts[slot]!)
  return look => {
    const later = rules.map(rule => rule.counts[slot]!)
    rules.forEach((rule, at) => (rule.counts[slot] = counts[at]!))
    const found = look()
    rules.forEach((rule, at) => (rule.counts[slot] = later[at]!))
    return found
  }
}

/** One more VM of the rule on a host, or one less. */
export function countIn(rule: ActiveRule, slot: number, by: 1 | -1 = 1): void {
  if (rule.covers[slot] !== 1) return
  rule.counts[slot]! += by
  rule.placed += by
}
