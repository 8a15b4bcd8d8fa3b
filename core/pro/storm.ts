import type { ProTarget } from '../../shared/domain/index.ts'
import type { VmRow, World } from '../world/index.ts'
import { faultsOn } from '../world/index.ts'
import { objectsOf } from './signals/index.ts'

/** Spreads the objects that are struck over all slots; it has no divisor in common with 100. */
const spread = 61

/** The part of all objects of which the drill has agents report what is not so, in percent. */
export function stormPercent(world: World): number {
  const parts = faultsOn(world, 'rule-storm', 'fabric-1').map(({ amount = 0 }) => amount)
  return Math.min(
    100,
    parts.reduce((sum, part) => sum + part, 0),
  )
}

/** The objects of a kind, by slot, for which every level holds because the drill says so. */
export function struckBy(world: World, target: ProTarget): Uint8Array | undefined {
  const percent = stormPercent(world)
  if (percent === 0) return undefined
  return Uint8Array.from(objectsOf(world, target), (row, slot) => {
    const isThere = row !== undefined && (row as Partial<VmRow>).recycled === undefined
    return isThere && (slot * spread) % 100 < percent ? 1 : 0
  })
}

/** Whether a tip is owed to the drill alone: PRO does nothing about it by itself. */
export function isDrill(world: World, { isStruck }: { readonly isStruck?: true }): boolean {
  return isStruck === true && stormPercent(world) > 0
}
