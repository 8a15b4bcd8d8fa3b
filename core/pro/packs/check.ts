import type { ProPack } from '../../../shared/domain/index.ts'
import { proLimits, proPack, remedyNames } from '../../../shared/domain/index.ts'
import { operationNames, readInput } from '../operation-names.ts'
import type { RuleProblem } from '../rule.ts'
import { compileRule } from '../rule.ts'

/** A pack that can be used, or all that is wrong with it, each with its place. */
export type PackVerdict = { readonly pack: ProPack } | { readonly problems: readonly RuleProblem[] }

/** The most problems that are told at once. */
const problemsMost = 50

/**
 * Reads a pack from a file that may come from anywhere: its size, its JSON, the schema, rules that
 * are there twice, and every condition, window and remedy against what the product has.
 */
export function readPack(text: string): PackVerdict {
  if (text.length > proLimits.packBytes) {
    const most = Math.round(proLimits.packBytes / 1024)
    return refused([], `the file is larger than ${most} KB`)
  }
  try {
    return checkPack(JSON.parse(text, refuseHiddenKeys))
  } catch (error) {
    return refused([], `the file is no JSON: ${(error as Error).message}`)
  }
}

/** Keys that would reach what every object has are no part of any pack. */
function refuseHiddenKeys(key: string, value: unknown): unknown {
  if (key === '__proto__' || key === 'constructor' || key === 'prototype') {
    throw new Error(`the key ${key} is not allowed`)
  }
  return value
}

/** The same of a value that was read already. */
export function checkPack(value: unknown): PackVerdict {
  const parsed = proPack.safeParse(value)
  if (!parsed.success) {
    const problems = parsed.error.issues.map(({ path, message }) => ({
      path: path.map(part => (typeof part === 'symbol' ? String(part) : part)),
      text: message,
    }))
    return { problems: problems.slice(0, problemsMost) }
  }
  const problems = problemsOf(parsed.data)
  return problems.length > 0 ? { problems: problems.slice(0, problemsMost) } : { pack: parsed.data }
}

function refused(path: RuleProblem['path'], text: string): PackVerdict {
  return { problems: [{ path, text }] }
}

function problemsOf(pack: ProPack): RuleProblem[] {
  const seen = new Map<string, number>()
  return pack.rules.flatMap((rule, at) => {
    const problems: RuleProblem[] = []
    const first = seen.get(rule.id)
    if (first !== undefined) {
      problems.push({ path: ['id'], text: `the id ${rule.id} is that of rules.${first} too` })
    }
    seen.set(rule.id, first ?? at)
    const compiled = compileRule(rule)
    if ('problems' in compiled) problems.push(...compiled.problems)
    else problems.push(...testsAmiss(pack, at, compiled.rule.signals))
    problems.push(...remediesAmiss(pack, at), ...dependenciesAmiss(pack, at))
    return problems.map(one => ({ ...one, path: ['rules', at, ...one.path] }))
  })
}

/** A test gives samples of all signals that its rule reads, and of no other. */
function testsAmiss({ rules }: ProPack, at: number, read: readonly string[]): RuleProblem[] {
  return rules[at]!.tests.flatMap(({ samples }, index) => {
    const given = Object.keys(samples)
    const missing = read.filter(name => !given.includes(name))
    const idle = given.filter(name => !read.includes(name))
    return [
      ...missing.map(name => `has no samples of ${name}, which the rule reads`),
      ...idle.map(name => `has samples of ${name}, which the rule does not read`),
    ].map(text => ({ path: ['tests', index, 'samples'], text }))
  })
}

function remediesAmiss({ rules }: ProPack, at: number): RuleProblem[] {
  const { remedy, target } = rules[at]!
  const names = Object.keys(remedyNames[target])
  return remedy.flatMap(({ operation, input }, index) => {
    const path = ['remedy', index]
    const unknown = namesWithin(input).filter(name => !names.includes(name))
    return [
      ...(operationNames.has(operation)
        ? []
        : [{ path: [...path, 'operation'], text: `${operation} is no command` }]),
      ...unknown.map(name => ({
        path: [...path, 'input'],
        text: `${name} stands for nothing that a remedy of a ${target} knows: ${names.join(', ')}`,
      })),
      ...inputsAmiss(operation, input).map(one => ({
        path: [...path, 'input', ...one.path],
        text: one.text,
      })),
    ]
  })
}

/**
 * What the command itself would refuse of an input. What stands for something that is found later
 * cannot be looked at yet, so nothing is said of it.
 */
function inputsAmiss(operation: string, input: unknown): RuleProblem[] {
  const read = readInput(operation, input)
  if ('input' in read) return []
  return read.issues.flatMap(({ path, message }) => {
    const places = path.map(part => (typeof part === 'symbol' ? String(part) : part))
    if (places.length > 0 && namesWithin(valueAt(input, places)).length > 0) return []
    return [{ path: places, text: message }]
  })
}

function valueAt(value: unknown, path: RuleProblem['path']): unknown {
  return path.reduce<unknown>(
    (inner, part) =>
      typeof inner === 'object' && inner !== null
        ? (inner as Readonly<Record<string, unknown>>)[part]
        : undefined,
    value,
  )
}

/** Texts that stand for something, anywhere in the input of a step. */
function namesWithin(value: unknown): string[] {
  if (typeof value === 'string') return value.startsWith('$') ? [value] : []
  if (typeof value !== 'object' || value === null) return []
  return Object.values(value).flatMap(namesWithin)
}

function dependenciesAmiss({ rules }: ProPack, at: number): RuleProblem[] {
  const { id, dependsOn } = rules[at]!
  const ids = new Set(rules.map(rule => rule.id))
  return dependsOn.flatMap((name, index) => {
    if (name === id) return [{ path: ['dependsOn', index], text: 'a rule cannot wait for itself' }]
    if (ids.has(name)) return []
    return [{ path: ['dependsOn', index], text: `${name} is no rule of this pack` }]
  })
}
