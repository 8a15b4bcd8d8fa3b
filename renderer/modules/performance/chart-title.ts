import type { DrawnLine } from './use-drawn.ts'

/**
 * What tells charts side by side apart: the counter that all its lines have, of its one instance,
 * or else how many lines there are; with their unit where it is one.
 */
export function titleOf(lines: readonly Pick<DrawnLine, 'counter' | 'instance' | 'described'>[]): {
  name?: string
  count: number
  unit?: string
} {
  const [first] = lines
  const count = lines.length
  const units = new Set(lines.map(one => one.described?.unit))
  const unit = units.size === 1 ? first?.described?.unit : undefined
  if (!first || lines.some(one => one.counter !== first.counter)) return { count, unit }
  const name = count === 1 && first.instance ? `${first.instance}: ${first.counter}` : first.counter
  return { name, count, unit }
}
