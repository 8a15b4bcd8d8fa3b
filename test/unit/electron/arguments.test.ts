import { describe, expect, test } from 'vitest'
import { readArguments } from '../../../electron/arguments.ts'

describe('desktop arguments', () => {
  test('nothing asked for: nothing set', () => {
    const { dataDir, setup } = readArguments(['.', '--no-sandbox', '--inspect=0'])
    expect({ dataDir, ...setup }).toEqual({})
  })

  test('a new fabric: its parts, in either spelling', () => {
    const words = ['--data', 'DIR', '--fabric=poc-lab', '--seed', '7', '--admin=ann']
    expect(readArguments(['.', ...words, '--admin-password-file', 'FILE'])).toEqual({
      dataDir: 'DIR',
      setup: { fabric: 'poc-lab', seed: '7', admin: 'ann', 'admin-password-file': 'FILE' },
    })
  })

  test('a flag without its value: refused by name', () => {
    expect(() => readArguments(['--data'])).toThrow('--data needs a value')
  })
})
