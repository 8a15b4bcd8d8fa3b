import type { HostId, VmId } from '../../../shared/domain/index.ts'
import { costMib, idsInOrder } from '../../../shared/domain/index.ts'
import { hostReserveMib } from '../../memory/index.ts'
import type { HostRow, PlacementRuleRow, VmRow, World } from '../../world/index.ts'
import { hostsInScope, membersOfRule } from './active.ts'
import type { SettingsAfter } from './custom.ts'
import { configurationOf, isMustRule, keepsCustomRule, propertiesOfHost } from './custom.ts'

/** VMs that must be on one host: they go as one. */
export interface Unit {
  readonly vms: readonly VmRow[]
  readonly memoryMib: number
  /** Hosts that may take all of them, in the order of their ids. */
  readonly hosts: readonly HostRow[]
}

/** Units that must not share a host, by a rule. */
export interface Apart {
  readonly rule: PlacementRuleRow
  /** Places in `units`, each once. */
  readonly units: readonly number[]
  /** Two VMs of one unit, which can never be apart. */
  readonly torn?: readonly [VmRow, VmRow]
  readonly covers: ReadonlySet<HostId>
}

/** What has to be found out: hosts for all units, such that those that are apart share none. */
export interface RuleProblem {
  readonly rules: readonly PlacementRuleRow[]
  readonly units: readonly Unit[]
  readonly aparts: readonly Apart[]
  /** Memory that VMs may have on a host. */
  readonly roomMib: ReadonlyMap<HostId, number>
}

/** The VMs of a rule, in the order of their ids: as they are, or as a change would make them. */
export type MembersOf = (rule: PlacementRuleRow) => readonly VmRow[]

/** What a change would make of the VMs of rules, and of what hosts are judged by. */
export interface After {
  readonly members?: MembersOf
  readonly settings?: SettingsAfter
}

/** Rules that are on, may never be broken, and hang together with one of them by common VMs. */
export function rulesAround(
  world: World,
  rule: PlacementRuleRow,
  members: MembersOf = one => membersOfRule(world, one),
): PlacementRuleRow[] {
  const others = [...world.all('placementrule')].filter(
    one => one.isEnabled && one.strength === 'must' && one.id !== rule.id,
  )
  const found = [rule]
  const known = new Set(members(rule).map(vm => vm.id))
  const left = new Map(others.map(one => [one, members(one)]))
  for (let grew = true; grew;) {
    grew = false
    for (const [one, vms] of left) {
      if (!vms.some(vm => known.has(vm.id))) continue
      vms.forEach(vm => known.add(vm.id))
      left.delete(one)
      found.push(one)
      grew = true
    }
  }
  return found
}

/** The problem that some rules pose, as the world stands or as a change would make their VMs. */
export function problemOf(
  world: World,
  rules: readonly PlacementRuleRow[],
  { members: membersOf = rule => membersOfRule(world, rule), settings }: After = {},
): RuleProblem {
  const members = new Map(rules.map(rule => [rule, membersOf(rule)]))
  const covers = new Map(rules.map(rule => [rule, new Set(hostsInScope(world, rule))]))
  const vms = new Map<VmId, VmRow>()
  for (const list of members.values()) for (const vm of list) vms.set(vm.id, vm)
  const places = unitPlaces(rules, members)
  const byPlace = new Map<VmId, VmRow[]>()
  for (const id of idsInOrder(vms.keys())) {
    const place = places(id)
    byPlace.set(place, [...(byPlace.get(place) ?? []), vms.get(id)!])
  }
  const keys = [...byPlace.keys()]
  const units = keys.map(key =>
    unitOf(world, byPlace.get(key)!, { rules, members, covers, settings }),
  )
  const placeOf = new Map(keys.map((key, at) => [key, at]))
  const aparts = rules
    .filter(rule => rule.kind === 'keep-apart')
    .map(rule =>
      apartOf(rule, members.get(rule)!, vm => placeOf.get(places(vm.id))!, covers.get(rule)!),
    )
  const hosts = new Set(units.flatMap(unit => unit.hosts))
  const roomMib = new Map([...hosts].map(host => [host.id, roomOf(world, host)]))
  return { rules, units, aparts, roomMib }
}

interface Named {
  readonly rules: readonly PlacementRuleRow[]
  readonly members: ReadonlyMap<PlacementRuleRow, readonly VmRow[]>
  readonly covers: ReadonlyMap<PlacementRuleRow, ReadonlySet<HostId>>
  readonly settings?: SettingsAfter
}

/** Who is on one host with whom: the first VM of each unit stands for it. */
function unitPlaces(rules: readonly PlacementRuleRow[], members: Named['members']) {
  const first = new Map<VmId, VmId>()
  const find = (id: VmId): VmId => {
    const above = first.get(id)
    return above === undefined || above === id ? id : find(above)
  }
  for (const rule of rules) {
    if (rule.kind !== 'keep-together') continue
    const [head, ...rest] = members.get(rule)!
    for (const vm of rest) {
      const [one, other] = idsInOrder([find(head!.id), find(vm.id)])
      first.set(other!, one!)
    }
  }
  return find
}

function unitOf(world: World, vms: readonly VmRow[], named: Named): Unit {
  const memoryMib = vms.reduce((sum, vm) => sum + costMib(vm.memoryMib), 0)
  const allowed = vms.map(vm => new Set(hostsFor(world, vm, named)))
  const hosts = idsInOrder(allowed[0]!)
    .filter(id => allowed.every(set => set.has(id)))
    .map(id => world.get('host', id))
    .filter(host => memoryMib <= roomOf(world, host))
  return { vms, memoryMib, hosts }
}

function roomOf(world: World, host: HostRow): number {
  return host.memoryMib - hostReserveMib(world, host)
}

/**
 * Hosts that a VM may be on: nodes of its cluster where it is highly available, otherwise the hosts
 * on which its rules hold; of them its possible owners, those that are available for placement, and
 * those that rules about hosts and custom properties let it.
 */
function hostsFor(world: World, vm: VmRow, { rules, members, covers, settings }: Named): HostId[] {
  const mine = rules.filter(rule => members.get(rule)!.includes(vm))
  const { clusterId } = world.get('host', vm.hostId)
  const reach =
    vm.highlyAvailable && clusterId
      ? world.index.hostsByCluster.of(clusterId)
      : new Set(mine.flatMap(rule => [...covers.get(rule)!]))
  return [...reach].filter(id => {
    const host = world.get('host', id)
    if (!host.availableForPlacement || vm.possibleOwnerIds?.includes(id) === false) return false
    if (!allows(world, vm, host, settings)) return false
    return mine.every(rule => {
      if (!covers.get(rule)!.has(id)) return true
      if (rule.kind === 'run-on') return rule.hostIds.includes(id)
      return rule.kind !== 'not-on' || !rule.hostIds.includes(id)
    })
  })
}

/** Whether custom rules let a VM be on a host. */
function allows(world: World, vm: VmRow, host: HostRow, after?: SettingsAfter): boolean {
  const rules = configurationOf(world, host, after)?.customRules.filter(isMustRule) ?? []
  if (rules.length === 0) return true
  const values = propertiesOfHost(world, host, after)
  return rules.every(rule => keepsCustomRule(rule, vm.customProperties, values))
}

function apartOf(
  rule: PlacementRuleRow,
  vms: readonly VmRow[],
  place: (vm: VmRow) => number,
  covers: ReadonlySet<HostId>,
): Apart {
  const seen = new Map<number, VmRow>()
  let torn: [VmRow, VmRow] | undefined
  for (const vm of vms) {
    const at = place(vm)
    const before = seen.get(at)
    if (before) torn ??= [before, vm]
    else seen.set(at, vm)
  }
  return { rule, units: [...seen.keys()], torn, covers }
}
