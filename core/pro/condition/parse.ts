import type { ASTNode } from '@marcbachmann/cel-js'
import { Environment } from '@marcbachmann/cel-js'
import { proLimits } from '../../../shared/domain/index.ts'

/** What is wrong with the text of a condition, and where, counted in characters from 0. */
export interface ConditionProblem {
  readonly text: string
  readonly from: number
  readonly to: number
}

export type ArithmeticSign = '+' | '-' | '*' | '/' | 'min' | 'max'
export type ComparisonSign = '>' | '>=' | '<' | '<=' | '==' | '!='

/** A condition as plain data: what it computes, with nothing of the language left. */
export type NumberNode =
  | { readonly kind: 'constant'; readonly value: number }
  | { readonly kind: 'name'; readonly name: string }
  | {
      readonly kind: 'arithmetic'
      readonly sign: ArithmeticSign
      readonly left: NumberNode
      readonly right: NumberNode
    }
export type TruthNode =
  | { readonly kind: 'truth'; readonly value: boolean }
  | { readonly kind: 'not'; readonly of: TruthNode }
  | { readonly kind: 'and' | 'or'; readonly left: TruthNode; readonly right: TruthNode }
  | {
      readonly kind: 'comparison'
      readonly sign: ComparisonSign
      readonly left: NumberNode
      readonly right: NumberNode
    }

const arithmetic: ReadonlySet<string> = new Set(['+', '-', '*', '/'])
const comparisons: ReadonlySet<string> = new Set(['>', '>=', '<', '<=', '==', '!='])
const functions: ReadonlySet<string> = new Set(['min', 'max'])

/** A part of the language that rules do not have. */
class Unsupported extends Error {
  constructor(
    message: string,
    readonly at: ASTNode,
  ) {
    super(message)
  }
}

function environment(names: Iterable<string>): Environment {
  const made = new Environment({
    limits: {
      ...{ maxAstNodes: proLimits.conditionNodes, maxDepth: proLimits.conditionDepth },
      ...{ maxListElements: 0, maxMapEntries: 0, maxCallArguments: 2 },
    },
  })
  for (const name of names) made.registerVariable(name, 'double')
  made.registerFunction('min(double, double): double', Math.min)
  made.registerFunction('max(double, double): double', Math.max)
  return made
}

/**
 * Reads a condition over these names, all of them doubles. The library parses and checks the types;
 * of what it accepts, rules have numbers, `+ - * /`, `min` and `max`, comparisons, `&& || !` and
 * parentheses. Refuses by a list of problems with their places.
 */
export function parseCondition(
  text: string,
  names: Iterable<string>,
): { readonly node: TruthNode } | { readonly problems: readonly ConditionProblem[] } {
  if (text.length > proLimits.conditionCharacters) {
    const most = proLimits.conditionCharacters
    return {
      problems: [{ text: `is longer than ${most} characters`, from: most, to: text.length }],
    }
  }
  try {
    const reader = environment(names)
    const parsed = reader.parse(text)
    const checked = parsed.check()
    if (!checked.valid) return { problems: [problemOf(checked.error, text)] }
    if (checked.type !== 'bool') {
      const said = `gives a ${checked.type} and has to be true or false: compare it with a number`
      return { problems: [{ text: said, from: 0, to: text.length }] }
    }
    return { node: truthOf(parsed.ast) }
  } catch (error) {
    return { problems: [problemOf(error, text)] }
  }
}

/** What the library or we found, without its drawing of the place. */
function problemOf(error: unknown, text: string): ConditionProblem {
  if (error instanceof Unsupported) {
    const { start, end } = error.at as unknown as { start?: number; end?: number }
    return { text: error.message, from: start ?? 0, to: end ?? text.length }
  }
  const { summary, message, range } = error as {
    readonly summary?: string
    readonly message: string
    readonly range?: { readonly start: number; readonly end: number }
  }
  const [first = 'cannot be read'] = (summary ?? message).split('\n')
  return { text: first, from: range?.start ?? 0, to: Math.max(range?.end ?? text.length, 1) }
}

function truthOf(node: ASTNode): TruthNode {
  const { op } = node
  if (op === '&&' || op === '||') {
    const [left, right] = node.args as [ASTNode, ASTNode]
    return { kind: op === '&&' ? 'and' : 'or', left: truthOf(left), right: truthOf(right) }
  }
  if (op === '!_') return { kind: 'not', of: truthOf(node.args as ASTNode) }
  if (op === 'value' && typeof node.args === 'boolean') return { kind: 'truth', value: node.args }
  if (comparisons.has(op)) {
    const [left, right] = node.args as [ASTNode, ASTNode]
    const sign = op as ComparisonSign
    return { kind: 'comparison', sign, left: numberOf(left), right: numberOf(right) }
  }
  throw new Unsupported(`"${op}" is not part of the conditions of rules`, node)
}

function numberOf(node: ASTNode): NumberNode {
  const { op } = node
  if (op === 'id') return { kind: 'name', name: node.args as string }
  if (op === 'value' && ['number', 'bigint'].includes(typeof node.args)) {
    return { kind: 'constant', value: Number(node.args) }
  }
  if (op === '-_') {
    const zero: NumberNode = { kind: 'constant', value: 0 }
    return { kind: 'arithmetic', sign: '-', left: zero, right: numberOf(node.args as ASTNode) }
  }
  if (arithmetic.has(op)) {
    const [left, right] = node.args as [ASTNode, ASTNode]
    const sign = op as ArithmeticSign
    return { kind: 'arithmetic', sign, left: numberOf(left), right: numberOf(right) }
  }
  if (op === 'call') {
    const [name, [left, right] = []] = node.args as [string, ASTNode[]]
    if (functions.has(name) && left && right) {
      const sign = name as ArithmeticSign
      return { kind: 'arithmetic', sign, left: numberOf(left), right: numberOf(right) }
    }
  }
  throw new Unsupported(`"${op}" is not part of the conditions of rules`, node)
}

/** The names that a condition reads, each once, in their order. */
export function namesIn(node: TruthNode | NumberNode, found = new Set<string>()): Set<string> {
  if (node.kind === 'name') found.add(node.name)
  if (node.kind === 'not') namesIn(node.of, found)
  if ('left' in node) {
    namesIn(node.left, found)
    namesIn(node.right, found)
  }
  return found
}
