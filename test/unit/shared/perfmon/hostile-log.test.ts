import { describe, expect, test } from 'vitest'
import { BinaryLogReader, BinaryLogWriter } from '../../../../shared/perfmon/index.ts'
import { keepingReceiver, readText } from '../../../kit/log-record.ts'

const cpu = String.raw`\\HOST01\Processor(_Total)\% Processor Time`
const memory = String.raw`\\HOST01\Memory\Available MBytes`

function log(columns: readonly string[], ...lines: string[]) {
  const header = ['(PDH-CSV 4.0)', ...columns].map(cell => `"${cell}"`).join(',')
  return readText([header, ...lines, ''].join('\r\n'))
}

function readBinary(write: (writer: BinaryLogWriter) => Uint8Array[]) {
  const { receiver, read } = keepingReceiver()
  const reader = new BinaryLogReader(receiver, new TextDecoder())
  for (const piece of write(new BinaryLogWriter(new TextEncoder()))) reader.push(piece)
  reader.end()
  return read
}

describe('headers', () => {
  test('perfmon log: a name of more signs than a path has: named by line and cell', () => {
    const long = `\\${'a('.repeat(60_000)}`
    const { columns, problems } = log([cpu, long])
    expect(columns.map(column => column.path !== undefined)).toEqual([true, false])
    const problem = 'The name has 120001 signs, and 1024 are the most.'
    expect(problems).toEqual([{ line: 1, cell: 3, problem }])
  })

  test.each(['99999999999999999999', '-1441', '1441'])(
    'perfmon log: a time zone %s minutes from UTC: is none, and said',
    minutes => {
      const { zone, problems } = readText(`"(PDH-CSV 4.0) (X)(${minutes})","${cpu}"\r\n`)
      expect(zone).toBeUndefined()
      expect(problems).toMatchObject([{ line: 1, cell: 1 }])
      expect(problems[0]!.problem).toContain(`${minutes} minutes from UTC, and 1440 are the most`)
    },
  )

  test('perfmon log: more columns than a log has: refused with how many there are', () => {
    const { columns, problems } = log(Array.from({ length: 20_001 }, () => 'a'))
    expect(columns).toEqual([])
    const problem = 'The log has 20001 columns, and 20000 are the most.'
    expect(problems).toEqual([{ line: 1, problem }])
    const many = readBinary(writer => [
      writer.begin(undefined),
      writer.columns([cpu, memory]),
      writer.columns(Array.from({ length: 19_999 }, () => 'a')),
    ])
    expect(many.columns).toHaveLength(2)
    expect(many.problems).toEqual([{ line: 0, problem }])
  })

  test('perfmon log: twins: each has a name of its own, also where an index is taken', () => {
    const one = String.raw`\\h\Process(chrome)\Handles`
    const first = String.raw`\\h\Process(chrome#1)\Handles`
    const { columns, problems } = log([one, one.toUpperCase(), first, one])
    expect(columns.map(column => column.path?.index)).toEqual([undefined, 2, 1, 3])
    expect(new Set(columns.map(column => column.text.toLowerCase())).size).toBe(4)
    expect(columns[3]!.text).toBe(String.raw`\\h\Process(chrome#3)\Handles`)
    expect(problems).toEqual([])
  })

  test('perfmon log: ten thousand names, each twice with an index: each has its own at once', () => {
    const names = Array.from({ length: 20_000 }, (_, at) => `\\P(a#${1 + (at % 10_000)})\\b`)
    const { columns, problems } = log(names)
    expect(new Set(columns.map(column => column.text)).size).toBe(20_000)
    expect(problems).toEqual([])
  })

  test('perfmon log: one name twice without an instance: the second is named by its cell', () => {
    const { problems } = log([memory, cpu, memory])
    expect(problems).toMatchObject([{ line: 1, cell: 4 }])
    expect(problems[0]!.problem).toContain('same name')
  })
})

describe('records', () => {
  test('perfmon log: a record that is not later than the one before: left out, and said', () => {
    const { records, problems } = log(
      [cpu],
      '"01/05/2026 10:00:00.000","1"',
      '"01/05/2026 09:00:00.000","2"',
      '"01/05/2026 10:00:00.000","3"',
      '"01/05/2026 11:00:00.000","4"',
    )
    expect(records.map(one => one.values[0])).toEqual([1, 4])
    const problem =
      '01/05/2026 09:00:00.000 is not later than 01/05/2026 10:00:00.000, ' +
      'the time of the record before it, so the record is left out.'
    expect(problems).toMatchObject([
      { line: 3, cell: 1, problem },
      { line: 4, cell: 1 },
    ])
  })

  test('compact log: a record that is not later: left out, and its values are kept in mind', () => {
    const { records, problems } = readBinary(writer => [
      writer.begin(undefined),
      writer.columns([cpu, memory]),
      writer.record(3000, [1, 5]),
      writer.record(2000, [2, 5]),
      writer.record(4000, [2, 6]),
    ])
    expect(records).toEqual([
      { wallMs: 3000, values: [1, 5] },
      { wallMs: 4000, values: [2, 6] },
    ])
    expect(problems).toMatchObject([{ line: 2 }])
  })

  test.each([6e24, -8.64e15, NaN])('compact log: a time of %d: is damaged', wallMs => {
    const { records, problems } = readBinary(writer => [
      writer.begin(undefined),
      writer.columns([cpu]),
      writer.record(wallMs, [1]),
    ])
    expect(records).toEqual([])
    expect(problems).toEqual([{ line: 1, problem: 'The time of the record is damaged.' }])
  })

  test('perfmon log: a quote that is never closed: named by its cell, and has no value', () => {
    const { records, problems } = log(
      [cpu, memory],
      '"01/05/2026 08:00:00.000","1","2',
      '"01/05/2026 08:00:01.000","1',
      '"01/05/2026 08:00:02.000',
      '"01/05/2026 08:00:03.000","3","4"',
    )
    expect(records.map(one => one.values)).toEqual([
      [1, NaN],
      [NaN, NaN],
      [3, 4],
    ])
    expect(problems.map(({ line, cell }) => [line, cell])).toEqual([
      [2, 3],
      [3, 2],
      [4, 1],
    ])
    expect(problems[0]!.problem).toContain('never closed')
  })

  test('perfmon log: a record of a million cells: said, and the columns have their values', () => {
    const line = `"01/05/2026 08:00:00.000"${',1'.repeat(1_000_000)}`
    const { records, problems } = log([cpu], line, '"01/05/2026 08:00:01.000","1"')
    expect(records[0]!.values).toEqual([1])
    expect(problems[0]!.problem).toBe('The record has 1000001 cells, and the log has 2 columns.')
  })

  test('perfmon log: a number of very many digits that ends in none: no number, at once', () => {
    const { problems } = log([cpu], `"01/05/2026 08:00:00.000","${'1'.repeat(500_000)}x"`)
    expect(problems).toMatchObject([{ line: 2, cell: 2 }])
  })
})
