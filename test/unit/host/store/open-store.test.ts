import {
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from '@photostructure/sqlite'
import { describe, expect, test } from 'vitest'
import {
  applicationId,
  closeClean,
  openStore,
  openWriter,
  schemaVersion,
  storeFiles,
  StoreUnusable,
} from '../../../../host/store/index.ts'
import { migrations } from '../../../../host/store/migrations/index.ts'
import { checkpointOf, journalEntry } from '../../../kit/checkpoints.ts'
import { writeFirstSchema, writeVersion } from '../../../kit/first-schema-file.ts'
import { scratchFolder } from '../../../kit/scratch-folder.ts'

/** A folder with a fabric of 200 rows that was closed. */
function closedFolder(): string {
  const folder = scratchFolder()
  const store = openStore(folder)
  store.checkpoint(
    checkpointOf(
      1,
      Array.from({ length: 200 }, (_, at) => `vm-${at + 1}`),
    ),
  )
  store.append(journalEntry(2))
  store.close()
  return folder
}

/** The same as a killed process leaves it: the log holds what the file does not. */
function killedFolder(): string {
  const alive = scratchFolder()
  const store = openStore(alive)
  store.checkpoint(
    checkpointOf(
      1,
      Array.from({ length: 200 }, (_, at) => `vm-${at + 1}`),
    ),
  )
  store.append(journalEntry(2))
  const folder = join(scratchFolder(), 'copy')
  cpSync(alive, folder, { recursive: true })
  rmSync(storeFiles(folder).logIndex)
  store.close()
  return folder
}

function refusalOf(folder: string): StoreUnusable {
  try {
    openStore(folder).close()
  } catch (error) {
    expect(error).toBeInstanceOf(StoreUnusable)
    return error as StoreUnusable
  }
  throw new Error('it opened')
}

/** What of a folder must not change: the bytes of the file and of its log. */
function bytesOf(folder: string): (Buffer | undefined)[] {
  const { fabric, log } = storeFiles(folder)
  return [fabric, log].map(file =>
    existsSync(file) && statSync(file).size > 0 ? readFileSync(file) : undefined,
  )
}

function overwrite(file: string, at: number, bytes: Buffer): void {
  const content = readFileSync(file)
  bytes.copy(content, at)
  writeFileSync(file, content)
}

describe('open: a file that cannot be used: a reason, and not a byte of it changes', () => {
  const rubbish = Buffer.alloc(4096, 0xa5)
  const cases: [string, string, StoreUnusable['reason'], (folder: string) => void][] = [
    ['empty file', 'empty', 'damaged', folder => writeFileSync(storeFiles(folder).fabric, '')],
    [
      'text file',
      'first bytes',
      'damaged',
      folder => writeFileSync(storeFiles(folder).fabric, 'not a database at all'.repeat(9)),
    ],
    [
      'file cut after its header',
      'damaged',
      'damaged',
      folder =>
        writeFileSync(storeFiles(folder).fabric, bytesOf(closedFolder())[0]!.subarray(0, 99)),
    ],
    [
      'schema overwritten',
      'damaged',
      'damaged',
      folder => {
        cpSync(closedFolder(), folder, { recursive: true })
        overwrite(storeFiles(folder).fabric, 100, rubbish.subarray(0, 3900))
      },
    ],
    [
      'pages overwritten, after a kill',
      'damaged',
      'damaged',
      folder => {
        const killed = killedFolder()
        cpSync(killed, folder, { recursive: true })
        overwrite(storeFiles(folder).fabric, 4096, rubbish)
        writeFileSync(storeFiles(folder).log, brokenLog(bytesOf(killed)[1]!))
      },
    ],
    [
      'log without its file',
      'its log is there',
      'damaged',
      folder => writeFileSync(storeFiles(folder).log, 'frames'),
    ],
    [
      'another program',
      'another program',
      'not-ours',
      folder => {
        const database = new DatabaseSync(storeFiles(folder).fabric)
        database.exec('CREATE TABLE photos (name TEXT)')
        database.close()
      },
    ],
    [
      'newer format',
      `format ${schemaVersion + 5}`,
      'newer',
      folder => {
        cpSync(closedFolder(), folder, { recursive: true })
        writeVersion(storeFiles(folder).fabric, schemaVersion + 5)
      },
    ],
    [
      'newer format that only its log knows yet',
      `format ${schemaVersion + 1}`,
      'newer',
      folder => {
        const other = scratchFolder()
        const database = openWriter(storeFiles(other).fabric)
        database.exec(`PRAGMA application_id = ${applicationId}`)
        database.exec('PRAGMA wal_checkpoint(TRUNCATE)')
        database.exec(`PRAGMA user_version = ${schemaVersion + 1}`)
        cpSync(other, folder, { recursive: true })
        closeClean(database)
      },
    ],
  ]

  test.each(cases)('%s', (_name, words, reason, spoil) => {
    const folder = scratchFolder()
    spoil(folder)
    const before = bytesOf(folder)
    const refusal = refusalOf(folder)
    expect(refusal.reason).toBe(reason)
    expect(refusal.message).toContain(words)
    expect(bytesOf(folder)).toEqual(before)
  })

  /** A log whose frames after the first few are not valid, so SQLite takes the file's own pages. */
  function brokenLog(log: Buffer): Buffer {
    const copy = Buffer.from(log)
    copy.fill(0, 32)
    return copy
  }
})

test('open: rows that read back as broken data: damaged, and nothing was written', () => {
  const folder = closedFolder()
  const database = new DatabaseSync(storeFiles(folder).fabric)
  database.exec(`UPDATE journal SET json = '{"cut'`)
  closeClean(database)
  const before = bytesOf(folder)
  const store = openStore(folder)
  expect(() => store.read()).toThrow(StoreUnusable)
  store.close()
  expect(bytesOf(folder)).toEqual(before)
})

test('open: a killed process: what it wrote is read back, and the log not yet touched', () => {
  const folder = killedFolder()
  const before = bytesOf(folder)
  const store = openStore(folder)
  const state = store.read()
  expect(state?.rows.length).toBe(200)
  expect(state?.tail).toEqual([journalEntry(2)])
  expect(bytesOf(folder)).toEqual(before)
  store.append(journalEntry(3))
  expect(store.read()?.tail.length).toBe(2)
  store.close()
})

test('open: the folder is in use: the second start says so, and may try again after the first ends', () => {
  const folder = scratchFolder()
  const first = openStore(folder)
  expect(refusalOf(folder)).toMatchObject({ reason: 'locked' })
  expect(refusalOf(folder).message).toContain(folder)
  first.close()
  openStore(folder).close()
})

test('open: refused once: the folder is free again for the next try', () => {
  const folder = scratchFolder()
  writeFileSync(storeFiles(folder).fabric, '')
  expect(refusalOf(folder).reason).toBe('damaged')
  expect(refusalOf(folder).reason).toBe('damaged')
})

test('open: start fresh: the old file and its log are set aside under a free name', () => {
  const folder = killedFolder()
  const before = bytesOf(folder)
  writeFileSync(join(folder, 'fabric.db.damaged-1'), 'an earlier one')
  const store = openStore(folder, { startFresh: true })
  expect(store.read()).toBeUndefined()
  store.close()
  const aside = join(folder, 'fabric.db.damaged-2')
  expect([readFileSync(aside), readFileSync(`${aside}-wal`)]).toEqual(before)
})

test('open: a folder that does not exist is made', () => {
  const folder = join(scratchFolder(), 'a', 'b')
  openStore(folder).close()
  expect(existsSync(storeFiles(folder).fabric)).toBe(true)
})

test('open: killed while a new file was made: the half file is not taken for a fabric', () => {
  const folder = scratchFolder()
  mkdirSync(folder, { recursive: true })
  writeFileSync(storeFiles(folder).unfinished, 'half')
  const store = openStore(folder)
  expect(store.read()).toBeUndefined()
  store.close()
})

describe('migrations', () => {
  test('they count up from 1 without a gap', () => {
    expect(migrations.map(step => step.version)).toEqual(migrations.map((_, at) => at + 1))
  })

  test('the first schema: rows keep their content and come in the order of their numbers', () => {
    const folder = scratchFolder()
    writeFirstSchema(folder)
    const store = openStore(folder)
    expect(store.read()).toEqual({
      timeMs: 5000,
      journalSeq: 2,
      rows: [
        { table: 'hostgroup', id: 'hostgroup-3', json: '{"id":"hostgroup-3"}' },
        { table: 'vm', id: 'vm-9', json: '{"id":"vm-9"}' },
        { table: 'vm', id: 'vm-10', json: '{"id":"vm-10"}' },
      ],
      engine: '{"queue":[]}',
      columns: [{ name: 'vm.run', bytes: new Uint8Array([1, 2, 3]) }],
      tail: [
        {
          seq: 3,
          timeMs: 6000,
          wallMs: 1,
          actor: { name: 'ann' },
          operation: 'vm.start',
          input: {},
        },
      ],
      clockMarkMs: 7000,
    })
    store.checkpoint(checkpointOf(3, ['vm-9'], ['vm-10']))
    store.close()
  })

  test('an empty file and the first schema arrive at the same tables', () => {
    const [fresh, old] = [scratchFolder(), scratchFolder()]
    writeFirstSchema(old)
    const schemas = [fresh, old].map(folder => {
      openStore(folder).close()
      const database = new DatabaseSync(storeFiles(folder).fabric, { readOnly: true })
      const found = database
        .prepare('SELECT type, name, tbl_name FROM sqlite_master ORDER BY name')
        .all()
      const version = database.prepare('PRAGMA user_version').get()
      database.close()
      return { found, version }
    })
    expect(schemas[0]).toEqual(schemas[1])
    expect(schemas[0]?.version).toEqual({ user_version: schemaVersion })
  })
})

describe('store: the data folder itself', () => {
  test('a new one: for its owner alone, since the file holds hashes of passwords', () => {
    const folder = join(scratchFolder(), 'deep', 'data')
    openStore(folder).close()
    if (process.platform !== 'win32') expect(statSync(folder).mode & 0o777).toBe(0o700)
  })

  test('a name that a file has: refused in words, and a new fabric is not offered', () => {
    const file = join(scratchFolder(), 'file')
    writeFileSync(file, 'kept')
    const refused = troubleOf(() => openStore(file))
    expect([refused.reason, refused.mayStartFresh]).toEqual(['unwritable', false])
    expect(refused.message).toContain(file)
    expect(readFileSync(file, 'utf8')).toBe('kept')
  })
})

function troubleOf(open: () => unknown): StoreUnusable {
  try {
    open()
  } catch (error) {
    if (error instanceof StoreUnusable) return error
    throw error
  }
  throw new Error('the folder was opened')
}
