import type * as NodeFs from 'node:fs'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test, vi } from 'vitest'
import { RecordFile } from '../../../../host/perfmon/record-file.ts'

const disk = vi.hoisted(() => ({ roomBytes: Infinity }))

/** A disk with so much room: it takes a part of what is written, and then nothing. */
vi.mock('node:fs', async load => {
  const fs = await load<typeof NodeFs>()
  const writeSync = (file: number, bytes: Uint8Array, from = 0) => {
    const count = Math.min(bytes.length - from, disk.roomBytes)
    if (count === 0) throw new Error('ENOSPC: no space left on device, write')
    disk.roomBytes -= count
    return fs.writeSync(file, bytes, from, count)
  }
  return { ...fs, writeSync }
})

const folder = mkdtempSync(join(tmpdir(), 'hostward-full-'))
afterAll(() => rmSync(folder, { recursive: true }))
const zone = { name: 'Coordinated Universal Time', offsetMinutes: 0 }

test.each(['bin', 'csv', 'tsv'] as const)(
  'log: %s on a disk that is full for a while: every record is there afterwards, and none is torn',
  format => {
    const path = join(folder, `log.${format}`)
    const beginning = { format, zone, startedMs: 0 }
    disk.roomBytes = Infinity
    const file = new RecordFile(path, beginning)
    file.addColumns(['\\\\hv-01\\Memory\\Available MBytes', '\\\\hv-01\\Memory\\Pages/sec'])
    const append = (from: number, to: number) => {
      for (let at = from; at < to; at++) file.append(at * 1000, [at * 1.1, at])
    }
    append(1, 10)
    file.flush()
    disk.roomBytes = 50
    append(10, 20)
    expect(() => file.flush()).toThrow('no space')
    file.settle()
    append(20, 30)
    disk.roomBytes = Infinity
    append(30, 40)
    file.flush()
    const again = new RecordFile(path, beginning)
    expect(again.records).toBe(39)
    expect(again.bytes).toBe(file.bytes)
  },
)
