import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { readSetupFlags } from '../../../host/setup-flags.ts'
import { scratchFolder } from '../../kit/scratch-folder.ts'

function passwordFile(content: string): string {
  const file = join(scratchFolder(), 'password')
  writeFileSync(file, content)
  return file
}

test('setup flags: none given: no fabric is asked for', () => {
  expect(readSetupFlags({})).toBeUndefined()
  expect(readSetupFlags({ fabric: undefined, seed: undefined })).toBeUndefined()
})

test('setup flags: all given: the fabric, the seed and the first line of the password file', () => {
  const file = passwordFile('pass word \r\nsecond line\n')
  const flags = { fabric: 'poc-lab', seed: '42', admin: 'ann', 'admin-password-file': file }
  const setup = {
    fabric: 'poc-lab',
    seed: 42,
    administratorName: 'ann',
    administratorPassword: 'pass word ',
  }
  expect(readSetupFlags(flags)).toEqual({ setup })
  expect(readSetupFlags({ ...flags, seed: undefined })).toEqual({ setup: { ...setup, seed: 1 } })
})

test.each([
  ['a seed alone', { seed: '7' }, 'together'],
  ['no administrator', { fabric: 'empty' }, 'together'],
  ['an unknown fabric', { fabric: 'moon', admin: 'ann', 'admin-password-file': '-' }, 'poc-lab'],
  [
    'a seed that is no number',
    { fabric: 'empty', seed: '1e3', admin: 'ann', 'admin-password-file': '-' },
    'whole number',
  ],
  [
    'a seed beyond 32 bits',
    { fabric: 'empty', seed: '4294967296', admin: 'ann', 'admin-password-file': '-' },
    '4294967295',
  ],
  [
    'no password file',
    { fabric: 'empty', admin: 'ann', 'admin-password-file': '/nowhere/at/all' },
    'cannot be read',
  ],
])('setup flags: %s: the problem is named', (_name, flags, words) => {
  expect(readSetupFlags(flags)).toEqual({ problem: expect.stringContaining(words) })
})

test('setup flags: an empty password: the problem is named', () => {
  const flags = { fabric: 'empty', admin: 'ann', 'admin-password-file': passwordFile('\nsecret') }
  expect(readSetupFlags(flags)).toEqual({ problem: expect.stringContaining('empty first line') })
})
