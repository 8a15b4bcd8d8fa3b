import { expect, test } from 'vitest'
import type { OperationMeta } from '../../shared/contract/index.ts'
import { contract } from '../../shared/contract/index.ts'
import { privileges } from '../../shared/rights/index.ts'
import { operations } from '../../core/api/operations.ts'

interface Declared {
  '~orpc': { meta: OperationMeta; route: { method?: string; path?: string; summary?: string } }
}

const declared = Object.entries(contract).flatMap(([area, entries]) =>
  Object.entries(entries as Record<string, Declared>).map(([name, entry]) => ({
    name: `${area}.${name}`,
    ...entry['~orpc'],
  })),
)

test('contract: every operation: names a privilege of the tree, or says that it is public', () => {
  const known = new Set<string>([...privileges, 'public', 'signed-in'])
  expect(declared.filter(one => !known.has(one.meta.privilege)).map(one => one.name)).toEqual([])
})

test('contract: what is open to everybody: only what a sign-in page and a first run need', () => {
  const open = declared.filter(one => one.meta.privilege === 'public').map(one => one.name)
  expect(open.sort()).toEqual(['session.current', 'session.signIn', 'setup.create', 'setup.status'])
})

test('contract: every operation: has a handler in the core, and the core has no other', () => {
  expect([...operations.keys()].sort()).toEqual(declared.map(one => one.name).sort())
})

test('contract: every operation: has a path of its own and a summary', () => {
  const paths = declared.map(one => `${one.route.method} ${one.route.path}`)
  expect(new Set(paths).size).toBe(declared.length)
  expect(declared.filter(one => !one.route.summary).map(one => one.name)).toEqual([])
})

test('contract: an undo: names an operation that exists', () => {
  const names = new Set(declared.map(one => one.name))
  const undone = declared.flatMap(one => (one.meta.undo ? [one.meta.undo] : []))
  expect(undone.filter(one => !names.has(one))).toEqual([])
})
