import type { LogBeginning, LogPort, LogSource, RecordedColumn } from '../../core/index.ts'
import type { LogReceiver } from '../../shared/perfmon/index.ts'
import { parsePath, TextLogReader } from '../../shared/perfmon/index.ts'

interface Kept {
  readonly beginning?: LogBeginning
  readonly columns: RecordedColumn[]
  records: { readonly wallMs: number; readonly values: Float64Array }[]
  readonly text?: string
}

/** Logs in memory, as a folder would keep them. */
export class MemoryLogs implements LogPort {
  private readonly logs = new Map<string, Kept>()

  open(key: string, beginning: LogBeginning): readonly RecordedColumn[] {
    const before = this.logs.get(key)
    if (before && JSON.stringify(before.beginning) === JSON.stringify(beginning)) {
      return [...before.columns]
    }
    this.logs.set(key, { beginning, columns: [], records: [] })
    return []
  }

  addColumns(key: string, more: readonly RecordedColumn[]): void {
    this.logs.get(key)?.columns.push(...more)
  }

  append(key: string, wallMs: number, values: Float64Array): void {
    const log = this.logs.get(key)
    if (!log || wallMs <= (log.records.at(-1)?.wallMs ?? -Infinity)) return
    log.records.push({ wallMs, values: values.slice() })
    const { recordsKept } = log.beginning ?? {}
    if (recordsKept) log.records = log.records.slice(-recordsKept)
  }

  close(): void {}

  flush(): void {}

  size(key: string): { readonly records: number; readonly bytes: number } | undefined {
    const log = this.logs.get(key)
    if (!log) return undefined
    const bytes = log.records.reduce((sum, { values }) => sum + 8 + 8 * values.length, 0)
    return { records: log.records.length, bytes: log.text?.length ?? bytes }
  }

  columnsOf(key: string): readonly RecordedColumn[] {
    return this.logs.get(key)?.columns ?? []
  }

  async read(key: string, receiver: LogReceiver): Promise<void> {
    const log = this.logs.get(key)
    if (!log) throw new Error('its file is not there.')
    if (log.text !== undefined) {
      const reader = new TextLogReader(receiver)
      reader.push(log.text)
      return reader.end()
    }
    receiver.begin(log.beginning?.zone)
    receiver.columns(
      log.columns.map(({ path: text }) => {
        const path = parsePath(text)
        return 'problem' in path ? { text } : { text, path }
      }),
    )
    for (const { wallMs, values } of log.records) {
      const wide = new Float64Array(log.columns.length).fill(NaN)
      wide.set(values)
      receiver.record(wallMs, wide)
    }
  }

  async take(key: string, _format: string, source: LogSource): Promise<void> {
    if (!('contentBase64' in source)) throw new Error('there is no such file.')
    const { contentBase64 } = source
    const text = Buffer.from(contentBase64, 'base64').toString('utf8')
    this.logs.set(key, { columns: [], records: [], text })
  }

  encode(text: string): Uint8Array {
    return new TextEncoder().encode(text)
  }

  keepImports(): void {}

  remove(key: string): void {
    this.logs.delete(key)
  }
}
