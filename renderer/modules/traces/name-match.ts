import type { Condition } from '../../../shared/contract/index.ts'

/** Whether a name fits a pattern in which `*` stands for any text and `?` for one character. */
export function matchesPattern(name: string, pattern: string): boolean {
  return expressionOf(pattern).test(name)
}

/** The part of a name that the first `*` stands for; the whole name where there is none. */
export function partOf(name: string, pattern: string): string {
  return expressionOf(pattern).exec(name)?.[1] ?? name
}

/** The pattern as an expression; text compares without case, as in the filters. */
export function expressionOf(pattern: string): RegExp {
  const source = [...pattern].map(sourceOfCharacter).join('')
  return new RegExp(`^${source}$`, 'iu')
}

function sourceOfCharacter(character: string): string {
  if (character === '*') return '(.*)'
  if (character === '?') return '.'
  return character.replace(/[\\^$.*+?()[\]{}|/]/, '\\$&')
}

/** The conditions that find the VMs of a pattern, and whether they find no others. */
export interface PatternQuery {
  filter: Condition[]
  isExact: boolean
}

/** What to ask the list of VMs for, so that few or no names need to be looked at one by one. */
export function queryOfPattern(pattern: string): PatternQuery {
  const parts = pattern.split(/[*?]+/)
  const literal = parts.filter(Boolean)
  if (/^\*+$/.test(pattern)) return { filter: [], isExact: true }
  if (!/[*?]/.test(pattern)) return { filter: [condition('is', pattern)], isExact: true }
  if (/^[^*?]+\*+$/.test(pattern)) {
    return { filter: [condition('startsWith', literal[0] ?? '')], isExact: true }
  }
  if (/^\*+[^*?]+\*+$/.test(pattern)) {
    return { filter: [condition('contains', literal[0] ?? '')], isExact: true }
  }
  return { filter: literal.map(part => condition('contains', part)), isExact: false }
}

function condition(op: Condition['op'], value: string): Condition {
  return { field: 'name', op, value }
}
