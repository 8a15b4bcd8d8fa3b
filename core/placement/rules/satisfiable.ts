import type { HostId, VmId } from '../../../shared/domain/index.ts'
import { idsInOrder } from '../../../shared/domain/index.ts'
import type { PlacementRuleRow, VmRow, World } from '../../world/index.ts'
import { figure } from '../format.ts'
import type { After, RuleProblem, Unit } from './problem.ts'
import { problemOf, rulesAround } from './problem.ts'
import { crowdedIn, search, searchStepsMax } from './search.ts'
import type { RuleReader } from './words.ts'
import { several } from './words.ts'

/** The rules that cannot be kept together, and why, in words for one reader. */
export interface RuleConflict {
  readonly text: string
  readonly rules: readonly PlacementRuleRow[]
}

export interface Verdict {
  readonly status: 'possible' | 'impossible' | 'not-proven'
  readonly conflict?: RuleConflict
  /** What was weighed, in words. */
  readonly proof: string
}

/** Why a problem has no answer, as far as it shows without trying. */
type Trouble =
  | { readonly kind: 'torn'; readonly rule: PlacementRuleRow; readonly vms: readonly VmRow[] }
  | { readonly kind: 'nowhere'; readonly unit: Unit }
  | { readonly kind: 'crowded'; readonly vms: readonly VmRow[]; readonly hostIds: HostId[] }
  | { readonly kind: 'tried'; readonly vms: readonly VmRow[]; readonly hostIds: HostId[] }

/**
 * Whether a rule can be kept together with every must rule that hangs together with it: VMs that
 * must be together as one, their hosts by rules, possible owners, custom properties, availability
 * for placement and memory, a matching for each rule that keeps VMs apart, then an exact search up
 * to a bound. Where it cannot, the fewest rules that contradict each other are named.
 */
export function weighRule(world: World, rule: PlacementRuleRow, reader?: RuleReader): Verdict {
  if (!rule.isEnabled || rule.strength !== 'must') {
    return { status: 'possible', proof: 'It does not have to be kept, so nothing contradicts it.' }
  }
  return weighRules(world, rulesAround(world, rule), { reader })
}

/**
 * The same for rules that hang together, the first of which is the one in question.
 * @param seen whose words the conflict is told in, and what a change would make of VMs and of hosts
 */
export function weighRules(
  world: World,
  around: readonly PlacementRuleRow[],
  { reader, ...after }: After & { readonly reader?: RuleReader },
): Verdict {
  const first = weigh(problemOf(world, around, after))
  const vms = new Set(first.problem.units.flatMap(unit => unit.vms)).size
  const what = `${figure(vms)} VMs of ${figure(around.length)} must rules`
  if (first.status === 'possible') {
    return { status: 'possible', proof: `A host was found for each of ${what}.` }
  }
  if (first.status === 'not-proven') {
    const tries = figure(searchStepsMax)
    const proof = `Not proven: ${tries} tries found no place for all of ${what}, and did not rule one out.`
    return { status: 'not-proven', proof }
  }
  const rules = fewest(world, around, after)
  const { problem, trouble } = weigh(problemOf(world, rules, after))
  const text = textOf(world, problem, trouble!, reader)
  return { status: 'impossible', conflict: { text, rules }, proof: text }
}

interface Weighed {
  readonly status: Verdict['status']
  readonly problem: RuleProblem
  readonly trouble?: Trouble
}

function weigh(problem: RuleProblem): Weighed {
  const trouble = troubleOf(problem)
  if (trouble) return { status: 'impossible', problem, trouble }
  const status = search(problem)
  if (status !== 'impossible') return { status, problem }
  const vms = problem.units.flatMap(unit => unit.vms)
  const hostIds = idsInOrder(problem.roomMib.keys())
  return { status, problem, trouble: { kind: 'tried', vms, hostIds } }
}

function troubleOf(problem: RuleProblem): Trouble | undefined {
  const torn = problem.aparts.find(one => one.torn)
  if (torn) return { kind: 'torn', rule: torn.rule, vms: torn.torn! }
  const nowhere = problem.units.find(unit => unit.hosts.length === 0)
  if (nowhere) return { kind: 'nowhere', unit: nowhere }
  for (const apart of problem.aparts) {
    const crowded = crowdedIn(problem, apart)
    if (!crowded) continue
    const vms = crowded.units.map(at => problem.units[at]!.vms[0]!)
    return { kind: 'crowded', vms, hostIds: idsInOrder(crowded.hostIds) }
  }
  return undefined
}

/** The first with as few others as still contradict it: each is left out where it is not needed. */
function fewest(
  world: World,
  around: readonly PlacementRuleRow[],
  after: After,
): PlacementRuleRow[] {
  let rules = [...around]
  for (const one of around.slice(1)) {
    const without = rules.filter(other => other !== one)
    if (weigh(problemOf(world, without, after)).status === 'impossible') rules = without
  }
  return rules
}

function textOf(
  world: World,
  problem: RuleProblem,
  trouble: Trouble,
  reader: RuleReader | undefined,
): string {
  const vms = (rows: readonly VmRow[]) => namesOf(rows, id => reader?.seesVm(id as VmId), 'VM')
  const hosts = (ids: readonly HostId[], word: 'and' | 'or' = 'and') =>
    namesOf(
      ids.map(id => world.get('host', id)),
      id => reader?.seesHost(id as HostId),
      'host',
      word,
    )
  switch (trouble.kind) {
    case 'torn':
      return `${vms(trouble.vms)} would have to be on the same host and on different hosts.`
    case 'nowhere': {
      const { unit } = trouble
      const limits = unit.vms.flatMap(vm =>
        vm.possibleOwnerIds && reader?.seesVm(vm.id)
          ? [`possible owners of ${vm.name}: ${hosts(vm.possibleOwnerIds)}`]
          : [],
      )
      const because = limits.length > 0 ? ` (${limits.join('; ')})` : ''
      const memory = `${figure(unit.memoryMib)} MB`
      return `No host that is available for placement may take ${vms(unit.vms)} with ${memory} of memory${because}.`
    }
    case 'crowded':
      return `${vms(trouble.vms)} would need ${figure(trouble.vms.length)} hosts, and may only be on ${hosts(trouble.hostIds, 'or')}: ${figure(trouble.hostIds.length)}.`
    case 'tried': {
      const memory = problem.units.reduce((sum, unit) => sum + unit.memoryMib, 0)
      return `Every way was tried to place ${vms(trouble.vms)} with ${figure(memory)} MB on ${hosts(trouble.hostIds)}, and none keeps all of the rules and the memory of the hosts.`
    }
  }
}

function namesOf(
  rows: readonly { readonly id: string; readonly name: string }[],
  sees: (id: string) => boolean | undefined,
  noun: string,
  word: 'and' | 'or' = 'and',
): string {
  const seen = rows.filter(row => sees(row.id)).map(row => row.name)
  return several(seen, rows.length - seen.length, noun, word)
}

/** The rules of a conflict by name, those outside the reader's sight as a count. */
export function conflictNames(conflict: RuleConflict, reader: RuleReader): string[] {
  const seen = conflict.rules.filter(rule => reader.seesRule(rule)).map(rule => rule.name)
  const hidden = conflict.rules.length - seen.length
  return hidden > 0 ? [...seen, `${figure(hidden)} outside your scope`] : seen
}
