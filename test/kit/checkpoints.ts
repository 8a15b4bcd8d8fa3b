import type { Checkpoint, JournalEntry, StoredSession } from '../../core/ports.ts'

/** A command as the journal keeps it, at one simulated second for each number. */
export function journalEntry(seq: number): JournalEntry {
  return {
    seq,
    timeMs: seq * 1000,
    wallMs: 1_700_000_000_000 + seq,
    actor: { userId: 'user-1', name: 'ann' },
    operation: 'vm.start',
    input: { vmIds: [`vm-${seq}`] },
    because: 'Administrator',
  }
}

/** A save that holds the named rows; `gone` are rows that it takes away. */
export function checkpointOf(journalSeq: number, ids: string[], gone: string[] = []): Checkpoint {
  const tableOf = (id: string) => id.slice(0, id.lastIndexOf('-'))
  return {
    timeMs: journalSeq * 1000,
    journalSeq,
    rows: [
      ...ids.map(id => ({ table: tableOf(id), id, json: JSON.stringify({ id, journalSeq }) })),
      ...gone.map(id => ({ table: tableOf(id), id })),
    ],
    engine: JSON.stringify({ journalSeq }),
    columns: [
      { name: 'vm.run', bytes: new Uint8Array([1, 2, 3]) },
      {
        name: 'vm.demandPercent',
        bytes: new Uint8Array(new Float64Array([journalSeq, -0]).buffer),
      },
    ],
  }
}

export function storedSession(id: string): StoredSession {
  return {
    id,
    tokenHash: `hash of ${id}`,
    userId: 'user-1',
    kind: 'browser',
    label: 'Firefox',
    createdMs: 1,
    lastSeenMs: 2,
    expiresMs: 3,
  }
}
