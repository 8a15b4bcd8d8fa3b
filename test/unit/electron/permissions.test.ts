import { describe, expect, test } from 'vitest'
import { mayHave } from '../../../electron/permissions.ts'

describe('permissions of the desktop host', () => {
  test('permissions: the console asks for notifications: it may have them', () => {
    expect(mayHave('notifications', 'app://hostward/pro/tips')).toBe(true)
  })

  test.each(['media', 'geolocation', 'midi', 'clipboard-read', 'fullscreen', 'openExternal'])(
    'permissions: the console asks for %s: denied',
    permission => expect(mayHave(permission, 'app://hostward/')).toBe(false),
  )

  test.each(['https://example.com/', 'app://other/', 'file:///etc/passwd', ''])(
    'permissions: another page (%s) asks for notifications: denied',
    address => expect(mayHave('notifications', address)).toBe(false),
  )
})
