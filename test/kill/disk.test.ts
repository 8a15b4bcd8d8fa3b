import { spawnSync } from 'node:child_process'
import { copyFileSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { brokenInvariants } from '../../core/checks/index.ts'
import { openStore, storeFiles, synchronousFull } from '../../host/store/index.ts'
import type { Client } from '../../shared/contract/index.ts'
import { localClient, localCore } from '../kit/local-core.ts'
import { scratchFolder } from '../kit/scratch-folder.ts'
import { seededChance } from './seeded-chance.ts'

const seed = Number(process.env['HOSTWARD_SEED'] ?? Date.now() % 1_000_000)
const cuts = 120
const password = 'correct horse battery'

/** A folder with the proof-of-concept lab, closed, and a token for it. */
async function makeFabric(folder: string): Promise<string> {
  const store = openStore(folder)
  const core = localCore(store)
  const client = localClient(core)
  await client.setup.create({
    fabric: 'poc-lab',
    seed: 1,
    administratorName: 'ann',
    administratorPassword: password,
  })
  await client.session.signIn({ name: 'ann', password })
  const { token } = await client.session.createToken({ label: 'disk test' })
  core.save(0)
  store.close()
  return token
}

/** Names a group in every step: a command whose effect is easy to find. */
async function makeGroup(client: Client, step: number): Promise<void> {
  await client.hostGroup.create({ name: `group ${step}`, parentId: 'hostgroup-1' })
}

/** The steps whose groups are there, in order. */
function groupsIn(core: ReturnType<typeof localCore>): number[] {
  return [...core.simulation.world.all('hostgroup')]
    .map(row => /^group (\d+)$/.exec(row.name)?.[1])
    .filter(step => step !== undefined)
    .map(Number)
}

function upTo(count: number): number[] {
  return Array.from({ length: count }, (_, at) => at)
}

test('disk: the pragmas in force on a host’s store: WAL, every commit synced', () => {
  const store = openStore(scratchFolder())
  const { journalMode, synchronous } = store.pragmas()
  expect({ journalMode, synchronous }).toEqual({ journalMode: 'wal', synchronous: synchronousFull })
  store.close()
})

describe(`disk: the log is cut at ${cuts} offsets, seed ${seed}`, () => {
  /** Runs commands and saves; notes how long the log was when each was acknowledged. */
  async function runWithLog() {
    const folder = scratchFolder()
    const token = await makeFabric(folder)
    const files = storeFiles(folder)
    const store = openStore(folder)
    const core = localCore(store)
    const client = localClient(core, token)
    const promised: number[] = []
    for (let step = 0; step < 60; step++) {
      await makeGroup(client, step)
      promised.push(statSync(files.log).size)
      core.advanceTo(core.nowMs + 700)
      if (step % 20 === 19) core.save(step)
      if (step % 7 === 6) core.markClock()
    }
    const image = { fabric: readFileSync(files.fabric), log: readFileSync(files.log) }
    store.close()
    return { promised, ...image }
  }

  test.each(['cut off', 'overwritten with noise', 'overwritten with zeros'])(
    'what lies beyond is %s: what was promised by then is there, in order, and nothing half',
    async way => {
      const { promised, fabric, log } = await runWithLog()
      const chance = seededChance(seed)
      const counts = new Set<number>()
      for (let cut = 0; cut < cuts / 3; cut++) {
        const offset = Math.floor(chance() * log.length)
        const files = storeFiles(scratchFolder())
        writeFileSync(files.fabric, fabric)
        writeFileSync(files.log, spoiled(log, offset, way, chance))
        const store = openStore(dirname(files.fabric))
        const core = localCore(store)
        const there = groupsIn(core)
        const owed = promised.filter(size => size <= offset).length
        expect(there.length, `offset ${offset}`).toBeGreaterThanOrEqual(owed)
        expect(there).toEqual(upTo(there.length))
        expect(brokenInvariants(core.simulation)).toEqual([])
        counts.add(there.length)
        store.close()
      }
      // The offsets really fell between commands.
      expect(counts.size).toBeGreaterThan(10)
    },
  )

  function spoiled(log: Buffer, offset: number, way: string, chance: () => number): Buffer {
    if (way === 'cut off') return log.subarray(0, offset)
    const copy = Buffer.from(log)
    copy.fill(0, offset)
    if (way === 'overwritten with noise') {
      for (let at = offset; at < copy.length; at++) copy[at] = Math.floor(chance() * 256)
    }
    return copy
  }
})

describe('disk: full', () => {
  /** Fills the disk with commands until one is refused, and then some. */
  async function fill(client: Client): Promise<{ accepted: number; refusals: unknown[] }> {
    const refusals: unknown[] = []
    let step = 0
    while (refusals.length < 3 && step < 5000) {
      await makeGroup(client, step).then(
        () => step++,
        (error: unknown) => refusals.push(error),
      )
    }
    return { accepted: step, refusals }
  }

  async function expectNothingLost(folder: string, run: () => ReturnType<typeof openStore>) {
    const token = await makeFabric(folder)
    const store = run()
    const core = localCore(store)
    const { accepted, refusals } = await fill(localClient(core, token))
    for (const refusal of refusals) {
      expect(refusal).toMatchObject({
        code: 'store.failed',
        status: 503,
        message: expect.stringContaining('not carried out'),
      })
    }
    expect(accepted).toBeGreaterThan(0)
    expect(groupsIn(core)).toEqual(upTo(accepted))
    expect(brokenInvariants(core.simulation)).toEqual([])
    store.close()
    return { accepted, token }
  }

  /** The same data where there is space: all of it is there, and the next command is taken. */
  async function expectToGoOn(folder: string, accepted: number, token: string) {
    const store = openStore(folder)
    const core = localCore(store)
    expect(groupsIn(core)).toEqual(upTo(accepted))
    await makeGroup(localClient(core, token), accepted)
    expect(groupsIn(core)).toEqual(upTo(accepted + 1))
    store.close()
  }

  test('the file may not grow: the command is refused, nothing is lost, and later it goes on', async () => {
    const folder = scratchFolder()
    const pagesOf = () => Math.ceil(statSync(storeFiles(folder).fabric).size / 4096)
    const run = () => openStore(folder, { maxPages: pagesOf() + 12 })
    const { accepted, token } = await expectNothingLost(folder, run)
    await expectToGoOn(folder, accepted, token)
  })

  test('a real small disk (skipped where none can be mounted): the same, with its own errors', async ({
    skip,
  }) => {
    const small = smallDisk()
    if (small === undefined) return skip('only the superuser of a Linux can mount one')
    const { accepted, token } = await expectNothingLost(small, () => openStore(small))
    const elsewhere = scratchFolder()
    for (const file of ['fabric', 'log'] as const) {
      copyFileSync(storeFiles(small)[file], storeFiles(elsewhere)[file])
    }
    await expectToGoOn(elsewhere, accepted, token)
  })

  /** A disk of four MiB in memory, which only the superuser of a Linux can make. */
  function smallDisk(): string | undefined {
    if (process.platform !== 'linux' || process.getuid?.() !== 0) return undefined
    const folder = join(scratchFolder(), 'small')
    mkdirSync(folder)
    const { status } = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=4m', 'tmpfs', folder])
    if (status !== 0) return undefined
    onTestFinished(() => void spawnSync('umount', ['--lazy', folder]))
    return folder
  }
})
