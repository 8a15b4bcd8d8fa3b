import type { CatalogueItem } from '../../../shared/contract/index.ts'
import type { RefusalView } from '../../../shared/refusals/index.ts'

/** Why a card cannot be requested: by its points, in short words, or by another refusal. */
export type Blocked =
  { kind: 'points'; needed: number; left: number } | { kind: 'refusal'; refusal: RefusalView }

/** The reason against a card; undefined where it can be requested. */
export function blockedOf(item: CatalogueItem): Blocked | undefined {
  const refusal = item.blockedBecause
  if (!refusal) return undefined
  if (refusal.code !== 'quota.exceeded' || item.limit === undefined)
    return { kind: 'refusal', refusal }
  return { kind: 'points', needed: item.quotaPoints, left: Math.max(0, item.limit - item.before) }
}

/** The key of a card: one template may be offered by several roles. */
export function keyOfItem(item: Pick<CatalogueItem, 'roleId' | 'templateId'>): string {
  return `${item.roleId} ${item.templateId}`
}
