import { describe, expect, test } from 'vitest'
import {
  matchesPattern,
  partOf,
  queryOfPattern,
} from '../../../../renderer/modules/traces/name-match.ts'

describe('traces name pattern', () => {
  test('star and question mark: any text and one character, without case', () => {
    expect(matchesPattern('Web-01', 'web-*')).toBe(true)
    expect(matchesPattern('web-01', 'web-?')).toBe(false)
    expect(matchesPattern('web-1', 'web-?')).toBe(true)
  })

  test('characters of expressions: they mean themselves', () => {
    expect(matchesPattern('a.b(1)', 'a.b(1)')).toBe(true)
    expect(matchesPattern('axb(1)', 'a.b(1)')).toBe(false)
    expect(matchesPattern('a-b', 'a-*')).toBe(true)
  })

  test('part under the star: what a trace is named after', () => {
    expect(partOf('desk-017', 'desk-*')).toBe('017')
    expect(partOf('desk-017', '*')).toBe('desk-017')
    expect(partOf('desk-017', 'desk-017')).toBe('desk-017')
  })

  test('simple patterns: one exact question', () => {
    expect(queryOfPattern('*')).toEqual({ filter: [], isExact: true })
    expect(queryOfPattern('web-*')).toEqual({
      filter: [{ field: 'name', op: 'startsWith', value: 'web-' }],
      isExact: true,
    })
    expect(queryOfPattern('db-01').isExact).toBe(true)
  })

  test('other patterns: narrowed by their parts, then looked at one by one', () => {
    expect(queryOfPattern('web-??-eu*')).toEqual({
      filter: [
        { field: 'name', op: 'contains', value: 'web-' },
        { field: 'name', op: 'contains', value: '-eu' },
      ],
      isExact: false,
    })
    expect(queryOfPattern('web-?').isExact).toBe(false)
  })
})
