import type { ProPack, ProRule, RulePackId } from '../../shared/domain/index.ts'
import type { KnownPack, KnownRule } from '../pro/index.ts'
import type { RulePackRow, World } from '../world/index.ts'
import { put, remove } from '../world/index.ts'

/** Keeps what is not as shipped of a pack, in the row that it has or in a new one. */
export function putPack(
  world: World,
  known: KnownPack | undefined,
  change: Partial<Omit<RulePackRow, 'id'>> & Pick<RulePackRow, 'origin'>,
): RulePackId {
  const packId = known?.pack.id ?? change.pack!.id
  const old: RulePackRow = known?.row ?? {
    ...{ id: world.nextId('rulepack'), packId, origin: change.origin },
    ...{ isEnabled: known?.isEnabled ?? true, switches: {} },
  }
  world.apply(put('rulepack', { ...old, ...change }))
  return old.id
}

/** A pack with one more rule, or with a rule in the place of another; its version counts up. */
export function withRule(pack: ProPack, rule: ProRule, instead?: string): ProPack {
  const isThere = pack.rules.some(one => one.id === instead)
  const rules = isThere
    ? pack.rules.map(one => (one.id === instead ? rule : one))
    : [...pack.rules, rule]
  return { ...pack, version: pack.version + 1, rules }
}

/** Takes a rule out of the pack of own rules; with the last of them the pack goes. */
export function removeRuleFrom(world: World, { known, rule }: KnownRule): void {
  const rules = known.pack.rules.filter(one => one.id !== rule.id)
  const { row } = known
  if (rules.length === 0 && row) return world.apply(remove('rulepack', row.id))
  const switches = Object.fromEntries(
    Object.entries(row?.switches ?? {}).filter(([id]) => id !== rule.id),
  )
  const pack = { ...known.pack, version: known.pack.version + 1, rules }
  putPack(world, known, { origin: known.origin, pack, switches })
}
