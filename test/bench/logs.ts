import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readLog } from '../../host/perfmon/read-log.ts'
import { relog } from '../../host/perfmon/relog.ts'
import { LogFile } from '../../host/perfmon/write-log.ts'
import { report } from './report.ts'

const rows = 100_000
const columns = Array.from({ length: 50 }, (_, at) => ({
  text: `\\\\hv-01\\Hyper-V Hypervisor Logical Processor(Hv LP ${at})\\% Total Run Time`,
}))
const firstMs = Date.UTC(2026, 0, 5)
const mib = 1024 * 1024

/** The most memory that the process held while a part of the bench ran, above what it had. */
async function peakOf(part: (look: () => void) => Promise<unknown>): Promise<[number, number]> {
  const before = process.memoryUsage().rss
  let peak = before
  const look = () => void (peak = Math.max(peak, process.memoryUsage().rss))
  const timer = setInterval(look, 20)
  const began = performance.now()
  await part(look)
  clearInterval(timer)
  look()
  return [rows / ((performance.now() - began) / 1000), (peak - before) / mib]
}

/** A PDH-CSV of 100,000 rows with 50 columns: reading it, and writing it out of a compact log. */
export async function benchLogs(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'hostward-bench-'))
  try {
    const [compact, csv] = [join(folder, 'log.bin'), join(folder, 'log.csv')]
    await record(compact)
    const [written, writtenMib] = await peakOf(() =>
      relog({
        log: compact,
        out: csv,
        choice: { counters: [], everyNth: 1 },
        format: 'csv',
        isReplaced: false,
      }),
    )
    report({ name: 'csv-export', value: written, unit: 'rows/s' })
    report({ name: 'csv-export-memory', value: writtenMib, unit: 'MiB' })
    report({ name: 'csv-size', value: statSync(csv).size / mib, unit: 'MiB' })
    let records = 0
    const [read, readMib] = await peakOf(look => {
      const receiver = {
        ...{ begin: () => {}, columns: () => {} },
        record: () => void records++,
        problem: ({ problem }: { problem: string }) => {
          throw new Error(problem)
        },
      }
      return readLog(csv, receiver, async () => look())
    })
    if (records !== rows) throw new Error(`${records} rows of ${rows} were read.`)
    report({ name: 'csv-open', value: read, unit: 'rows/s' })
    report({ name: 'csv-open-memory', value: readMib, unit: 'MiB' })
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

async function record(path: string): Promise<void> {
  const file = new LogFile(path, false)
  const receiver = file.receiver('bin', undefined)
  receiver.begin({ name: 'Coordinated Universal Time', offsetMinutes: 0 })
  receiver.columns(columns)
  const values = new Float64Array(columns.length)
  for (let row = 0; row < rows; row++) {
    for (let at = 0; at < values.length; at++)
      values[at] = ((row * 7919 + at * 104729) % 99991) / 997
    receiver.record(firstMs + row * 1000, values)
    if (row % 1000 === 0) await file.drained()
  }
  await file.close()
}
