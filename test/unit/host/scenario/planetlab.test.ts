import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { daysAt } from '../../../../host/scenario/planetlab/days.ts'
import { scratchFolder } from '../../../kit/scratch-folder.ts'
import { generateTraces, gzipOf, tarOf, xzOf } from '../../../kit/traces.ts'

function writeDay(folder: string, count: number, seed = 1): void {
  for (const { path, text } of generateTraces(count, seed, '.')) {
    mkdirSync(folder, { recursive: true })
    writeFileSync(join(folder, path), text)
  }
}

const found = async (path: string) => (await daysAt(path)).map(({ name, day }) => [name, day.vms])

test('a folder of trace files: one day, called as the folder; notes beside them are no traces', async () => {
  const folder = join(scratchFolder(), '20110303')
  writeDay(folder, 3)
  writeFileSync(join(folder, 'README.md'), 'Where these come from.')
  expect(await found(folder)).toEqual([['20110303', 3]])
})

test('archives: one day each, called as the archive, also by its own path', async () => {
  const folder = scratchFolder()
  const tar = await tarOf(generateTraces(2, 1, 'a'))
  writeFileSync(join(folder, '20110306.tar.xz'), xzOf(tar))
  writeFileSync(join(folder, '20110303.tar.gz'), gzipOf(await tarOf(generateTraces(4, 2, 'b'))))
  writeFileSync(join(folder, '20110309.tar'), tar)
  expect(await found(folder)).toEqual([
    ['20110303', 4],
    ['20110306', 2],
    ['20110309', 2],
  ])
  expect(await found(join(folder, '20110306.tar.xz'))).toEqual([['20110306', 2]])
})

test('a folder of folders: one day each; an archive of folders likewise', async () => {
  const folder = scratchFolder()
  writeDay(join(folder, '20110303'), 2)
  writeDay(join(folder, '20110306'), 3, 2)
  const both = [...generateTraces(1, 1, 'first'), ...generateTraces(2, 2, 'second')]
  const archive = join(scratchFolder(), 'both.tar')
  writeFileSync(archive, await tarOf(both))
  expect(await found(folder)).toEqual([
    ['20110303', 2],
    ['20110306', 3],
  ])
  expect(await found(archive)).toEqual([
    ['first', 1],
    ['second', 2],
  ])
})

test('no such path: said, with the flag to give', async () => {
  const path = join(scratchFolder(), 'none')
  await expect(daysAt(path)).rejects.toThrow(`There is no ${path}`)
})

test('an empty folder, a file that is no trace, a day that is too short: each names what it is', async () => {
  const folder = scratchFolder()
  await expect(daysAt(folder)).rejects.toThrow('holds no trace')
  writeFileSync(join(folder, 'notes'), 'twelve\n')
  await expect(daysAt(folder)).rejects.toThrow('notes')
  writeFileSync(join(folder, 'notes'), '12\n13\n')
  await expect(daysAt(folder)).rejects.toThrow('notes holds 2 readings, and a day has 288')
})
