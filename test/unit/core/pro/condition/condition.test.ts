import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Environment } from '@marcbachmann/cel-js'
import { compileCondition, parseCondition } from '../../../../../core/pro/condition/index.ts'

const names = ['a', 'b', 'c']

function problems(text: string) {
  const read = parseCondition(text, names)
  return 'problems' in read ? read.problems : []
}

/** What a condition says of objects with these values. */
function holds(text: string, values: Readonly<Record<string, readonly number[]>>): number[] {
  const read = parseCondition(text, names)
  if ('problems' in read) throw new Error(read.problems[0]!.text)
  const columns = new Map(
    Object.entries(values).map(([name, all]) => [name, Float64Array.from(all)]),
  )
  const count = Object.values(values)[0]!.length
  const out = new Uint8Array(count)
  compileCondition(read.node).run(name => columns.get(name)!, count, out)
  return [...out]
}

describe('condition: reading', () => {
  test('condition: a name that is not known: its place is told', () => {
    expect(problems('a > 1.0 && nothing < 2.0')).toEqual([
      { text: 'Unknown variable: nothing', from: 11, to: 18 },
    ])
  })

  test.each([
    ['a', 'gives a double'],
    ['a >', 'Unexpected token'],
    ['a > 1.0 ? true : false', 'not part of'],
    ['size("text") > 1', 'not part of'],
    ['a in [1.0]', 'maxListElements'],
    ['a.b > 1.0', 'Cannot index'],
    ['constructor > 1.0', 'Unknown variable'],
    ['__proto__ > 1.0', 'Reserved identifier'],
    [`${'('.repeat(40)}a${')'.repeat(40)} > 1.0`, 'maxDepth'],
    [Array.from({ length: 30 }, () => 'a>1.0').join('||'), 'maxAstNodes'],
    [`a > ${'1'.repeat(500)}.0`, 'longer than 400'],
    ['a + 1 > 2.0', ''],
  ])('condition: %s is refused', (text, why) => {
    const [first] = problems(text)
    expect(first?.text).toContain(why)
    expect(first!.from).toBeGreaterThanOrEqual(0)
  })

  test('condition: the names that it reads, each once', () => {
    const read = parseCondition('a > b || b * 2.0 < a', names)
    expect('node' in read && compileCondition(read.node).names).toEqual(['a', 'b'])
  })
})

describe('condition: loops over columns', () => {
  test('condition: comparisons, arithmetic, and a number for all', () => {
    expect(holds('a > 75.0', { a: [75, 76, 10] })).toEqual([0, 1, 0])
    expect(holds('a * 2.0 - b / 4.0 >= 1.0', { a: [1, 0], b: [4, 0] })).toEqual([1, 0])
    expect(holds('max(a, -b) < min(5.0, a + 1.0)', { a: [1, 6], b: [2, 2] })).toEqual([1, 0])
    expect(holds('!(a == b) && true', { a: [1, 2], b: [1, 1] })).toEqual([0, 1])
  })

  test('condition: no comparison holds with a sample that is missing', () => {
    for (const sign of ['>', '>=', '<', '<=', '==', '!=']) {
      expect(holds(`a ${sign} 1.0`, { a: [NaN] }), sign).toEqual([0])
    }
  })

  const number = fc.integer({ min: -40, max: 40 }).map(value => value / 4)
  const leaf = fc.oneof(
    fc.constantFrom(...names),
    fc.integer({ min: 0, max: 40 }).map(value => (value / 4).toFixed(2)),
  )
  const { condition } = fc.letrec<{ sum: string; condition: string }>(tie => ({
    sum: fc.oneof(
      { maxDepth: 2 },
      leaf,
      fc.tuple(leaf, fc.constantFrom('+', '-', '*'), leaf).map(part => `(${part.join(' ')})`),
    ),
    condition: fc.oneof(
      { maxDepth: 3, withCrossShrink: true },
      fc
        .tuple(tie('sum'), fc.constantFrom('>', '>=', '<', '<=', '==', '!='), tie('sum'))
        .map(part => part.join(' ')),
      fc
        .tuple(tie('condition'), fc.constantFrom('&&', '||'), tie('condition'))
        .map(part => `(${part.join(' ')})`),
      tie('condition').map(inner => `!(${inner})`),
    ),
  }))

  test('condition: whatever it says, the loops say what the library says', () => {
    const library = new Environment()
    for (const name of names) library.registerVariable(name, 'double')
    const rows = fc.array(fc.tuple(number, number, number), { minLength: 1, maxLength: 5 })
    fc.assert(
      fc.property(condition, rows, (text, all) => {
        fc.pre(problems(text).length === 0)
        const columns = {
          a: all.map(row => row[0]),
          b: all.map(row => row[1]),
          c: all.map(row => row[2]),
        }
        const expected = all.map(([a, b, c]) => Number(library.evaluate(text, { a, b, c })))
        expect(holds(text, columns)).toEqual(expected)
      }),
      { numRuns: 300 },
    )
  })
})
