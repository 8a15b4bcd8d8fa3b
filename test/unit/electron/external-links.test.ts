import { describe, expect, test } from 'vitest'
import { mayOpenOutside } from '../../../electron/external-links.ts'

describe('external links', () => {
  test('documentation that the console cites: may open', () => {
    expect(mayOpenOutside('https://learn.microsoft.com/windows-server/')).toBe(true)
  })

  test.each([
    'http://learn.microsoft.com/',
    'https://learn.microsoft.com:8443/',
    'https://someone@learn.microsoft.com/',
    'https://learn.microsoft.com.example.org/',
    'https://example.org/#learn.microsoft.com',
    'file:///etc/passwd',
    'javascript:alert(1)',
    'ms-settings:',
    'no address',
  ])('anything else (%s): may not', url => {
    expect(mayOpenOutside(url)).toBe(false)
  })
})
