import type { ArithmeticSign, ComparisonSign, NumberNode, TruthNode } from './parse.ts'
import { namesIn } from './parse.ts'

/** Numbers of all objects, by their place. */
type Numbers = Float64Array
/** Where a compiled condition finds the column of a name. */
export type ColumnOf = (name: string) => Numbers

/** A condition as loops over columns. */
export interface Compiled {
  /** The names that it reads. */
  readonly names: readonly string[]
  /** Writes 1 where it holds and 0 where it does not, for the first `count` objects. */
  readonly run: (columnOf: ColumnOf, count: number, out: Uint8Array) => void
}

/** One number for all objects, or a column. */
type Operand = number | Numbers
type NumberLoop = (columnOf: ColumnOf, count: number) => Operand

/**
 * A condition as loops over columns, one for each of its parts: an object costs some additions and
 * no call. A sample that is missing is no number, and no comparison with it holds.
 */
export function compileCondition(node: TruthNode): Compiled {
  const names = [...namesIn(node)]
  const run = truthLoop(node)
  if (!hasNot(node)) return { names, run }
  return {
    names,
    run: (columnOf, count, out) => {
      run(columnOf, count, out)
      for (const name of names) silence(columnOf(name), count, out)
    },
  }
}

/** Under a "not" a comparison that fails for want of a sample would hold. */
function hasNot(node: TruthNode): boolean {
  if (node.kind === 'not') return true
  return (node.kind === 'and' || node.kind === 'or') && (hasNot(node.left) || hasNot(node.right))
}

/** Without a sample nothing is said of an object. */
function silence(column: Numbers, count: number, out: Uint8Array): void {
  for (let at = 0; at < count; at++) if (column[at] !== column[at]) out[at] = 0
}

function truthLoop(node: TruthNode): Compiled['run'] {
  switch (node.kind) {
    case 'truth':
      return (_, count, out) => out.fill(node.value ? 1 : 0, 0, count)
    case 'not': {
      const inner = truthLoop(node.of)
      return (columnOf, count, out) => {
        inner(columnOf, count, out)
        for (let at = 0; at < count; at++) out[at] = 1 - out[at]!
      }
    }
    case 'and':
    case 'or':
      return joined(node.kind, truthLoop(node.left), truthLoop(node.right))
    case 'comparison':
      return compared(node.sign, numberLoop(node.left), numberLoop(node.right))
  }
}

function joined(kind: 'and' | 'or', left: Compiled['run'], right: Compiled['run']) {
  let buffer = new Uint8Array(0)
  return (columnOf: ColumnOf, count: number, out: Uint8Array): void => {
    if (buffer.length < count) buffer = new Uint8Array(count)
    left(columnOf, count, out)
    right(columnOf, count, buffer)
    if (kind === 'and') for (let at = 0; at < count; at++) out[at] = out[at]! & buffer[at]!
    else for (let at = 0; at < count; at++) out[at] = out[at]! | buffer[at]!
  }
}

/** A loop for each sign: a call for each object would cost more than the comparison. */
const comparing: Readonly<
  Record<ComparisonSign, (a: Numbers, b: Numbers, count: number, out: Uint8Array) => void>
> = {
  '>': (a, b, count, out) => {
    for (let at = 0; at < count; at++) out[at] = a[at]! > b[at]! ? 1 : 0
  },
  '>=': (a, b, count, out) => {
    for (let at = 0; at < count; at++) out[at] = a[at]! >= b[at]! ? 1 : 0
  },
  '<': (a, b, count, out) => {
    for (let at = 0; at < count; at++) out[at] = a[at]! < b[at]! ? 1 : 0
  },
  '<=': (a, b, count, out) => {
    for (let at = 0; at < count; at++) out[at] = a[at]! <= b[at]! ? 1 : 0
  },
  '==': (a, b, count, out) => {
    for (let at = 0; at < count; at++) out[at] = a[at]! === b[at]! ? 1 : 0
  },
  // Where a sample is missing, not even this holds.
  '!=': (a, b, count, out) => {
    for (let at = 0; at < count; at++) out[at] = a[at]! < b[at]! || a[at]! > b[at]! ? 1 : 0
  },
}

/** The same against one number: half of the memory to read. */
const comparingTo: Readonly<
  Record<ComparisonSign, (a: Numbers, b: number, count: number, out: Uint8Array) => void>
> = {
  '>': (a, b, count, out) => {
    for (let at = 0; at < count; at++) out[at] = a[at]! > b ? 1 : 0
  },
  '>=': (a, b, count, out) => {
    for (let at = 0; at < count; at++) out[at] = a[at]! >= b ? 1 : 0
  },
  '<': (a, b, count, out) => {
    for (let at = 0; at < count; at++) out[at] = a[at]! < b ? 1 : 0
  },
  '<=': (a, b, count, out) => {
    for (let at = 0; at < count; at++) out[at] = a[at]! <= b ? 1 : 0
  },
  '==': (a, b, count, out) => {
    for (let at = 0; at < count; at++) out[at] = a[at]! === b ? 1 : 0
  },
  '!=': (a, b, count, out) => {
    for (let at = 0; at < count; at++) out[at] = a[at]! < b || a[at]! > b ? 1 : 0
  },
}

function compared(sign: ComparisonSign, left: NumberLoop, right: NumberLoop): Compiled['run'] {
  const spreadLeft = spread()
  return (columnOf, count, out) => {
    const a = spreadLeft(left(columnOf, count), count)
    const b = right(columnOf, count)
    if (typeof b === 'number') comparingTo[sign](a, b, count, out)
    else comparing[sign](a, b, count, out)
  }
}

/** Makes a column of one number, and keeps it while the number stays. */
function spread(): (operand: Operand, count: number) => Numbers {
  let column = new Float64Array(0)
  let filled: number | undefined
  return (operand, count) => {
    if (typeof operand !== 'number') return operand
    if (column.length < count) {
      column = new Float64Array(count)
      filled = undefined
    }
    if (filled !== operand) column.fill(operand)
    filled = operand
    return column
  }
}

const calculating: Readonly<
  Record<ArithmeticSign, (a: Numbers, b: Numbers, count: number, out: Numbers) => void>
> = {
  '+': (a, b, count, out) => {
    for (let at = 0; at < count; at++) out[at] = a[at]! + b[at]!
  },
  '-': (a, b, count, out) => {
    for (let at = 0; at < count; at++) out[at] = a[at]! - b[at]!
  },
  '*': (a, b, count, out) => {
    for (let at = 0; at < count; at++) out[at] = a[at]! * b[at]!
  },
  '/': (a, b, count, out) => {
    for (let at = 0; at < count; at++) out[at] = a[at]! / b[at]!
  },
  min: (a, b, count, out) => {
    for (let at = 0; at < count; at++) out[at] = Math.min(a[at]!, b[at]!)
  },
  max: (a, b, count, out) => {
    for (let at = 0; at < count; at++) out[at] = Math.max(a[at]!, b[at]!)
  },
}

function numberLoop(node: NumberNode): NumberLoop {
  if (node.kind === 'constant') return () => node.value
  if (node.kind === 'name') return columnOf => columnOf(node.name)
  const [left, right] = [numberLoop(node.left), numberLoop(node.right)]
  const [spreadLeft, spreadRight] = [spread(), spread()]
  let out = new Float64Array(0)
  return (columnOf, count) => {
    if (out.length < count) out = new Float64Array(count)
    const a = spreadLeft(left(columnOf, count), count)
    const b = spreadRight(right(columnOf, count), count)
    calculating[node.sign](a, b, count, out)
    return out
  }
}
