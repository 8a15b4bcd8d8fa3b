import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { appendFileSync, writeFileSync } from 'node:fs'
import { copyFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { LogBeginning, LogPort, LogSize, LogSource, RecordedColumn } from '../../core/index.ts'
import { logFormats, type LogFormat } from '../../shared/domain/index.ts'
import type { LogReceiver } from '../../shared/perfmon/index.ts'
import { inWords, reasonOf } from './in-words.ts'
import { readLog } from './read-log.ts'
import { RecordFile } from './record-file.ts'

/** What stands beside a log: how it began, its columns with their objects, and its records. */
interface Meta {
  readonly beginning?: LogBeginning
  readonly format: LogFormat
  readonly columns: readonly RecordedColumn[]
  readonly records: number
}

type MetaLine = Partial<Omit<Meta, 'beginning'>> & { readonly beginning?: LogBeginning }

/** Logs as files of a folder: `log-1.csv` with its records, and `log-1.meta` beside it. */
export class FileLogs implements LogPort {
  private readonly files = new Map<string, RecordFile>()
  private readonly metas = new Map<string, Meta>()
  /** Logs that are over, whose last records still wait for the disk. */
  private readonly ending = new Set<string>()
  /** Why logs could not be opened. */
  private readonly unopened = new Map<string, string>()

  constructor(private readonly folder: string) {}

  open(key: string, beginning: LogBeginning): readonly RecordedColumn[] {
    try {
      const columns = this.opened(key, beginning)
      this.unopened.delete(key)
      return columns
    } catch (error) {
      this.unopened.set(key, reasonOf(error))
      throw error
    }
  }

  private opened(key: string, beginning: LogBeginning): readonly RecordedColumn[] {
    mkdirSync(this.folder, { recursive: true })
    const { format } = beginning
    const before = this.metaOf(key)
    const path = this.pathOf(key, format)
    const isSame = JSON.stringify(before?.beginning) === JSON.stringify(beginning)
    if (before && !isSame) this.remove(key)
    const file = new RecordFile(path, beginning)
    this.files.set(key, file)
    // What was not written down before the end is found again by who records.
    const columns = isSame ? (before?.columns ?? []).slice(0, file.columns.length) : []
    const meta = { beginning, format, columns, records: file.records }
    this.metas.set(key, meta)
    writeFileSync(this.metaPath(key), line({ beginning, format }) + line({ columns }))
    return columns
  }

  addColumns(key: string, more: readonly RecordedColumn[]): void {
    const [file, meta] = [this.files.get(key), this.metaOf(key)]
    if (!file || !meta) return
    appendFileSync(this.metaPath(key), line({ columns: more }))
    this.metas.set(key, { ...meta, columns: [...meta.columns, ...more] })
    file.addColumns(more.map(column => column.path))
  }

  append(key: string, wallMs: number, values: Float64Array): void {
    this.files.get(key)?.append(wallMs, values)
  }

  close(key: string): void {
    const file = this.files.get(key)
    if (!file) return
    this.ending.add(key)
    file.flush()
    this.ending.delete(key)
    this.files.delete(key)
    this.noteRecords(key, file.records)
  }

  flush(): void {
    const failed: unknown[] = []
    for (const [key, file] of this.files) {
      try {
        if (this.ending.has(key)) this.close(key)
        else file.flush()
      } catch (error) {
        failed.push(error)
      }
    }
    if (failed.length > 0) throw failed[0]
  }

  size(key: string): LogSize | undefined {
    const file = this.files.get(key)
    if (file) return file.size
    const problem = this.unopened.get(key)
    if (problem !== undefined) return { records: 0, bytes: 0, problem }
    const meta = this.metaOf(key)
    const path = meta && this.pathOf(key, meta.format)
    if (!path || !existsSync(path)) return undefined
    return { records: meta.records, bytes: statSync(path).size }
  }

  columnsOf(key: string): readonly RecordedColumn[] {
    return this.metaOf(key)?.columns ?? []
  }

  encode(text: string): Uint8Array {
    return new TextEncoder().encode(text)
  }

  async read(key: string, receiver: LogReceiver, drained?: () => Promise<void>): Promise<void> {
    try {
      await this.readFrom(key, receiver, drained)
    } catch (error) {
      throw inWords(error)
    }
  }

  private async readFrom(
    key: string,
    receiver: LogReceiver,
    drained?: () => Promise<void>,
  ): Promise<void> {
    const file = this.files.get(key)
    file?.settle()
    const meta = this.metaOf(key)
    if (!meta) throw new Error('its file is not there.')
    const kept = meta.beginning?.recordsKept
    const records = file?.records ?? (await this.countOf(key, meta))
    const skipped = kept === undefined ? 0 : records - kept
    await readLog(this.pathOf(key, meta.format), withoutFirst(skipped, receiver), drained)
  }

  async take(key: string, format: LogFormat, source: LogSource): Promise<void> {
    try {
      await this.takeFrom(key, format, source).catch((error: unknown) => {
        this.remove(key)
        throw error
      })
    } catch (error) {
      throw inWords(error)
    }
  }

  keepImports(keys: ReadonlySet<string>): void {
    if (!existsSync(this.folder)) return
    for (const name of readdirSync(this.folder)) {
      const key = /^(import-[\w-]+)\.(?:meta|csv|tsv|bin)$/.exec(name)?.[1]
      if (key !== undefined && !keys.has(key)) this.remove(key)
    }
  }

  private async takeFrom(key: string, format: LogFormat, source: LogSource): Promise<void> {
    mkdirSync(this.folder, { recursive: true })
    const path = this.pathOf(key, format)
    if ('contentBase64' in source) writeFileSync(path, Buffer.from(source.contentBase64, 'base64'))
    else await copyFile(this.incomingPath(source.incoming), path)
    const meta: Meta = { format, columns: [], records: 0 }
    this.metas.set(key, meta)
    writeFileSync(this.metaPath(key), line({ format }))
    this.noteRecords(key, await this.countOf(key, meta))
  }

  remove(key: string): void {
    this.files.get(key)?.abandon()
    this.files.delete(key)
    this.ending.delete(key)
    this.unopened.delete(key)
    this.metas.delete(key)
    // What stands beside it may be missing, or cut off: its format is not known then.
    for (const format of logFormats) rmSync(this.pathOf(key, format), { force: true })
    rmSync(this.metaPath(key), { force: true })
  }

  private async countOf(key: string, { format }: Meta): Promise<number> {
    let records = 0
    const nothing = () => undefined
    const receiver = { begin: nothing, columns: nothing, problem: nothing }
    await readLog(this.pathOf(key, format), { ...receiver, record: () => void records++ })
    return records
  }

  private noteRecords(key: string, records: number): void {
    const meta = this.metaOf(key)
    if (!meta) return
    const most = meta.beginning?.recordsKept ?? Infinity
    this.metas.set(key, { ...meta, records: Math.min(records, most) })
    appendFileSync(this.metaPath(key), line({ records: Math.min(records, most) }))
  }

  private metaOf(key: string): Meta | undefined {
    const known = this.metas.get(key)
    if (known) return known
    const path = this.metaPath(key)
    if (!existsSync(path)) return undefined
    const meta = readFileSync(path, 'utf8').split('\n').reduce(withLine, undefined)
    if (meta) this.metas.set(key, meta)
    return meta
  }

  private pathOf(key: string, format: LogFormat): string {
    return join(this.folder, `${safe(key)}.${format}`)
  }

  /** A file that somebody put beside the logs: for what is too long for a message. */
  private incomingPath(name: string): string {
    const path = join(this.folder, 'incoming', name)
    if (/^[^/\\\0]+$/.test(name) && isFile(path)) return path
    throw new Error('there is no such file in the folder logs/incoming of the data folder.')
  }

  private metaPath(key: string): string {
    return join(this.folder, `${safe(key)}.meta`)
  }
}

/** Also a name that no file can have is none. */
function isFile(path: string): boolean {
  try {
    return statSync(path).isFile()
  } catch {
    return false
  }
}

function line(content: MetaLine): string {
  return `${JSON.stringify(content)}\n`
}

/** What is known with one more line; a line that was cut off says nothing. */
function withLine(meta: Meta | undefined, text: string): Meta | undefined {
  let said: MetaLine
  try {
    said = JSON.parse(text) as MetaLine
  } catch {
    return meta
  }
  const before = meta ?? { format: said.format ?? 'bin', columns: [], records: 0 }
  const { beginning = before.beginning, records = before.records } = said
  const columns = [...before.columns, ...(said.columns ?? [])]
  return { format: before.format, columns, records, ...(beginning ? { beginning } : {}) }
}

/** Passes a log on without its first records: a circular one has more than it is to show. */
function withoutFirst(skipped: number, receiver: LogReceiver): LogReceiver {
  if (skipped <= 0) return receiver
  let at = 0
  return {
    begin: zone => receiver.begin(zone),
    columns: more => receiver.columns(more),
    problem: problem => receiver.problem(problem),
    record: (wallMs, values) => {
      if (at++ >= skipped) receiver.record(wallMs, values)
    },
  }
}

/** A key is made by the product; one that could leave the folder is a defect. */
function safe(key: string): string {
  if (!/^[\w-]{1,80}$/.test(key)) throw new Error(`${key} is no key of a log`)
  return key
}
