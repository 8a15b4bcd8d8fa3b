import fc from 'fast-check'
import { expect, test } from 'vitest'
import { BinaryLogReader, BinaryLogWriter } from '../../../../shared/perfmon/index.ts'
import { keepingReceiver } from '../../../kit/log-record.ts'

const zone = { name: 'Coordinated Universal Time', offsetMinutes: 0 }
const paths = ['a', 'b', 'c'].map(name => String.raw`\\hv-01\Processor(${name})\% Idle Time`)

function join(pieces: readonly Uint8Array[]): Uint8Array {
  return Uint8Array.from(pieces.flatMap(piece => [...piece]))
}

function read(bytes: Uint8Array, pieceBytes = bytes.length || 1) {
  const { receiver, read: all } = keepingReceiver()
  const reader = new BinaryLogReader(receiver, new TextDecoder())
  for (let at = 0; at < bytes.length; at += pieceBytes) {
    reader.push(bytes.subarray(at, at + pieceBytes))
  }
  reader.end()
  return all
}

test('compact log: a column that begins later: missing before, and there from then on', () => {
  const writer = new BinaryLogWriter(new TextEncoder())
  const bytes = join([
    writer.begin(zone),
    writer.columns(paths.slice(0, 2)),
    writer.record(1000, [1, NaN]),
    writer.columns(paths.slice(2)),
    writer.record(2000, [1, 2, 3]),
  ])
  const all = read(bytes)
  expect(all.problems).toEqual([])
  expect(all.zone).toEqual(zone)
  expect(all.columns.map(column => column.text)).toEqual(paths)
  expect(all.records).toEqual([
    { wallMs: 1000, values: [1, NaN] },
    { wallMs: 2000, values: [1, 2, 3] },
  ])
})

test('compact log: any values, in pieces of any length: the same come back', () => {
  const value = fc.oneof(fc.double({ noDefaultInfinity: true }), fc.constantFrom(0, -0, 1, NaN))
  const records = fc.array(fc.tuple(value, value, value), { maxLength: 12 })
  fc.assert(
    fc.property(records, fc.integer({ min: 1, max: 50 }), (rows, pieceBytes) => {
      const writer = new BinaryLogWriter(new TextEncoder())
      const pieces = [writer.begin(undefined), writer.columns(paths)]
      for (const [second, row] of rows.entries()) pieces.push(writer.record(second * 1000, row))
      expect(read(join(pieces), pieceBytes).records.map(one => one.values)).toEqual(rows)
    }),
  )
})

test('compact log: a record costs as much as what changed in it', () => {
  const writer = new BinaryLogWriter(new TextEncoder())
  writer.begin(zone)
  writer.columns(Array.from({ length: 1000 }, (_, at) => String.raw`\Memory\Counter ${at}`))
  const values = new Float64Array(1000).fill(7)
  expect(writer.record(1000, values).length).toBeGreaterThan(8000)
  values[5] = 8
  expect(writer.record(2000, values).length).toBeLessThan(160)
})

test('compact log: cut off anywhere: what is whole is read, and the rest is said', () => {
  const writer = new BinaryLogWriter(new TextEncoder())
  const head = join([writer.begin(zone), writer.columns(paths)])
  const bytes = join([head, writer.record(1000, [1, 2, 3]), writer.record(2000, [4, 5, 6])])
  for (let length = 0; length < bytes.length; length++) {
    const { problems, records } = read(bytes.subarray(0, length))
    expect(records.length).toBeLessThan(2)
    if (length > head.length + 60) expect(problems).toHaveLength(1)
  }
})

test('compact log: damaged bytes: nothing is thrown', () => {
  const writer = new BinaryLogWriter(new TextEncoder())
  const bytes = join([writer.begin(zone), writer.columns(paths), writer.record(1000, [1, 2, 3])])
  fc.assert(
    fc.property(fc.nat(bytes.length - 1), fc.nat(255), (at, byte) => {
      const damaged = bytes.slice()
      damaged[at] = byte
      read(damaged)
    }),
    { numRuns: 1000 },
  )
})
