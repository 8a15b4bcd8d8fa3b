import { describe, expect, test } from 'vitest'
import { readWebArguments } from '../../../server/flags.ts'

describe('web host flags', () => {
  test('none: loopback, the usual port, no new fabric', () => {
    const { listen, setup, help } = readWebArguments([])
    expect(listen).toEqual({ host: '127.0.0.1', port: 4180 })
    expect(Object.values(setup).filter(value => value !== undefined)).toEqual([])
    expect(help).toBe(false)
  })

  test('all of a scripted first run', () => {
    const words = '--fabric enterprise --data /data --port 0 --seed 7 --admin ann'
    const { dataDir, listen, setup } = readWebArguments([
      ...words.split(' '),
      '--admin-password-file=/secret',
    ])
    expect(dataDir).toBe('/data')
    expect(listen.port).toBe(0)
    expect(setup).toEqual({
      fabric: 'enterprise',
      seed: '7',
      admin: 'ann',
      'admin-password-file': '/secret',
    })
  })

  test.each(['127.0.0.1', '::1', 'localhost'])('%s needs no certificate', host => {
    expect(readWebArguments(['--host', host]).listen.tls).toBeUndefined()
  })

  test.each(['0.0.0.0', '::', '192.168.1.2', 'console.example'])(
    '%s is refused without a certificate, and says what to give',
    host => {
      expect(() => readWebArguments(['--host', host])).toThrow('--cert and --key')
      const tls = ['--cert', 'c.pem', '--key', 'k.pem']
      expect(readWebArguments(['--host', host, ...tls]).listen.tls).toEqual({
        cert: 'c.pem',
        key: 'k.pem',
      })
    },
  )

  test.each([
    [['--cert', 'c.pem'], 'belong together'],
    [['--port', '65536'], 'no port'],
    [['--port', 'http'], 'no port'],
    [['--colour', 'red'], '--colour'],
    [['stray'], 'stray'],
    [['--data'], '--data'],
  ])('%j is refused', (words, message) => {
    expect(() => readWebArguments(words)).toThrow(message)
  })
})
