import { describe, expect, test } from 'vitest'
import { contentSecurityPolicy, withNonce } from '../../../electron/content-security-policy.ts'

const directives = new Map(
  contentSecurityPolicy('bm9uY2U=')
    .split('; ')
    .map(directive => [directive.split(' ')[0], directive.split(' ').slice(1)]),
)

describe('content security policy', () => {
  test('code: from our own files, without eval, without inline code', () => {
    expect(directives.get('script-src')).toEqual(["'self'"])
    expect(contentSecurityPolicy('bm9uY2U=')).not.toMatch(/unsafe|https?:|\*/)
  })

  test('styles: from our own files, or with the nonce of this response', () => {
    expect(directives.get('style-src')).toEqual(["'self'", "'nonce-bm9uY2U='"])
  })

  test('what the console does not need: nothing at all', () => {
    for (const name of ['default-src', 'object-src', 'frame-src', 'form-action', 'base-uri']) {
      expect(directives.get(name)).toEqual(["'none'"])
    }
  })

  test('a nonce that would end the directive: refused', () => {
    expect(() => contentSecurityPolicy("x'; script-src *")).toThrow('base64')
  })

  test('the page: every placeholder gets the nonce', () => {
    const page = '<meta nonce="__CSP_NONCE__"><script nonce="__CSP_NONCE__"></script>'
    expect(withNonce(page, 'abc')).toBe('<meta nonce="abc"><script nonce="abc"></script>')
  })
})
