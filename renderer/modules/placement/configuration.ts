import type { PlacementConfiguration } from '../../../shared/domain/index.ts'

/** Whether two configurations ask the same. */
export function isSameConfiguration(
  one: PlacementConfiguration,
  other: PlacementConfiguration,
): boolean {
  return textOf(one) === textOf(other)
}

function textOf({ checks, customRules }: PlacementConfiguration): string {
  const levels = Object.entries(checks).sort(([a], [b]) => (a < b ? -1 : 1))
  const rules = customRules.map(({ property, requirement }) => [property, requirement])
  return JSON.stringify([levels, rules])
}
