import { expect, test } from 'vitest'
import { accountNameFault } from '../../../../renderer/modules/account/account-name.ts'
import { newestFirst } from '../../../../renderer/modules/account/session-order.ts'
import { accountName } from '../../../../shared/contract/index.ts'

test('session order: the own one first, then by when they were used last', () => {
  const rows = [
    { current: false, lastSeenMs: 1, id: 'old' },
    { current: true, lastSeenMs: 2, id: 'own' },
    { current: false, lastSeenMs: 3, id: 'new' },
  ]
  expect(newestFirst(rows).map(row => row.id)).toEqual(['own', 'new', 'old'])
})

test('account name: any name: is faulty here exactly where the contract refuses it', () => {
  const names = [
    '',
    '  ',
    'kim',
    ' kim ',
    'AGENCY\\kim',
    'kim@lab',
    'kim/lab',
    'kim:1',
    'José',
    'x'.repeat(65),
  ]
  for (const name of names) {
    expect([name, accountNameFault(name) === undefined]).toEqual([
      name,
      accountName.safeParse(name).success,
    ])
  }
})
