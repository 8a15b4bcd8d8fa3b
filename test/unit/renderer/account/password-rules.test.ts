import { describe, expect, test } from 'vitest'
import { fabricFacts } from '../../../../renderer/modules/account/fabric-cards.ts'
import {
  passwordFault,
  passwordRules,
} from '../../../../renderer/modules/account/password-rules.ts'
import { fabricKinds } from '../../../../shared/domain/index.ts'

describe('password rules', () => {
  test('password rules: long enough and not the name: every rule is kept', () => {
    expect(passwordRules('correct horse', 'kim').every(one => one.isKept)).toBe(true)
  })

  test('password rules: the name in other case: is still the name', () => {
    expect(passwordRules('Administrator', 'administrator')).toEqual([
      { rule: 'long', isKept: true },
      { rule: 'unlikeName', isKept: false },
    ])
  })

  test('password rules: nothing typed: no rule is kept', () => {
    expect(passwordRules('', '').some(one => one.isKept)).toBe(false)
  })

  test('password fault: weak comes before unlike', () => {
    expect(passwordFault('short', 'other', 'kim')).toBe('weak')
    expect(passwordFault('correct horse', 'correct hors', 'kim')).toBe('differs')
    expect(passwordFault('correct horse', 'correct horse', 'kim')).toBeUndefined()
  })
})

describe('fabric cards', () => {
  test('fabric cards: every fabric that can be made: has its card, once', () => {
    expect(fabricFacts.map(one => one.kind).sort()).toEqual([...fabricKinds].sort())
  })
})
