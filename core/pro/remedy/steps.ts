import type { AnyId, ProRule } from '../../../shared/domain/index.ts'
import type { TipStep, World } from '../../world/index.ts'
import { remedyValue } from './values.ts'

/** A value that a template asks for and that the fabric does not have now. */
class Missing extends Error {}

/**
 * The commands of a rule's remedy for one object, with their values of now. Answers a sentence where
 * a value is missing, such as the busiest VM of a host that runs none.
 */
export function stepsFor(world: World, rule: ProRule, sourceId: AnyId): TipStep[] | string {
  const { target } = rule
  const fill = (value: unknown): unknown => {
    if (typeof value === 'string' && value.startsWith('$')) {
      const found = remedyValue(world, { id: sourceId, target }, value)
      if (found === undefined) throw new Missing(value)
      return found
    }
    if (Array.isArray(value)) return value.map(fill)
    if (typeof value !== 'object' || value === null) return value
    return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, fill(one)]))
  }
  try {
    return rule.remedy.map(({ operation, input }) => ({
      operation,
      input: fill(input) as Record<string, unknown>,
    }))
  } catch (error) {
    if (!(error instanceof Missing)) throw error
    return `There is no ${wordsOf(error.message)} now, which the remedy needs.`
  }
}

/** `$busiestVm` is "busiest VM". */
function wordsOf(name: string): string {
  const words = name.slice(1).replace(/([A-Z])/g, ' $1')
  return words.toLowerCase().replace(/\bvm\b/g, 'VM')
}
