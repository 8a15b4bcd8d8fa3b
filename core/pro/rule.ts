import type { ProRule } from '../../shared/domain/index.ts'
import type { Compiled, ConditionProblem, NumberNode, TruthNode } from './condition/index.ts'
import { compileCondition, namesIn, parseCondition } from './condition/index.ts'
import { signalsFor } from './signals/index.ts'

export const conditionFields = ['warning', 'critical', 'clear'] as const
export type ConditionField = (typeof conditionFields)[number]

/** A rule that runs: its conditions as loops, and the signals that they read. */
export interface CompiledRule extends Partial<Readonly<Record<ConditionField, Compiled>>> {
  readonly signals: readonly string[]
}

/** What is wrong with a rule, at a place such as `warning` or `windows.latencyMs`. */
export interface RuleProblem {
  readonly path: readonly (string | number)[]
  readonly text: string
  /** The part of a condition, in characters from 0. */
  readonly from?: number
  readonly to?: number
}

/**
 * Reads the conditions of a rule over the signals of what it watches and its own parameters, which
 * become numbers. Refuses by a list of all that is wrong.
 */
export function compileRule(
  rule: ProRule,
): { readonly rule: CompiledRule } | { readonly problems: readonly RuleProblem[] } {
  const known = signalsFor(rule.target)
  const problems = namesAmiss(rule)
  const compiled: Partial<Record<ConditionField, Compiled>> = {}
  const read = new Set<string>()
  for (const field of conditionFields) {
    const text = rule[field]
    if (text === undefined) continue
    const parsed = parseCondition(text, [...known.keys(), ...Object.keys(rule.parameters)])
    if ('problems' in parsed) {
      problems.push(...parsed.problems.map(one => atPlace(field, rule, one)))
      continue
    }
    const node = withParameters(parsed.node, rule.parameters)
    for (const name of namesIn(node)) read.add(name)
    compiled[field] = compileCondition(node)
  }
  if (problems.length > 0) return { problems }
  return { rule: { ...compiled, signals: [...read] } }
}

function namesAmiss({ target, windows, parameters }: ProRule): RuleProblem[] {
  const known = signalsFor(target)
  return [
    ...Object.keys(windows)
      .filter(name => !known.has(name))
      .map(name => ({ path: ['windows', name], text: `${name} is no signal of a ${target}` })),
    ...Object.keys(parameters)
      .filter(name => known.has(name))
      .map(name => ({
        path: ['parameters', name],
        text: `${name} is the name of a signal: give the parameter another one`,
      })),
  ]
}

/** A name that is not known gets the names that are near it. */
function atPlace(field: ConditionField, rule: ProRule, problem: ConditionProblem): RuleProblem {
  const { text, from, to } = problem
  const [, unknown] = /^Unknown variable: (.+)$/.exec(text) ?? []
  if (unknown === undefined) return { path: [field], text, from, to }
  const near = nearest(unknown, [...signalsFor(rule.target).keys()])
  const said = `${unknown} is no signal of a ${rule.target} and no parameter of the rule`
  return { path: [field], text: near ? `${said}; is it ${near}?` : said, from, to }
}

/** A name that begins or ends like the one sought, or has it within. */
function nearest(sought: string, names: readonly string[]): string | undefined {
  const small = sought.toLowerCase()
  const start = small.slice(0, 5)
  return (
    names.find(name => name.toLowerCase() === small) ??
    names.find(name => name.toLowerCase().includes(small)) ??
    names.find(name => name.toLowerCase().startsWith(start))
  )
}

function withParameters(node: TruthNode, parameters: ProRule['parameters']): TruthNode {
  switch (node.kind) {
    case 'truth':
      return node
    case 'not':
      return { ...node, of: withParameters(node.of, parameters) }
    case 'and':
    case 'or':
      return {
        ...node,
        left: withParameters(node.left, parameters),
        right: withParameters(node.right, parameters),
      }
    case 'comparison':
      return {
        ...node,
        left: numbersFor(node.left, parameters),
        right: numbersFor(node.right, parameters),
      }
  }
}

function numbersFor(node: NumberNode, parameters: ProRule['parameters']): NumberNode {
  if (node.kind === 'name' && Object.hasOwn(parameters, node.name)) {
    return { kind: 'constant', value: parameters[node.name]!.value }
  }
  if (node.kind !== 'arithmetic') return node
  return {
    ...node,
    left: numbersFor(node.left, parameters),
    right: numbersFor(node.right, parameters),
  }
}
