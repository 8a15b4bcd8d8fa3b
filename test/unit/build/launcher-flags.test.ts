import { describe, expect, test } from 'vitest'
import { readFlags } from '../../../build/launcher/flags.mjs'

describe('launcher flags', () => {
  test('flags of the host: passed on as they were written', () => {
    const words = ['--fabric', 'poc-lab', '--data=DIR', '--seed', '-1', '--admin', 'ann']
    expect(readFlags(words)).toMatchObject({
      web: false,
      hostArguments: words,
      electronArguments: words,
      unknown: [],
    })
  })

  test('flags of the web host: left out for Electron', () => {
    const flags = readFlags(['--port', '8080', '--data', 'DIR', '--host=::1'])
    expect(flags.electronArguments).toEqual(['--data', 'DIR'])
    expect(flags.hostArguments).toEqual(['--port', '8080', '--data', 'DIR', '--host=::1'])
  })

  test('flags of the launcher: kept from either host', () => {
    const flags = readFlags(['--web', '--port', '8080', '--help'])
    expect(flags).toMatchObject({ web: true, help: true, hostArguments: ['--port', '8080'] })
  })

  test('a link: passed on', () => {
    expect(readFlags(['hostward://vm/vm-1']).electronArguments).toEqual(['hostward://vm/vm-1'])
  })

  test('a slip of the keyboard: named', () => {
    expect(readFlags(['--fabrik', 'poc-lab']).unknown).toEqual(['--fabrik'])
  })
})
