import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Papa from 'papaparse'
import { expect, test } from 'vitest'
import { FileLogs } from '../../../../host/perfmon/file-logs.ts'
import type { LogFormat } from '../../../../shared/domain/index.ts'
import { Lab, refusalOf } from '../../../kit/lab.ts'
import { scratchFolder } from '../../../kit/scratch-folder.ts'

const zone = { name: 'Coordinated Universal Time', offsetMinutes: 0 }
const columns = [{ path: '\\\\a\\Memory\\Available MBytes' }, { path: '\\\\a\\System\\Threads' }]

async function recordsOf(logs: FileLogs): Promise<[number, ...number[]][]> {
  const records: [number, ...number[]][] = []
  await logs.read('log-1', {
    begin: () => undefined,
    columns: () => undefined,
    problem: ({ problem }) => expect.fail(problem),
    record: (wallMs, values) => void records.push([wallMs, ...values]),
  })
  return records
}

function begun(folder: string, format: LogFormat, recordsKept?: number): FileLogs {
  const logs = new FileLogs(folder)
  const beginning = { format, zone, startedMs: 5, ...(recordsKept ? { recordsKept } : {}) }
  const had = logs.open('log-1', beginning)
  if (had.length === 0) logs.addColumns('log-1', columns)
  return logs
}

test.each(['bin', 'csv', 'tsv'] as const)(
  'log files: a %s log that a kill cut off: goes on after its last whole record',
  async format => {
    const folder = scratchFolder()
    const first = begun(folder, format)
    for (let at = 1; at <= 3; at++) first.append('log-1', at * 1000, Float64Array.of(at, 0.1))
    first.flush()
    const path = join(folder, `log-1.${format}`)
    truncateSync(path, statSync(path).size - 4)
    const second = begun(folder, format)
    for (let at = 2; at <= 5; at++) second.append('log-1', at * 1000, Float64Array.of(at, 0.1))
    second.close('log-1')
    const expected = [1, 2, 3, 4, 5].map(at => [at * 1000, at, 0.1])
    expect(await recordsOf(second)).toEqual(expected)
    const third = new FileLogs(folder)
    expect(third.size('log-1')).toEqual({ records: 5, bytes: statSync(path).size })
    expect(third.columnsOf('log-1')).toEqual(columns)
  },
)

test.each(['bin', 'csv'] as const)(
  'log files: a circular %s log: shows the last records, and its file stays short',
  async format => {
    const logs = begun(scratchFolder(), format, 10)
    let longest = 0
    for (let at = 1; at <= 100; at++) {
      logs.append('log-1', at * 1000, Float64Array.of(at, at / 3))
      longest = Math.max(longest, logs.size('log-1')!.bytes)
    }
    const records = await recordsOf(logs)
    expect(records.map(([wallMs]) => wallMs / 1000)).toEqual(
      Array.from({ length: 10 }, (_, at) => 91 + at),
    )
    expect(longest).toBeLessThan(format === 'bin' ? 700 : 1000)
    expect(logs.size('log-1')!.records).toBe(10)
  },
)

test.each([undefined, 100])(
  'log files: columns that come later (last %s records kept): the size limit holds, or says so',
  async recordsKept => {
    const bytesMost = 8192
    const logs = new FileLogs(scratchFolder())
    const beginning = { format: 'bin', zone, startedMs: 5, bytesMost } as const
    logs.open('log-1', recordsKept ? { ...beginning, recordsKept } : beginning)
    logs.addColumns('log-1', columns)
    let width = columns.length
    for (let at = 1; at <= 300; at++) {
      if (at % 50 === 0) {
        const more = Array.from({ length: 5 }, (_, n) => ({ path: `\\\\a\\P(${at} ${n})\\C` }))
        logs.addColumns('log-1', more)
        width += more.length
      }
      logs.append('log-1', at * 1000, new Float64Array(width).fill(at))
    }
    const { bytes, records, problem } = logs.size('log-1')!
    expect(bytes).toBeLessThanOrEqual(bytesMost)
    const read = await recordsOf(logs)
    const times = read.map(([wallMs]) => wallMs / 1000)
    expect(times).toHaveLength(records)
    for (const [wallMs, ...values] of read) expect(values).toContain(wallMs / 1000)
    if (recordsKept) expect(read.at(-1)).toEqual([300_000, ...new Array(width).fill(300)])
    if (recordsKept) expect({ problem, last: times.at(-1) }).toEqual({ last: 300 })
    else
      expect({ problem, first: times[0] }).toEqual({
        first: 1,
        problem: expect.stringContaining('limit'),
      })
  },
)

test('log files: a log of another beginning under the same key: is a new one', async () => {
  const folder = scratchFolder()
  const first = begun(folder, 'csv')
  first.append('log-1', 1000, Float64Array.of(1, 2))
  first.close('log-1')
  const other = new FileLogs(folder)
  expect(other.open('log-1', { format: 'csv', zone, startedMs: 6 })).toEqual([])
  other.addColumns('log-1', columns)
  other.append('log-1', 500, Float64Array.of(3, 4))
  expect(await recordsOf(other)).toEqual([[500, 3, 4]])
  expect(() => other.open('../x', { format: 'csv', zone, startedMs: 6 })).toThrow('no key')
})

test('log files: a set recorded as PDH-CSV: papaparse reads the numbers of the counters', async () => {
  const folder = scratchFolder()
  const { lab, admin } = await Lab.with('poc-lab', 1, new FileLogs(folder))
  const path = '\\\\hv-01\\Hyper-V Hypervisor Logical Processor(_Total)\\% Total Run Time'
  const set = { name: 'Load', paths: [path], intervalS: 1, durationS: 60, format: 'csv' as const }
  const { id } = await admin.collector.create(set)
  await admin.collector.start({ collectorId: id as 'collector-1' })
  const byHand: string[] = []
  for (let second = 0; second < 60; second++) {
    lab.run(1)
    const { samples } = await admin.counter.read({ paths: [path] })
    byHand.push(String(samples[0]!.value))
  }
  lab.run(2)
  const { data } = Papa.parse<string[]>(readFileSync(join(folder, 'log-1.csv'), 'utf8').trimEnd())
  expect(data[0]).toEqual(['(PDH-CSV 4.0) (Coordinated Universal Time)(0)', path])
  expect(data[1]![0]).toBe('01/05/2026 08:00:01.000')
  expect(data.slice(1).map(row => row[1])).toEqual(byHand)
})

test('log files: a file in the folder of what comes in: is imported by its name alone', async () => {
  const folder = scratchFolder()
  const { admin } = await Lab.with('poc-lab', 1, new FileLogs(folder))
  mkdirSync(join(folder, 'incoming', 'folder'), { recursive: true })
  const column = '\\\\a\\Memory\\Available MBytes'
  const text = `"(PDH-CSV 4.0)","${column}"\r\n"01/05/2026 08:00:00.000","7"\r\n`
  writeFileSync(join(folder, 'incoming', 'long.csv'), text)
  const { id } = await admin.log.import({ name: 'Long', fileName: 'long.csv' })
  const { statistics } = await admin.log.read({ logId: id as 'log-1', columns: [column] })
  expect(statistics[0]).toMatchObject({ count: 1, last: 7 })
  await admin.log.delete({ logId: id as 'log-1' })
  expect(existsSync(join(folder, 'incoming', 'long.csv'))).toBe(true)
  for (const fileName of ['none.csv', '../log-1.meta', '..', '.', 'folder', 'a\0b']) {
    const refusal = await refusalOf(admin.log.import({ name: 'No', fileName }))
    expect(refusal.text).toContain('no such file')
    expect(refusal.text).not.toContain(folder)
  }
})

const oneRecord = `"(PDH-CSV 4.0)","${columns[0]!.path}"\r\n"01/05/2026 08:00:00.000","7"\r\n`
const contentBase64 = Buffer.from(oneRecord).toString('base64')

test('log files: what a kill left of an import: is gone after the next start, logs stay', async () => {
  const folder = scratchFolder()
  const { lab, admin } = await Lab.with('poc-lab', 1, new FileLogs(folder))
  await admin.log.import({ name: 'Kept', fileName: 'kept.csv', contentBase64 })
  const kept = readdirSync(folder)
  for (const name of ['import-left.csv', 'import-half.bin', 'import-half.meta', 'notes.csv']) {
    writeFileSync(join(folder, name), '')
  }
  const again = lab.afterKill()
  expect(readdirSync(folder).sort()).toEqual([...kept, 'notes.csv'].sort())
  expect(again.core.simulation.world.count('log')).toBe(1)
})

test('log files: an import that fails halfway: leaves nothing, and says no path', async () => {
  const folder = scratchFolder()
  const logs = new FileLogs(folder)
  const blocked = new FileLogs(join(folder, 'file', 'logs'))
  writeFileSync(join(folder, 'file'), '')
  const taken = blocked.take('import-x', 'csv', { contentBase64 })
  await expect(taken).rejects.toThrow(/^the folder of the logs is not there\.$/)
  await logs.take('import-y', 'csv', { contentBase64 })
  rmSync(join(folder, 'import-y.csv'))
  const nothing = () => undefined
  const receiver = { begin: nothing, columns: nothing, record: nothing, problem: nothing }
  await expect(logs.read('import-y', receiver)).rejects.toThrow(/^its file is not there\.$/)
  writeFileSync(join(folder, 'import-z.csv'), oneRecord)
  logs.remove('import-z')
  logs.remove('import-y')
  expect(readdirSync(folder)).toEqual(['file'])
})
