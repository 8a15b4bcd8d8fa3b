import { describe, expect, test } from 'vitest'
import { isConsoleUrl, isTrustedSender } from '../../../electron/console-origin.ts'

const console = { url: 'app://hostward/vms', isTopFrame: true, isCurrent: true }

describe('sender check', () => {
  test('the console in its top frame: trusted', () => {
    expect(isTrustedSender(console)).toBe(true)
  })

  test('a frame inside, a frame that is gone: not trusted', () => {
    expect(isTrustedSender({ ...console, isTopFrame: false })).toBe(false)
    expect(isTrustedSender({ ...console, isCurrent: false })).toBe(false)
  })

  test.each([
    'https://hostward/',
    'app://hostward.example/',
    'app://other/',
    'app:hostward',
    'file:///index.html',
    'about:blank',
    'data:text/html,app://hostward/',
    '',
  ])('another address (%s): not the console', url => {
    expect(isConsoleUrl(url)).toBe(false)
    expect(isTrustedSender({ ...console, url })).toBe(false)
  })
})
