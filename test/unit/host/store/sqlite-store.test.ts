import { copyFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { StorePort } from '../../../../core/ports.ts'
import { openStore, sizeOf, storeFiles, synchronousFull } from '../../../../host/store/index.ts'
import { checkpointOf, journalEntry, storedSession } from '../../../kit/checkpoints.ts'
import { memoryStore, type MemoryStore } from '../../../kit/memory-store.ts'
import { scratchFolder } from '../../../kit/scratch-folder.ts'

interface Disk {
  store: StorePort
  /** The same disk after the process ended and started again. */
  restart(): StorePort
}

function sqliteDisk(): Disk {
  const folder = scratchFolder()
  let store = openStore(folder)
  return {
    store,
    restart() {
      store.close()
      store = openStore(folder)
      return store
    },
  }
}

function memoryDisk(): Disk {
  const store: MemoryStore = memoryStore()
  return { store, restart: () => memoryStore(store.image()) }
}

describe.each([
  ['sqlite', sqliteDisk],
  ['memory', memoryDisk],
])('store (%s)', (_name, disk) => {
  test('store: nothing was written: it reads as empty, also after a restart', () => {
    const { store, restart } = disk()
    expect(store.read()).toBeUndefined()
    expect(restart().read()).toBeUndefined()
  })

  test('store: a save and a journal after it: both come back, the tail in order', () => {
    const { store, restart } = disk()
    store.append(journalEntry(1))
    store.checkpoint(checkpointOf(1, ['vm-1']))
    store.append(journalEntry(2))
    store.append({ ...journalEntry(3), refusal: 'vm.busy' })
    const state = restart().read()
    expect(state?.journalSeq).toBe(1)
    expect(state?.engine).toBe('{"journalSeq":1}')
    expect(state?.tail).toEqual([journalEntry(2), { ...journalEntry(3), refusal: 'vm.busy' }])
  })

  test('store: rows come back by table and by the number of their id', () => {
    const { store, restart } = disk()
    store.checkpoint(checkpointOf(0, ['vm-10', 'host-2', 'vm-2', 'host-11', 'vm-1']))
    const ids = restart()
      .read()
      ?.rows.map(row => row.id)
    expect(ids).toEqual(['host-2', 'host-11', 'vm-1', 'vm-2', 'vm-10'])
  })

  test('store: a later save merges rows, takes away the gone ones and replaces columns', () => {
    const { store, restart } = disk()
    store.checkpoint(checkpointOf(1, ['vm-1', 'vm-2', 'vm-3']))
    store.checkpoint(checkpointOf(7, ['vm-2'], ['vm-3']))
    const state = restart().read()
    expect(state?.rows.map(row => row.json)).toEqual([
      '{"id":"vm-1","journalSeq":1}',
      '{"id":"vm-2","journalSeq":7}',
    ])
    const [demand] = state?.columns.filter(column => column.name === 'vm.demandPercent') ?? []
    expect(new Float64Array(demand!.bytes.slice().buffer)).toEqual(new Float64Array([7, -0]))
  })

  test('store: a column that a save no longer has is gone', () => {
    const { store, restart } = disk()
    store.checkpoint(checkpointOf(1, []))
    store.checkpoint({ ...checkpointOf(2, []), columns: [] })
    expect(restart().read()?.columns).toEqual([])
  })

  test('store: the clock mark never lies before the save or the last command', () => {
    const { store, restart } = disk()
    store.checkpoint(checkpointOf(5, []))
    store.markClock(3000)
    expect(restart().read()?.clockMarkMs).toBe(5000)
    const second = restart()
    second.markClock(9000)
    expect(second.read()?.clockMarkMs).toBe(9000)
    second.append(journalEntry(12))
    expect(second.read()?.clockMarkMs).toBe(12000)
  })

  test('store: history: blocks come back by time, are replaced by their keys and dropped by age', () => {
    const { store, restart } = disk()
    const block = (startMs: number, byte: number, kind = 'vm', ring = 'fine') => ({
      ...{ ring, kind, block: 0, startMs, bytes: Uint8Array.of(byte, 255) },
    })
    const elsewhere = [
      block(2, 9, 'host'),
      block(2, 8, 'vm', 'coarse'),
      { ...block(2, 7), block: 1 },
    ]
    store.putHistory([block(3, 3), block(1, 1), block(2, 2), ...elsewhere])
    store.putHistory([block(2, 4)])
    const read = (from: StorePort, fromMs = 0, toMs = 10, ring = 'fine') =>
      from.readHistory(ring, 'vm', 0, fromMs, toMs).map(one => ({ ...one, bytes: [...one.bytes] }))
    const plain = (startMs: number, byte: number) => ({
      ...{ ...block(startMs, byte), bytes: [byte, 255] },
    })
    expect(read(store)).toEqual([plain(1, 1), plain(2, 4), plain(3, 3)])
    expect(read(store, 2, 3)).toEqual([plain(2, 4)])
    store.dropHistory('fine', 2)
    const later = restart()
    expect(read(later)).toEqual([plain(2, 4), plain(3, 3)])
    expect(read(later, 0, 10, 'coarse')).toHaveLength(1)
  })

  test('store: sessions are kept, replaced and removed', () => {
    const { store, restart } = disk()
    store.putSession(storedSession('b'))
    store.putSession(storedSession('a'))
    store.putSession({ ...storedSession('a'), lastSeenMs: 99 })
    store.putSession(storedSession('c'))
    store.removeSession('b')
    const kept = restart().sessions()
    expect(kept).toEqual([{ ...storedSession('a'), lastSeenMs: 99 }, storedSession('c')])
  })
})

test('store: the pragmas in force are read back: WAL, every commit synced', () => {
  const store = openStore(scratchFolder())
  expect(store.pragmas()).toEqual({
    journalMode: 'wal',
    synchronous: synchronousFull,
    foreignKeys: 1,
    busyTimeoutMs: 5000,
  })
  store.close()
})

test('store: a closed store: everything is in the file, and its log is empty', () => {
  const folder = scratchFolder()
  const store = openStore(folder)
  store.append(journalEntry(1))
  const { fabric, log } = storeFiles(folder)
  expect(sizeOf(log)).toBeGreaterThan(0)
  store.close()
  expect(sizeOf(log)).toBe(0)
  const copy = storeFiles(scratchFolder())
  copyFileSync(fabric, copy.fabric)
  const moved = openStore(dirname(copy.fabric))
  expect(moved.read()?.tail).toEqual([journalEntry(1)])
  moved.close()
})

test('store: an entry with a number that is taken: refused, and the first one stays', () => {
  const store = openStore(scratchFolder())
  store.append(journalEntry(1))
  expect(() => store.append({ ...journalEntry(1), operation: 'vm.delete' })).toThrow()
  expect(store.read()?.tail).toEqual([journalEntry(1)])
  store.close()
})

describe('store: the disk is full', () => {
  /** A store whose file may hold few pages, filled until the disk refuses. */
  function fullStore() {
    const store = openStore(scratchFolder(), { maxPages: 40 })
    const bulk = 'x'.repeat(4000)
    let seq = 0
    let refusal: Error | undefined
    while (!refusal && seq < 100) {
      seq++
      try {
        store.append({ ...journalEntry(seq), input: bulk })
      } catch (error) {
        refusal = error as Error
      }
    }
    return { store, refusal, accepted: seq - 1 }
  }

  test('a command is refused in words, and none before it is lost', () => {
    const { store, refusal, accepted } = fullStore()
    expect(refusal?.message).toContain('the disk is full')
    expect(accepted).toBeGreaterThan(10)
    expect(store.read()?.tail.length).toBe(accepted)
    store.close()
  })

  test('a save that does not fit changes nothing, and a smaller one works after it', () => {
    const { store, accepted } = fullStore()
    const large = { ...checkpointOf(accepted, ['vm-1']), engine: 'y'.repeat(300_000) }
    expect(() => store.checkpoint(large)).toThrow('the disk is full')
    expect(store.read()?.rows).toEqual([])
    expect(store.read()?.tail.length).toBe(accepted)
    store.markClock(1)
    store.close()
  })
})
