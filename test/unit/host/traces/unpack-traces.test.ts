import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { unpackTraces } from '../../../../host/traces/index.ts'
import { Refusal } from '../../../../shared/refusals/index.ts'
import { referenceFile } from '../../../kit/reference.ts'
import {
  generateTraces,
  gzipOf,
  readingsPerDay,
  tarOf,
  uploaded,
  xzOf,
  type TraceFile,
} from '../../../kit/traces.ts'

const traces = generateTraces(25, 1)

async function unpacked(files: { path: string; contentBase64: string }[], limitMib?: number) {
  const answer = await unpackTraces('a source', files, limitMib)
  if (answer instanceof Refusal) throw new Error(answer.text)
  return answer
}

async function refusal(files: { path: string; contentBase64: string }[], limitMib?: number) {
  const answer = await unpackTraces('a source', files, limitMib)
  expect(answer).toBeInstanceOf(Refusal)
  const { code, data } = answer as Refusal
  return { code, data }
}

function plain(file: TraceFile) {
  return uploaded(file.path, file.text)
}

describe('traces: every packing gives the same traces, by name', () => {
  const expected = traces
    .map(({ path, text }) => ({
      name: path.split('/')[1]!,
      samples: Uint8Array.from(text.trim().split('\n').map(Number)),
    }))
    .sort((a, b) => (a.name < b.name ? -1 : 1))

  test('a folder of files', async () => {
    expect(await unpacked(traces.map(plain))).toEqual(expected)
  })

  test.each([
    ['traces.tar', (tar: Buffer) => tar],
    ['traces.tar.gz', gzipOf],
    ['traces.tar.xz', xzOf],
    ['a name that says nothing', xzOf],
  ])('%s', async (name, packed) => {
    const tar = await tarOf(traces)
    expect(await unpacked([uploaded(name, packed(tar))])).toEqual(expected)
  })

  const hasXz = spawnSync('xz', ['--version']).status === 0
  test.skipIf(!hasXz)(
    'an .xz that the xz program packed (skipped where there is none)',
    async () => {
      const tar = await tarOf(traces)
      const { stdout } = spawnSync('xz', ['-c'], { input: tar })
      expect(stdout.length).toBeLessThan(tar.length / 4)
      expect(await unpacked([uploaded('traces.tar.xz', stdout)])).toEqual(expected)
    },
  )
})

describe('traces: the real ones (skipped where the reference folder is not there)', () => {
  const days: [string, number][] = [
    ['20110303.tar.xz', 1052],
    ['20110306.tar.xz', 898],
  ]
  for (const [name, count] of days) {
    const file = referenceFile('data', 'planetlab', name)
    test.skipIf(file === undefined)(`${name} holds ${count} traces of a day`, async () => {
      const found = await unpacked([uploaded(name, readFileSync(file!))])
      expect(found.length).toBe(count)
      expect(new Set(found.map(trace => trace.name)).size).toBe(count)
      expect(found.every(trace => trace.samples.length === readingsPerDay)).toBe(true)
      expect(found.every(trace => trace.samples.every(percent => percent <= 100))).toBe(true)
    })
  }
})

describe('traces: what is in a file', () => {
  test('CRLF, blank lines at the end, a missing last newline and a byte order mark are fine', async () => {
    const texts = ['1\r\n2\r\n', '3\n4', '5\n\n\n', '\ufeff6\r\n \r\n']
    const files = texts.map((text, at) => uploaded(`file-${at}`, text))
    const samples = (await unpacked(files)).map(trace => [...trace.samples])
    expect(samples).toEqual([[1, 2], [3, 4], [5], [6]])
  })

  test.each([
    ['a word', '10\n20\nmany\n', 3, 'many'],
    ['a fraction', '10.5\n', 1, '10.5'],
    ['more than 100', '100\n101\n', 2, '101'],
    ['a negative one', '-1\n', 1, '-1'],
    ['a blank line between', '1\n\n2\n', 2, ''],
    ['a space', '1\n 2\n', 2, ' 2'],
    ['an empty file', '', 1, ''],
    ['only blank lines', '\n\n', 1, ''],
    ['a space after the last', '1\n2 \n', 2, '2 '],
    ['a binary file', '\0\x01\x02', 1, '\0\x01\x02'],
  ])('%s: refused with file, line and value', async (_name, text, line, value) => {
    const files = [uploaded('good', '1\n'), uploaded('day/bad', text)]
    const data = { file: 'day/bad', line, value }
    expect(await refusal(files)).toEqual({ code: 'trace.bad-line', data })
  })

  test('a bad line in an archive names the file inside it, and a long value is cut', async () => {
    const tar = await tarOf([...traces, { path: '20110303/odd', text: `7\n${'9'.repeat(900)}\n` }])
    const { data } = await refusal([uploaded('x.tar', tar)])
    expect(data).toEqual({ file: '20110303/odd', line: 2, value: `${'9'.repeat(40)}…` })
  })

  test('nothing but by-products: refused as holding no trace', async () => {
    const files = [uploaded('day/.DS_Store', 'x'), uploaded('day/._a', 'x')]
    expect(await refusal(files)).toEqual({ code: 'trace.none', data: { source: 'a source' } })
    const empty = uploaded('empty.tar', await tarOf([]))
    expect((await refusal([empty])).code).toBe('trace.none')
  })

  test('by-products and folders inside an archive are passed over', async () => {
    const files = [
      { path: 'day/._a', text: 'binary' },
      { path: '__MACOSX/day/a', text: 'binary' },
      { path: 'day/a', text: '1\n' },
    ]
    const tar = await tarOf(files, [{ name: 'day/', type: 'directory' }])
    expect((await unpacked([uploaded('x.tar', tar)])).map(trace => trace.name)).toEqual(['a'])
  })

  test('files of one name in two folders keep their folders in their names', async () => {
    const files = ['set/mon/a', 'set/tue/a', 'set/tue/b'].map(path => uploaded(path, '1\n'))
    const names = (await unpacked(files)).map(trace => trace.name)
    expect(names).toEqual(['mon/a', 'tue/a', 'tue/b'])
  })
})

describe('traces: archives that attack', () => {
  test.each(['../outside', 'day/../../outside', '/etc/passwd', 'C:\\windows\\a', '..\\outside'])(
    'the path %s is refused',
    async path => {
      const tar = await tarOf([{ path: 'day/a', text: '1\n' }])
      const climbing = await tarOf([{ path, text: '1\n' }])
      const joined = Buffer.concat([tar.subarray(0, 1024), climbing])
      const data = { file: 'x.tar', path }
      expect(await refusal([uploaded('x.tar', joined)])).toEqual({
        code: 'trace.path-climbs',
        data,
      })
      expect((await refusal([uploaded(path, '1\n')])).code).toBe('trace.path-climbs')
    },
  )

  test.each(['symlink', 'link', 'character-device', 'block-device', 'fifo'] as const)(
    'a %s is refused',
    async type => {
      const tar = await tarOf(traces, [{ name: 'day/odd', type, linkname: '/etc/passwd' }])
      const { code, data } = await refusal([uploaded('x.tar', tar)])
      expect(code).toBe('trace.archive-bad')
      expect(data).toMatchObject({ file: 'x.tar', reason: expect.stringContaining('day/odd') })
    },
  )

  test('a small file that unpacks beyond the limit is cut off', async () => {
    const bomb = gzipOf(Buffer.alloc(40 * 1024 * 1024))
    expect(bomb.length).toBeLessThan(100_000)
    expect(await refusal([uploaded('x.tar.gz', bomb)], 8)).toEqual({
      code: 'trace.too-large',
      data: { source: 'a source', limitMib: 8 },
    })
  })

  test('a small archive of very many lines: refused by their number, before they take memory', async () => {
    const lines = 10_000_001
    const tar = await tarOf([{ path: 'long', text: '1\n'.repeat(lines) }])
    const bomb = gzipOf(tar)
    expect(bomb.length).toBeLessThan(100_000)
    expect(await refusal([uploaded('x.tar.gz', bomb)])).toEqual({
      code: 'trace.too-long',
      data: { source: 'a source', limit: lines - 1 },
    })
  })

  test('the limit holds for all files together', async () => {
    const half = '1\n'.repeat(320_000)
    const files = [uploaded('a', half), uploaded('b', half)]
    expect((await unpacked(files, 2)).length).toBe(2)
    expect((await refusal(files, 1)).code).toBe('trace.too-large')
  })

  test.each([
    ['gzip', (tar: Buffer) => gzipOf(tar)],
    ['xz', (tar: Buffer) => xzOf(tar)],
    ['tar', (tar: Buffer) => tar],
  ])('%s, cut short or damaged: refused, and the next import works', async (_name, packed) => {
    const whole = packed(await tarOf(traces))
    const cut = uploaded('x.tar.any', whole.subarray(0, 700))
    expect((await refusal([cut])).code).toBe('trace.archive-bad')
    expect((await unpacked([uploaded('x', whole)])).length).toBe(traces.length)
  })

  test('an archive inside an archive is no trace', async () => {
    const inner = gzipOf(await tarOf(traces)).toString('latin1')
    const tar = await tarOf([{ path: 'inner.tar.gz', text: inner }])
    expect((await refusal([uploaded('x.tar', tar)])).code).toBe('trace.bad-line')
  })
})
