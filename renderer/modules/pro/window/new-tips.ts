import { numberOfId } from '../../../../shared/domain/index.ts'

interface Seen {
  id: string
  status: string
}

/**
 * Finds the tips that are new: `const fresh = newTips(); fresh(rows)`. What is there at the first look
 * is not new, and no tip is new twice. Ids are given in order, so the highest one tells.
 */
export function newTips<Tip extends Seen>(): (tips: readonly Tip[]) => Tip[] {
  let highest: number | undefined

  return tips => {
    const before = highest
    const numbers = tips.map(tip => numberOfId(tip.id))
    highest = Math.max(before ?? 0, ...numbers)
    if (before === undefined) return []
    return tips.filter((tip, at) => numbers[at]! > before && tip.status === 'active')
  }
}
