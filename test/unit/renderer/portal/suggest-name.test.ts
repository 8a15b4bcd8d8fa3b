import { describe, expect, test } from 'vitest'
import { nameFault, suggestName } from '../../../../renderer/modules/portal/suggest-name.ts'

describe('portal name', () => {
  test('own numbered VMs: the next number in the same width', () => {
    expect(suggestName('Accounting desktop', ['acct-009', 'acct-017', 'acct-016'])).toBe('acct-018')
  })

  test('no VM yet: the first word of the template with a first number', () => {
    expect(suggestName('Accounting desktop', [])).toBe('accounting-01')
    expect(suggestName('##', [])).toBe('vm-01')
  })

  test('suggested name in use: the next free one', () => {
    expect(suggestName('Web server', ['web-1', 'WEB-2'])).toBe('WEB-3')
  })

  test('faults: empty, wrong characters, too long, own already', () => {
    expect(nameFault(' ', [])).toBe('empty')
    expect(nameFault('a/b', [])).toBe('characters')
    expect(nameFault('a#', [])).toBe('characters')
    expect(nameFault('x'.repeat(101), [])).toBe('long')
    expect(nameFault('ACCT-1', ['acct-1'])).toBe('taken')
    expect(nameFault('acct-2', ['acct-1'])).toBeUndefined()
  })
})
