import fc from 'fast-check'
import Papa from 'papaparse'
import { describe, expect, test } from 'vitest'
import { formatTime, parseTime, textHeader, textRecord } from '../../../../shared/perfmon/index.ts'
import { readText } from '../../../kit/log-record.ts'

const at = Date.UTC(2010, 7, 3, 14, 5, 0, 123)
const zone = { name: 'Pacific Daylight Time', offsetMinutes: 420 }
const cpu = String.raw`\\HOST01\Processor(_Total)\% Processor Time`
const memory = String.raw`\\HOST01\Memory\Available MBytes`

/** The log of facts 8.4, to the byte. */
const known =
  `"(PDH-CSV 4.0) (Pacific Daylight Time)(420)","${cpu}","${memory}"\r\n` +
  '"08/03/2010 14:05:00.123"," ","7421"\r\n' +
  '"08/03/2010 14:05:15.131","12.1875","7420"\r\n'

describe('writing', () => {
  test('perfmon log: the example of the facts: the same bytes', () => {
    const written =
      textHeader('csv', zone, [cpu, memory]) +
      textRecord('csv', at, [NaN, 7421]) +
      textRecord('csv', at + 15008, [12.1875, 7420])
    expect(written).toBe(known)
  })

  test('perfmon log: tabs: named in the header, and between the cells', () => {
    const written = textHeader('tsv', undefined, [cpu]) + textRecord('tsv', at, [1])
    expect(written).toBe(`"(PDH-TSV 4.0)"\t"${cpu}"\r\n"08/03/2010 14:05:00.123"\t"1"\r\n`)
  })

  test('perfmon log: any numbers: papaparse reads the same ones', () => {
    const value = fc.oneof(fc.double({ noNaN: true, noDefaultInfinity: true }), fc.constant(NaN))
    const records = fc.array(fc.array(value, { minLength: 2, maxLength: 2 }), { maxLength: 20 })
    fc.assert(
      fc.property(records, rows => {
        const quoted = String.raw`\\h\Process("a, b")\Handles`
        const text =
          textHeader('csv', zone, [cpu, quoted]) +
          rows.map((row, minute) => textRecord('csv', at + minute * 60000, row)).join('')
        const { data, errors } = Papa.parse<string[]>(text, { skipEmptyLines: true })
        expect(errors).toEqual([])
        expect(data[0]!.slice(1)).toEqual([cpu, quoted])
        const values = data
          .slice(1)
          .map(cells => cells.slice(1).map(cell => (cell === ' ' ? NaN : +cell)))
        expect(values).toEqual(rows.map(row => row.map(one => (Object.is(one, -0) ? 0 : one))))
        const read = readText(text)
        expect(read.problems).toEqual([])
        expect(read.records.map(one => one.values)).toEqual(values)
      }),
    )
  })
})

describe('times', () => {
  test.each([
    ['08/03/2010 14:05:00.123', at],
    ['8/3/2010 14:05:00.123', at],
    ['03.08.2010 14:05:00,123', at],
    ['2010-08-03T14:05:00.123', at],
    ['08/03/2010 14:05', at - 123],
  ])('perfmon time: %s: read', (text, wallMs) => {
    expect(parseTime(text)).toBe(wallMs)
  })

  test.each([
    '',
    '13/01/2010 00:00:00',
    '02/30/2010 00:00:00',
    '08/03/2010',
    '08/03/2010 25:00:00',
    '01/05/0050 08:00:00',
    '01/05/0001 08:00:00',
    'now',
  ])('perfmon time: "%s": no time', text => {
    expect(parseTime(text)).toBeUndefined()
  })

  test('perfmon time: any: written and read again, it is the same to the millisecond', () => {
    const wallMs = fc.integer({ min: Date.UTC(1970, 0, 1), max: Date.UTC(2999, 11, 31) })
    fc.assert(fc.property(wallMs, one => parseTime(formatTime(one)) === one))
  })
})

describe('reading logs of real machines', () => {
  test('perfmon log: the example of the facts: zone, columns and values', () => {
    const { columns, problems, records, zone: read } = readText(known)
    expect(problems).toEqual([])
    expect(read).toEqual(zone)
    expect(columns.map(column => column.text)).toEqual([cpu, memory])
    expect(records).toEqual([
      { wallMs: at, values: [NaN, 7421] },
      { wallMs: at + 15008, values: [12.1875, 7420] },
    ])
  })

  test('perfmon log: in pieces of any length: the same as in one', () => {
    const whole = readText(known)
    for (let length = 1; length < 80; length++) expect(readText(known, length)).toEqual(whole)
  })

  test('perfmon log: a mark, blank lines before, mixed line ends: read as if they were not there', () => {
    const [header, first, second] = known.split('\r\n') as [string, string, string]
    const read = readText(`\uFEFF\r\n\n${header}\n\n${first}\r${second}\r\n`, 3)
    expect(read.records).toEqual(readText(known).records)
    expect(read.problems).toEqual([])
  })

  test('perfmon log: a negative offset, and no zone at all: both are read', () => {
    const header = (first: string) => readText(`"${first}","${cpu}"\r\n`)
    const west = header('(PDH-CSV 4.0) (Romance Standard Time)(-60)')
    expect(west.zone).toEqual({ name: 'Romance Standard Time', offsetMinutes: -60 })
    const none = header('(PDH-CSV 4.0)')
    expect(none.zone).toBeUndefined()
    expect(none.problems).toEqual([])
  })

  test('perfmon log: decimal commas, with commas or semicolons between cells: the values', () => {
    const lines = (sign: string) =>
      [
        ['(PDH-CSV 4.0) (Mitteleuropäische Zeit)(-60)', cpu, memory],
        ['08/03/2010 14:05:00.123', '12,1875', '7420'],
      ]
        .map(cells => cells.map(cell => `"${cell}"`).join(sign))
        .join('\r\n')
    for (const sign of [',', ';']) {
      const { problems, records } = readText(`${lines(sign)}\r\n`)
      expect(problems).toEqual([])
      expect(records).toEqual([{ wallMs: at, values: [12.1875, 7420] }])
    }
  })

  test('perfmon log: a comma in a path, and cells without quotes: the cells are told apart', () => {
    const adapter = String.raw`\\h\Network Interface(Intel[R] PRO, 1000)\Bytes Total/sec`
    const { columns, records } = readText(
      `"(PDH-CSV 4.0)","${adapter}",${memory}\r\n08/03/2010 14:05:00.123,5,6\r\n`,
    )
    expect(columns.map(column => column.text)).toEqual([adapter, memory])
    expect(records[0]!.values).toEqual([5, 6])
  })

  test('perfmon log: one path twice: the second is told apart by its index', () => {
    const path = String.raw`\\h\Process(chrome)\Handles`
    const { columns } = readText(`"(PDH-CSV 4.0)","${path}","${path}","${path}"\r\n`)
    expect(columns.map(column => column.path?.index)).toEqual([undefined, 1, 2])
  })

  test('perfmon log: the last record is cut off: left out, and said', () => {
    const cut = known.slice(0, known.indexOf('12.1875') + 3)
    const { problems, records } = readText(cut)
    expect(records).toHaveLength(1)
    expect(problems).toEqual([
      { line: 3, problem: 'The last record is cut off after 2 of its cells, and left out.' },
    ])
  })

  test('perfmon log: the last line has no end, and all its cells: it counts', () => {
    expect(readText(known.trimEnd()).records).toHaveLength(2)
  })

  test('perfmon log: cells that are no time, no number, or too few: named by line and cell', () => {
    const bad =
      '"yesterday","1","2"\r\n' +
      '"08/03/2010 14:05:30.000","a lot","3"\r\n' +
      '"08/03/2010 14:05:45.000","4"\r\n'
    const { problems, records } = readText(known + bad)
    expect(problems).toEqual([
      { line: 4, cell: 1, problem: '"yesterday" is no time: write MM/DD/YYYY HH:MM:SS.mmm.' },
      { line: 5, cell: 2, problem: '"a lot" is no number.' },
      { line: 6, problem: 'The record has 2 cells, and the log has 3 columns.' },
    ])
    expect(records.slice(2).map(one => one.values)).toEqual([
      [NaN, 3],
      [4, NaN],
    ])
  })

  test('perfmon log: a log after the log: the same columns go on, and others end it with a word', () => {
    const later = known.replaceAll('08/03/2010', '08/04/2010')
    expect(readText(known + later).records).toHaveLength(4)
    const other = `"(PDH-CSV 4.0)","${memory}"\r\n"08/03/2010 14:05:00.123","1"\r\n`
    const { problems, records } = readText(known + other)
    expect(records).toHaveLength(2)
    expect(problems).toEqual([{ line: 4, problem: 'Another log with other columns begins here.' }])
  })

  test.each([
    ['', 'The file is empty.'],
    [
      'time,cpu\r\n1,2\r\n',
      'The log begins with "time,cpu", and a log begins with "(PDH-CSV 4.0)".',
    ],
  ])('perfmon log: what is none, as "%s": refused in words', (text, problem) => {
    expect(readText(text)).toMatchObject({ records: [], problems: [{ line: 1, problem }] })
  })

  test('perfmon log: any text whatever: nothing is thrown', () => {
    const piece = fc.oneof(
      fc.string(),
      fc.constantFrom('"', '","', '\r\n', '\r', '(PDH-CSV 4.0)', known, cpu, '\t', ';'),
    )
    fc.assert(
      fc.property(
        fc.array(piece, { maxLength: 12 }),
        fc.integer({ min: 1, max: 40 }),
        (all, length) => {
          expect(readText(all.join(''), length)).toEqual(readText(all.join('')))
        },
      ),
      { numRuns: 500 },
    )
  })
})
