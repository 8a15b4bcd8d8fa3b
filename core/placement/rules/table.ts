import type { VmId } from '../../../shared/domain/index.ts'
import { byId } from '../../../shared/domain/index.ts'
import type { PlacementRuleRow, VmRow, World } from '../../world/index.ts'
import type { ActiveRule } from './active.ts'
import { activeRule, activeSet, countIn, isBrokenOn } from './active.ts'
import type { Whereabouts } from './whereabouts.ts'
import { whereaboutsIn } from './whereabouts.ts'

/** A VM that breaks a rule where it is now. */
export interface Violation {
  readonly vm: VmRow
  /** The slot of its host. */
  readonly slot: number
}

/** The VMs that break a rule now, in the order of their ids; none of a rule that is off. */
export function violationsOf(
  world: World,
  row: PlacementRuleRow,
  where: Whereabouts = whereaboutsIn(world),
): Violation[] {
  if (!row.isEnabled) return []
  return violationsIn(activeRule(world, row, where))
}

/** The VMs of a rule that break it where they are counted. */
export function violationsIn(rule: ActiveRule): Violation[] {
  const seen = new Set<VmId>()
  return rule.members.filter(({ vm, slot }) => {
    if (seen.has(vm.id) || !isBrokenOn(rule, slot, slot)) return false
    seen.add(vm.id)
    return true
  })
}

/**
 * All rules and availability sets of a world at once, for whoever tries many moves: a question
 * costs a few look-ups by slots, and a move that was decided is counted before the next is tried.
 */
export class RuleTable {
  readonly rules: readonly ActiveRule[]
  /** Places in `rules`, by the slot of the VM; nothing for a VM that no rule names. */
  private readonly byVmSlot: (number[] | undefined)[] = []

  constructor(world: World, where: Whereabouts = whereaboutsIn(world)) {
    const rows = [...world.all('placementrule')].filter(row => row.isEnabled).sort(byId)
    const sets = world.index.vmsBySet.keysInOrder()
    this.rules = [
      ...rows.map(row => activeRule(world, row, where)),
      ...sets.map(name => activeSet(world, name, where)),
    ]
    this.rules.forEach((rule, at) => {
      for (const { vm } of rule.members) {
        const places = (this.byVmSlot[vm.slot] ??= [])
        if (places[places.length - 1] !== at) places.push(at)
      }
    })
  }

  /** The first must rule that a VM would break on a host; `from` is the slot that it leaves. */
  brokenMust(vmSlot: number, hostSlot: number, from: number): ActiveRule | undefined {
    for (const at of this.byVmSlot[vmSlot] ?? []) {
      const rule = this.rules[at]!
      if (rule.strength === 'must' && isBrokenOn(rule, hostSlot, from)) return rule
    }
    return undefined
  }

  /** How many should rules a VM would break on a host. */
  brokenShoulds(vmSlot: number, hostSlot: number, from: number): number {
    let count = 0
    for (const at of this.byVmSlot[vmSlot] ?? []) {
      const rule = this.rules[at]!
      if (rule.strength === 'should' && isBrokenOn(rule, hostSlot, from)) count++
    }
    return count
  }

  /** Counts a VM on another host from now on. */
  move(vmSlot: number, from: number, to: number): void {
    for (const at of this.byVmSlot[vmSlot] ?? []) {
      countIn(this.rules[at]!, from, -1)
      countIn(this.rules[at]!, to)
    }
  }
}
