import type { ProRule, ProTest } from '../../../../shared/domain/index.ts'
import {
  isGroup,
  readCondition,
  type Comparison,
  type ConditionGroup,
  type ConditionItem,
} from './condition.ts'

type Values = Map<string, number>

/**
 * The tests of a rule that was written as lines: samples a little over each level raise a tip of
 * that severity, samples on the other side of all levels raise none. Empty where a condition says
 * more than lines can, so that its samples have to be written.
 */
export function testsFor(rule: Omit<ProRule, 'tests'>): ProTest[] {
  const tests: ProTest[] = []
  const levels = (['critical', 'warning'] as const).flatMap(severity => {
    const text = rule[severity]
    const lines = text && readCondition(text, Object.keys(rule.parameters))
    return lines ? [{ severity, lines, text }] : []
  })
  const signals = new Set(levels.flatMap(level => comparisonsOf(level.lines).map(c => c.signal)))
  const quiet = valuesFor(
    levels.map(level => level.lines),
    rule,
    false,
  )
  for (const { lines } of levels) {
    const values = new Map([...(quiet ?? []), ...(valuesFor([lines], rule, true) ?? [])])
    const found = severityOf(levels, values, rule)
    if (found) tests.push(testOf(rule, `${found}: a little past its level`, values, found))
  }
  if (quiet && signals.size > 0 && !severityOf(levels, quiet, rule)) {
    tests.push(testOf(rule, 'none: within all levels', quiet, 'none'))
  }
  return tests
}

function testOf(
  rule: Omit<ProRule, 'tests'>,
  name: string,
  values: Values,
  expect: ProTest['expect'],
): ProTest {
  const count = Math.max(rule.samples.of, ...Object.values(rule.windows).map(one => one.minutes))
  const samples = [...values].map(([signal, value]) => [
    signal,
    Array.from({ length: count }, () => value),
  ])
  return { name, expect, samples: Object.fromEntries(samples) as ProTest['samples'] }
}

function severityOf(
  levels: readonly { severity: 'warning' | 'critical'; lines: ConditionGroup }[],
  values: Values,
  rule: Omit<ProRule, 'tests'>,
): 'warning' | 'critical' | undefined {
  return levels.find(level => holds(level.lines, values, rule))?.severity
}

function comparisonsOf(item: ConditionItem): Comparison[] {
  return isGroup(item) ? item.items.flatMap(comparisonsOf) : [item]
}

/** Values at which all of the lines hold, or none does, each line taken for itself. */
function valuesFor(
  groups: readonly ConditionGroup[],
  rule: Omit<ProRule, 'tests'>,
  wanted: boolean,
): Values | undefined {
  const values: Values = new Map()
  for (const line of groups.flatMap(comparisonsOf)) {
    const limit = limitOf(line, rule)
    if (limit === undefined) return undefined
    const value = valueFor(line.sign, limit, wanted)
    const before = values.get(line.signal)
    // Of several lines of one signal the mildest keeps within all of them.
    const isMilder =
      before === undefined || (line.sign.startsWith('>') ? value < before : value > before)
    if (wanted ? before === undefined : isMilder) values.set(line.signal, value)
  }
  return values
}

function limitOf(line: Comparison, rule: Omit<ProRule, 'tests'>): number | undefined {
  return typeof line.value === 'string' ? rule.parameters[line.value]?.value : line.value
}

/** A value past a limit, or short of it, by a hundredth of it. */
function valueFor(sign: Comparison['sign'], limit: number, wanted: boolean): number {
  const step = Math.max(0.01, Math.abs(limit) / 100)
  if (sign === '==') return wanted ? limit : limit + step
  if (sign === '!=') return wanted ? limit + step : limit
  return sign.startsWith('>') === wanted ? limit + step : limit - step
}

function holds(item: ConditionItem, values: Values, rule: Omit<ProRule, 'tests'>): boolean {
  if (isGroup(item)) {
    const each = (one: ConditionItem) => holds(one, values, rule)
    return item.join === 'and' ? item.items.every(each) : item.items.some(each)
  }
  const value = values.get(item.signal)
  const limit = limitOf(item, rule)
  if (value === undefined || limit === undefined) return false
  const isSame = value === limit
  if (item.sign === '==' || item.sign === '!=') return isSame === (item.sign === '==')
  if (isSame) return item.sign.endsWith('=')
  return value > limit === item.sign.startsWith('>')
}
