import type * as NodeFs from 'node:fs'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test, vi } from 'vitest'
import { FileLogs } from '../../../../host/perfmon/file-logs.ts'
import { RecordFile } from '../../../../host/perfmon/record-file.ts'

const disk = vi.hoisted(() => ({ roomBytes: Infinity }))

/** A disk with so much room: it takes a part of what is written, and then nothing. */
vi.mock('node:fs', async load => {
  const fs = await load<typeof NodeFs>()
  const writeSync = (file: number, bytes: Uint8Array, from = 0) => {
    const count = Math.min(bytes.length - from, disk.roomBytes)
    if (count === 0) throw Object.assign(new Error('ENOSPC'), { code: 'ENOSPC', syscall: 'write' })
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
    expect(() => file.flush()).toThrow('ENOSPC')
    expect(file.size.problem).toBe('there is no room on the disk.')
    file.settle()
    append(20, 30)
    disk.roomBytes = Infinity
    append(30, 40)
    file.flush()
    expect(file.size.problem).toBeUndefined()
    const again = new RecordFile(path, beginning)
    expect(again.records).toBe(39)
    expect(again.bytes).toBe(file.bytes)
  },
)

test('log: a set that ends while the disk is full: its last records are written once there is room', () => {
  disk.roomBytes = Infinity
  const logs = new FileLogs(join(folder, 'ends'))
  const keys = ['log-1', 'log-2']
  for (const key of keys) {
    logs.open(key, { format: 'csv', zone, startedMs: 0 })
    logs.addColumns(key, [{ path: '\\\\hv-01\\Memory\\Available MBytes' }])
    logs.append(key, 1000, Float64Array.of(1))
  }
  disk.roomBytes = 0
  expect(() => logs.close('log-1')).toThrow('ENOSPC')
  expect(() => logs.flush()).toThrow('ENOSPC')
  expect(logs.size('log-1')).toMatchObject({ records: 1, problem: 'there is no room on the disk.' })
  disk.roomBytes = Infinity
  logs.flush()
  for (const key of keys) {
    const { records, bytes, problem } = new FileLogs(join(folder, 'ends')).size(key)!
    expect({ bytes, problem }).toEqual({ bytes: logs.size(key)!.bytes, problem: undefined })
    expect(records).toBe(key === 'log-1' ? 1 : 0)
  }
})
