import { describe, expect, test } from 'vitest'
import { OriginRules } from '../../../server/origin.ts'

const loopback = new OriginRules({ host: '127.0.0.1', port: 0 }, 4180)
const outside = new OriginRules({ host: '0.0.0.0', port: 443, tls: { cert: 'c', key: 'k' } }, 443)

describe('origin', () => {
  test.each([
    ['127.0.0.1:4180', true],
    ['localhost:4180', true],
    ['[::1]:4180', true],
    ['localhost', false],
    ['127.0.0.1:4181', false],
    ['evil.example', false],
    ['evil.example:4180', false],
    ['127.0.0.1.evil.example:4180', false],
    [undefined, false],
  ])('on loopback the host name %s is ours: %s', (host, isOurs) => {
    expect(loopback.isOwnHost({ host })).toBe(isOurs)
  })

  test('with a certificate any name will do: it would not match a foreign one', () => {
    expect(outside.isOwnHost({ host: 'console.example' })).toBe(true)
  })

  test.each([
    [{ host: 'localhost:4180' }, true],
    [{ host: 'localhost:4180', origin: 'http://localhost:4180' }, true],
    [{ host: 'localhost:4180', origin: 'http://127.0.0.1:4180' }, false],
    [{ host: 'localhost:4180', origin: 'https://localhost:4180' }, false],
    [{ host: 'localhost:4180', origin: 'null' }, false],
    [{ host: 'localhost:4180', 'sec-fetch-site': 'same-origin' }, true],
    [{ host: 'localhost:4180', 'sec-fetch-site': 'same-site' }, false],
    [{ host: 'localhost:4180', 'sec-fetch-site': 'cross-site' }, false],
  ])('%j is a page of ours: %s', (headers, isOurs) => {
    expect(loopback.isOwnOrigin(headers)).toBe(isOurs)
  })

  test('with a certificate the origin is https', () => {
    const host = 'console.example'
    expect(outside.isOwnOrigin({ host, origin: `https://${host}` })).toBe(true)
    expect(outside.isOwnOrigin({ host, origin: `http://${host}` })).toBe(false)
  })
})
