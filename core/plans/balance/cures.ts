import { isBrokenOn, violationsIn } from '../../placement/index.ts'
import type { ActiveRule } from '../../placement/index.ts'
import type { DraftStep } from '../types.ts'
import type { Candidate } from './few.ts'
import type { Search } from './search.ts'
import { judge } from './search.ts'

interface Cured {
  readonly steps: DraftStep[]
  /** Rules that stay broken, each with why. */
  readonly left: string[]
}

/**
 * Moves that cure broken placement rules (facts 2.2), those that must be kept first: each VM that
 * breaks one goes where it keeps it, to the host by which the imbalance gains most or loses least.
 * A VM that has just moved may move again for a rule; one that is excluded stays.
 */
export function cureRules(search: Search): Cured {
  const { state } = search
  const steps: DraftStep[] = []
  const left: string[] = []
  for (const strength of ['must', 'should'] as const) {
    for (const rule of state.rules.rules) {
      if (rule.strength !== strength) continue
      for (const { vm, slot } of violationsIn(rule)) {
        const at = state.indexOfVm(vm.id)
        const host = at === undefined ? undefined : state.hosts[state.hostOf[at]!]
        // An earlier cure may have mended it, or the VM is on none of these hosts.
        if (at === undefined || host?.slot !== slot || !isBrokenOn(rule, slot, slot)) continue
        const cure = cureOf(search, rule, at)
        if (typeof cure === 'string') left.push(`${rule.name}: ${cure}`)
        else steps.push(take(search, rule, cure))
      }
    }
  }
  return { steps, left }
}

/** The best host on which the VM keeps the rule, or why there is none. */
function cureOf(search: Search, rule: ActiveRule, vm: number): Candidate | string {
  const { state, stays } = search
  const { name, slot } = state.vms[vm]!
  const from = state.hostOf[vm]!
  const stay = stays[vm]
  if (stay && stay.code !== 'hold') return `${stay.text}.`
  const before = state.loads.imbalance()
  const found: Candidate[] = []
  for (let to = 0; to < state.hosts.length; to++) {
    const [here, there] = [state.hosts[from]!.slot, state.hosts[to]!.slot]
    if (to === from || isBrokenOn(rule, there, here)) continue
    if (state.rules.brokenMust(slot, there, here)) continue
    found.push({ vm, to, gain: before - state.loads.imbalanceWith(vm, to) })
  }
  found.sort((a, b) => b.gain - a.gain || a.to - b.to)
  if (found.length === 0) return `no host of the cluster keeps it for ${name}.`
  let against = ''
  for (const candidate of found) {
    const judged = judge(search, candidate, true)
    if (judged.against === undefined) return candidate
    against ||= judged.against
  }
  return `${name} stays: ${against}`
}

function take({ state, reserve }: Search, rule: ActiveRule, { vm, to }: Candidate): DraftStep {
  const row = state.vms[vm]!
  const [from, target] = [state.hosts[state.hostOf[vm]!]!, state.hosts[to]!]
  state.move(vm, to)
  reserve.move(row, from.id, target.id)
  const says = rule.strength === 'must' ? 'must be kept' : 'should be kept'
  return {
    ...{ action: 'migrate', vmId: row.id, fromId: from.id, toId: target.id },
    reason: `On ${from.name} it breaks the rule ${rule.name}, which ${says}; on ${target.name} it keeps it.`,
  }
}
