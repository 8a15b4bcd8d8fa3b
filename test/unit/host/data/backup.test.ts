import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { backUp } from '../../../../host/data/backup.ts'
import { restore } from '../../../../host/data/restore.ts'
import { openStore, storeFiles, StoreUnusable } from '../../../../host/store/index.ts'
import { checkpointOf, journalEntry } from '../../../kit/checkpoints.ts'
import { writeVersion } from '../../../kit/first-schema-file.ts'
import { scratchFolder } from '../../../kit/scratch-folder.ts'

function filledFolder(): string {
  const folder = scratchFolder()
  const store = openStore(folder)
  store.checkpoint(checkpointOf(1, ['vm-1', 'vm-2']))
  store.append(journalEntry(2))
  store.close()
  return folder
}

function contentOf(folder: string) {
  const store = openStore(folder)
  const state = store.read()
  store.close()
  return state
}

test('backup: made while a host writes: it holds what was there then, and restores elsewhere', () => {
  const folder = scratchFolder()
  const file = join(scratchFolder(), "ann's backup.db")
  const store = openStore(folder)
  store.checkpoint(checkpointOf(1, ['vm-1', 'vm-2']))
  store.append(journalEntry(2))
  const then = store.read()
  expect(backUp(folder, file, false)).toBeGreaterThan(4096)
  store.append(journalEntry(3))
  store.checkpoint(checkpointOf(3, ['vm-9'], ['vm-1']))
  store.close()
  const other = join(scratchFolder(), 'new')
  expect(restore(other, file, false)).toBeUndefined()
  expect(contentOf(other)).toEqual(then)
})

test('backup: history: goes along, and is there after a restore', () => {
  const folder = filledFolder()
  const block = { ring: 'fine', kind: 'vm', block: 0, startMs: 5, bytes: Uint8Array.of(1, 2) }
  const store = openStore(folder)
  store.putHistory([block])
  const file = join(scratchFolder(), 'backup.db')
  backUp(folder, file, false)
  store.close()
  const other = join(scratchFolder(), 'new')
  expect(restore(other, file, false)).toBeUndefined()
  const restored = openStore(other)
  const [back] = restored.readHistory('fine', 'vm', 0, 0, 10)
  restored.close()
  expect({ ...back, bytes: [...back!.bytes] }).toEqual({ ...block, bytes: [1, 2] })
})

test('backup: no fabric, or a file in the way: refused, and nothing is written', () => {
  const file = join(scratchFolder(), 'backup.db')
  expect(() => backUp(scratchFolder(), file, false)).toThrow('no fabric')
  writeFileSync(file, 'mine')
  expect(() => backUp(filledFolder(), file, false)).toThrow('--force')
  expect(readFileSync(file, 'utf8')).toBe('mine')
  backUp(filledFolder(), file, true)
  expect(restore(scratchFolder(), file, false)).toBeUndefined()
})

test('restore: while a host runs on the folder: refused', () => {
  const folder = filledFolder()
  const file = join(scratchFolder(), 'backup.db')
  backUp(folder, file, false)
  const store = openStore(folder)
  expect(() => restore(folder, file, true)).toThrow(StoreUnusable)
  store.close()
})

test('restore: over a fabric: only by force, and the former one is moved aside', () => {
  const file = join(scratchFolder(), 'backup.db')
  backUp(filledFolder(), file, false)
  const folder = scratchFolder()
  const store = openStore(folder)
  store.append(journalEntry(77))
  store.close()
  expect(() => restore(folder, file, false)).toThrow('--force')
  const former = restore(folder, file, true)
  expect(former).toBe(`${storeFiles(folder).fabric}.replaced-1`)
  expect(contentOf(folder)?.journalSeq).toBe(1)
  expect(restore(folder, former!, true)).toBe(`${storeFiles(folder).fabric}.replaced-2`)
  expect(contentOf(folder)?.tail).toEqual([journalEntry(77)])
})

test.each([
  ['cut short', (file: string) => writeFileSync(file, readFileSync(file).subarray(0, 9000))],
  ['newer', (file: string) => writeVersion(file, 99)],
  ['no fabric', (file: string) => writeFileSync(file, 'a text')],
])('restore: a backup that is %s: refused, and the folder stays as it was', (_name, spoil) => {
  const file = join(scratchFolder(), 'backup.db')
  backUp(filledFolder(), file, false)
  spoil(file)
  const folder = filledFolder()
  const before = contentOf(folder)
  expect(() => restore(folder, file, true)).toThrow(StoreUnusable)
  expect(contentOf(folder)).toEqual(before)
  expect(readdirSync(folder).filter(name => name.includes('replaced'))).toEqual([])
})

test('restore: no such file: refused', () => {
  const folder = scratchFolder()
  expect(() => restore(folder, join(folder, 'none.db'), false)).toThrow('no file')
  expect(existsSync(storeFiles(folder).fabric)).toBe(false)
})
