import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { readLog } from '../../../../host/perfmon/read-log.ts'
import { relog } from '../../../../host/perfmon/relog.ts'
import { LogFile } from '../../../../host/perfmon/write-log.ts'
import { parsePath, type CounterPath } from '../../../../shared/perfmon/index.ts'
import { keepingReceiver } from '../../../kit/log-record.ts'
import { scratchFolder } from '../../../kit/scratch-folder.ts'

const start = Date.UTC(2026, 10, 23, 8, 0, 0)
const names = [0, 1].map(
  n => String.raw`\\hv-01\Hyper-V Hypervisor Logical Processor(Hv LP ${n})\% Total Run Time`,
)
const memory = String.raw`\\hv-01\Memory\Available MBytes`
const everything = { counters: [], everyNth: 1 }

/** A compact log of ten seconds whose third counter begins after five. */
async function tenSeconds(): Promise<{ folder: string; log: string }> {
  const folder = scratchFolder()
  const log = join(folder, 'ten.hwlog')
  const file = new LogFile(log, false)
  const to = file.receiver('bin', undefined)
  to.begin({ name: 'Coordinated Universal Time', offsetMinutes: 0 })
  to.columns(names.map(text => ({ text })))
  for (let second = 0; second < 10; second++) {
    if (second === 5) to.columns([{ text: memory }])
    to.record(start + second * 1000, Float64Array.of(second, second / 8, 1024))
  }
  await file.close()
  return { folder, log }
}

async function readAll(path: string) {
  const { receiver, read } = keepingReceiver()
  await readLog(path, receiver)
  return read
}

test('relog: from compact to CSV to TSV and back: the same values, with a later counter missing before', async () => {
  const { folder, log } = await tenSeconds()
  let from = log
  for (const format of ['csv', 'tsv', 'bin'] as const) {
    const out = join(folder, `copy.${format}`)
    const outcome = await relog({ log: from, out, choice: everything, format, isReplaced: false })
    expect(outcome).toEqual({ columns: [...names, memory], records: 10, problems: [] })
    from = out
  }
  const { records, zone } = await readAll(from)
  expect(zone?.name).toBe('Coordinated Universal Time')
  expect(records[4]).toEqual({ wallMs: start + 4000, values: [4, 0.5, NaN] })
  expect(records[5]).toEqual({ wallMs: start + 5000, values: [5, 0.625, 1024] })
})

test('relog: every third record of one counter within a time: no more than that', async () => {
  const { folder, log } = await tenSeconds()
  const out = join(folder, 'part.csv')
  const choice = {
    counters: [parsePath(String.raw`\\hv-*\*(* LP 1)\*`) as CounterPath],
    everyNth: 3,
    fromMs: start + 1000,
    toMs: start + 7000,
  }
  await relog({ log, out, choice, format: 'csv', isReplaced: false })
  const { columns, records } = await readAll(out)
  expect(columns.map(column => column.text)).toEqual([names[1]])
  expect(records.map(one => (one.wallMs - start) / 1000)).toEqual([1, 4, 7])
})

test('relog: a file that is there: refused, and left as it was, unless it may be replaced', async () => {
  const { folder, log } = await tenSeconds()
  const out = join(folder, 'kept.csv')
  writeFileSync(out, 'kept')
  const wish = { log, out, choice: everything, format: 'csv' } as const
  await expect(relog({ ...wish, isReplaced: false })).rejects.toThrow('EEXIST')
  expect(readFileSync(out, 'utf8')).toBe('kept')
  await relog({ ...wish, isReplaced: true })
  expect((await readAll(out)).records).toHaveLength(10)
  await expect(relog({ ...wish, out: log, isReplaced: true })).rejects.toThrow(
    'is the log that is read',
  )
})

test('relog: only the counters are wanted: they are named, and nothing is written', async () => {
  const { log } = await tenSeconds()
  const outcome = await relog({ log, choice: everything, format: 'csv', isReplaced: false })
  expect(outcome).toEqual({ columns: [...names, memory], records: 0, problems: [] })
})

const header =
  '"(PDH-CSV 4.0) (Mitteleuropäische Zeit)(-60)","\\\\büro\\Memory\\Available MBytes"\r\n'
const text = `${header}"11/23/2026 08:00:00.000","1024"\r\n`

test.each([
  ['UTF-8', Buffer.from(text, 'utf8')],
  ['UTF-8 with its mark', Buffer.from(`\uFEFF${text}`, 'utf8')],
  ['UTF-16', Buffer.from(`\uFEFF${text}`, 'utf16le')],
  ['UTF-16 without its mark', Buffer.from(text, 'utf16le')],
  ['UTF-16, high byte first', Buffer.from(`\uFEFF${text}`, 'utf16le').swap16()],
  ['a western code page', Buffer.from(text, 'latin1')],
])('perfmon file: in %s: names and values are read', async (_, bytes) => {
  const path = join(scratchFolder(), 'log.csv')
  writeFileSync(path, bytes)
  const { columns, problems, records, zone } = await readAll(path)
  expect(problems).toEqual([])
  expect(zone?.name).toBe('Mitteleuropäische Zeit')
  expect(columns[0]!.path?.computer).toBe('büro')
  expect(records).toEqual([{ wallMs: start, values: [1024] }])
})

test('perfmon file: a binary log of Windows: refused, with what to do', async () => {
  const path = join(scratchFolder(), 'log.blg')
  writeFileSync(path, Buffer.from([0x50, 0x44, 0x48, 0, 1, 2, 0, 0]))
  const { problems } = await readAll(path)
  expect(problems[0]!.problem).toContain('relog -f csv')
})
