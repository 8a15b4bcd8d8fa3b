import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { shippedPacks, testPack } from '../../../../../core/pro/packs/index.ts'

describe.each(shippedPacks.map(pack => [pack.id, pack] as const))('pack %s', (_, pack) => {
  test.each(testPack(pack).map(one => [one.ruleId, one.name, one] as const))(
    'pack: %s: %s',
    (_rule, _name, { expected, got }) => {
      expect(got).toBe(expected)
    },
  )

  test('pack: every rule has a test in which it fires and one in which it does not', () => {
    for (const { id, tests } of pack.rules) {
      const outcomes = new Set(tests.map(one => one.expect))
      expect(outcomes, id).toContain('none')
      expect(outcomes.size, id).toBeGreaterThan(1)
    }
  })

  test('pack: a rule of two levels is tested at both', () => {
    for (const { id, tests, warning, critical } of pack.rules) {
      if (!warning || !critical) continue
      const outcomes = tests.map(one => one.expect)
      expect(outcomes, id).toEqual(expect.arrayContaining(['warning', 'critical']))
    }
  })
})

test('packs: the rule that came with PRO in 2008: 75 %, off until somebody switches it on', () => {
  const [pack] = shippedPacks
  const rule = pack!.rules.find(one => one.id === 'total-run-time')!
  expect(rule.critical).toBe('totalRunTimePercent > 75.0')
  expect(rule.enabled).toBe(false)
  expect(rule.remedy.map(step => step.operation)).toEqual(['vm.migrate'])
})

test('packs: each practice of seed 003 cites its sentence', () => {
  const practices = shippedPacks.filter(pack => ['best-practices', 'licensing'].includes(pack.id))
  for (const { id, citation } of practices.flatMap(pack => pack.rules)) {
    expect(citation?.seed, id).toBe('seed 003')
    expect(citation!.sentence.length, id).toBeGreaterThan(10)
  }
})

test('packs: ids of packs are unique, and all six are there', () => {
  expect(shippedPacks.map(pack => pack.id)).toEqual([
    'host-performance',
    'storage',
    'cluster',
    'housekeeping',
    'best-practices',
    'licensing',
  ])
})

test('packs: the page about PRO lists every rule with its levels as they are shipped', () => {
  const page = readFileSync(new URL('../../../../../docs/pro.md', import.meta.url), 'utf8')
  for (const { id, enabled, warning, critical } of shippedPacks.flatMap(pack => pack.rules)) {
    const line = page.split('\n').find(one => one.startsWith(`| \`${id}\``)) ?? ''
    for (const level of [warning, critical]) {
      if (level !== undefined) expect(line, id).toContain(level.replaceAll('||', '\\|\\|'))
    }
    expect(line.includes('(off)'), id).toBe(!enabled)
  }
})
