import { expect, test } from 'vitest'
import { brokenInvariants, checks } from '../../../../core/checks/index.ts'
import { forkOf } from '../../../../core/restore.ts'
import { Laboratory } from '../../../../core/scenarios/laboratory.ts'
import { breaks } from './breaks.ts'

const laboratory = new Laboratory('state-agency-san', 1)
laboratory.advance(5)

test('checks: a healthy fabric: nothing is broken', () => {
  expect(brokenInvariants(laboratory.simulation)).toEqual([])
})

test('checks: there are at least thirty, each by another name', () => {
  expect(checks.length).toBeGreaterThanOrEqual(30)
  expect(new Set(checks.map(check => check.name)).size).toBe(checks.length)
})

test.each(Object.keys(breaks))('checks: %s: a broken world is told in a sentence', name => {
  const broken = forkOf(laboratory.simulation)
  breaks[name]!(broken)
  const check = checks.find(one => one.name === name)
  expect(check?.find(broken)).toMatch(/\w+ \w+/)
})

test('checks: each of them is known to be able to fail', () => {
  const names = checks.map(check => check.name).sort()
  expect(Object.keys(breaks).sort()).toEqual(names)
})
