import type {
  Checkpoint,
  HistoryBlock,
  JournalEntry,
  StoredRow,
  StoredSession,
  StoredState,
  StorePort,
} from '../../core/ports.ts'
import { numberOfId } from '../../shared/domain/index.ts'

/**
 * A store in memory. `image` is what a disk would hold at this instant; a store made of an image is
 * the same disk after a restart, whatever the first one does later.
 */
export class MemoryStore implements StorePort {
  /** Makes every write fail with this reason, as a full disk does. */
  failure: string | undefined
  private last: Checkpoint | undefined
  private readonly rows = new Map<string, StoredRow>()
  private readonly journal: JournalEntry[] = []
  private readonly kept = new Map<string, StoredSession>()
  private readonly history = new Map<string, HistoryBlock>()
  private markMs = 0

  constructor(image?: string) {
    if (image === undefined) return
    const disk = JSON.parse(image, reviveBytes) as DiskImage
    this.last = disk.last
    for (const row of disk.rows) this.rows.set(row.id, row)
    this.journal.push(...disk.journal)
    for (const session of disk.sessions) this.kept.set(session.id, session)
    for (const block of disk.history) this.history.set(keyOf(block), block)
    this.markMs = disk.markMs
  }

  /** The whole content as text. */
  image(): string {
    const disk: DiskImage = {
      last: this.last && { ...this.last, rows: [] },
      rows: [...this.rows.values()],
      journal: this.journal,
      sessions: [...this.kept.values()],
      history: [...this.history.values()],
      markMs: this.markMs,
    }
    return JSON.stringify(disk, replaceBytes)
  }

  read(): StoredState | undefined {
    if (!this.last && this.journal.length === 0) return undefined
    const journalSeq = this.last?.journalSeq ?? 0
    const timeMs = this.last?.timeMs ?? 0
    return {
      timeMs,
      journalSeq,
      engine: this.last?.engine ?? '',
      columns: this.last?.columns ?? [],
      rows: [...this.rows.values()].sort(byTableAndNumber),
      tail: this.journal.filter(entry => entry.seq > journalSeq),
      clockMarkMs: Math.max(timeMs, this.markMs, this.journal.at(-1)?.timeMs ?? 0),
    }
  }

  append(entry: JournalEntry): void {
    this.refuse()
    this.journal.push(JSON.parse(JSON.stringify(entry)) as JournalEntry)
  }

  checkpoint(checkpoint: Checkpoint): void {
    this.refuse()
    for (const row of checkpoint.rows) {
      if (row.json === undefined) this.rows.delete(row.id)
      else this.rows.set(row.id, row)
    }
    this.last = {
      ...checkpoint,
      rows: [],
      columns: checkpoint.columns.map(({ name, bytes }) => ({ name, bytes: bytes.slice() })),
    }
  }

  markClock(timeMs: number): void {
    this.refuse()
    this.markMs = timeMs
  }

  sessions(): StoredSession[] {
    return [...this.kept.values()].sort((a, b) => (a.id < b.id ? -1 : 1))
  }

  putSession(session: StoredSession): void {
    this.refuse()
    this.kept.set(session.id, { ...session })
  }

  removeSession(id: string): void {
    this.refuse()
    this.kept.delete(id)
  }

  putHistory(blocks: readonly HistoryBlock[]): void {
    this.refuse()
    for (const one of blocks) this.history.set(keyOf(one), { ...one, bytes: one.bytes.slice() })
  }

  readHistory(ring: string, kind: string, block: number, fromMs: number, toMs: number) {
    return [...this.history.values()]
      .filter(one => one.ring === ring && one.kind === kind && one.block === block)
      .filter(({ startMs }) => startMs >= fromMs && startMs < toMs)
      .sort((a, b) => a.startMs - b.startMs)
  }

  dropHistory(ring: string, beforeMs: number): void {
    this.refuse()
    for (const [key, one] of this.history) {
      if (one.ring === ring && one.startMs < beforeMs) this.history.delete(key)
    }
  }

  private refuse(): void {
    if (this.failure !== undefined) throw new Error(this.failure)
  }
}

interface DiskImage {
  last: Checkpoint | undefined
  rows: StoredRow[]
  journal: JournalEntry[]
  sessions: StoredSession[]
  history: HistoryBlock[]
  markMs: number
}

function keyOf({ ring, kind, block, startMs }: HistoryBlock): string {
  return `${ring}/${kind}/${block}/${startMs}`
}

/** A store in memory, empty or of an image. */
export function memoryStore(image?: string): MemoryStore {
  return new MemoryStore(image)
}

function byTableAndNumber(a: StoredRow, b: StoredRow): number {
  if (a.table !== b.table) return a.table < b.table ? -1 : 1
  return numberOfId(a.id) - numberOfId(b.id)
}

function replaceBytes(_key: string, value: unknown): unknown {
  return value instanceof Uint8Array ? { base64: Buffer.from(value).toString('base64') } : value
}

function reviveBytes(_key: string, value: unknown): unknown {
  const base64 = (value as { base64?: unknown } | undefined)?.base64
  return typeof base64 === 'string' ? new Uint8Array(Buffer.from(base64, 'base64')) : value
}
