import type { ProWhy } from '../../../../shared/contract/index.ts'

/** How near a rule is to a tip: it has one, or the part of the samples that it needs. */
function nearness({ tipId, conditions, need }: ProWhy): number {
  if (tipId !== undefined) return Infinity
  const levels = conditions.filter(one => one.level !== 'clear')
  return Math.max(0, ...levels.map(one => (one.holds ? 1 : 0) + one.held / need))
}

/** Rules that are nearest to a tip come first. */
export function byNearness(a: ProWhy, b: ProWhy): number {
  const [first, second] = [nearness(a), nearness(b)]
  return first === second ? 0 : second - first
}
