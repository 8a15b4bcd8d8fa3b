import type { ProPack, ProRule } from '../../shared/domain/index.ts'
import { byId } from '../../shared/domain/index.ts'
import type { RulePackRow, World } from '../world/index.ts'
import { followsFrom } from '../world/index.ts'
import { shippedPacks } from './packs/index.ts'
import type { CompiledRule } from './rule.ts'
import { compileRule } from './rule.ts'

/** A pack as it holds in a fabric: as shipped, or as somebody imported, wrote or changed it. */
export interface KnownPack {
  readonly pack: ProPack
  readonly origin: RulePackRow['origin']
  readonly isEnabled: boolean
  readonly isChanged: boolean
  /** What is not as shipped of it. */
  readonly row?: RulePackRow
}

/** A rule of a pack, on or off. */
export interface KnownRule {
  /** `pack/rule`. */
  readonly key: string
  readonly known: KnownPack
  readonly rule: ProRule
  readonly isEnabled: boolean
  /** On, and its pack too. */
  readonly isWatching: boolean
}

/** A rule that is on, ready to run. */
export interface RunningRule extends KnownRule {
  readonly compiled: CompiledRule
}

/** Every pack: those that are shipped in their order, then the others as they came. */
export const packsOf = followsFrom(['rulepack'], (world): readonly KnownPack[] => {
  const rows = new Map([...world.all('rulepack')].map(row => [row.packId, row]))
  const shipped = shippedPacks.map((pack): KnownPack => {
    const row = rows.get(pack.id)
    return {
      ...{ pack: row?.pack ?? pack, origin: 'shipped', isEnabled: row?.isEnabled ?? true, row },
      isChanged: row?.pack !== undefined,
    }
  })
  const isShipped = new Set(shippedPacks.map(pack => pack.id))
  const others = [...rows.values()].filter(row => !isShipped.has(row.packId)).sort(byId)
  const added = others.flatMap((row): KnownPack[] =>
    row.pack
      ? [{ pack: row.pack, origin: row.origin, isEnabled: row.isEnabled, isChanged: false, row }]
      : [],
  )
  return [...shipped, ...added]
})

/** Every rule of every pack. */
export const rulesOf = followsFrom(['rulepack'], (world): readonly KnownRule[] =>
  packsOf(world).flatMap(known =>
    known.pack.rules.map(rule => {
      const isEnabled = known.row?.switches[rule.id] ?? rule.enabled
      const key = `${known.pack.id}/${rule.id}`
      return { key, known, rule, isEnabled, isWatching: isEnabled && known.isEnabled }
    }),
  ),
)

/** The rules that are on, in their order; one that does not compile here stays silent. */
export const runningRules = followsFrom(['rulepack'], (world): readonly RunningRule[] =>
  rulesOf(world).flatMap(known => {
    const compiled = known.isWatching ? compiledOf(known.rule) : undefined
    return compiled ? [{ ...known, compiled }] : []
  }),
)

const compiledRules = new WeakMap<ProRule, CompiledRule | 'invalid'>()

/** A rule as loops over columns, made once; undefined for one that this product cannot read. */
export function compiledOf(rule: ProRule): CompiledRule | undefined {
  let found = compiledRules.get(rule)
  if (!found) {
    const made = compileRule(rule)
    found = 'rule' in made ? made.rule : 'invalid'
    compiledRules.set(rule, found)
  }
  return found === 'invalid' ? undefined : found
}

export function findRule(world: World, key: string): KnownRule | undefined {
  return rulesOf(world).find(rule => rule.key === key)
}

export function findPack(world: World, packId: string): KnownPack | undefined {
  return packsOf(world).find(({ pack }) => pack.id === packId)
}
