import { scryptSync } from 'node:crypto'
import { expect, test, vi } from 'vitest'
import { hashPassword, verifyPassword } from '../../../host/passwords.ts'

// A hash is meant to take long, and longer where tests share a processor.
vi.setConfig({ testTimeout: 60_000 })

/** A hash that costs little, as one from an earlier time would. */
function cheapHash(password: string): string {
  const salt = Buffer.alloc(16, 7)
  const key = scryptSync(password, salt, 32, { N: 1024, r: 8, p: 1 })
  return `scrypt$1024$8$1$${salt.toString('base64')}$${key.toString('base64')}`
}

test('passwords: the hash carries its parameters and a salt, and fits its password', async () => {
  const hash = await hashPassword('secret')
  expect(hash).toMatch(/^scrypt\$131072\$8\$1\$[A-Za-z0-9+/=]{24}\$[A-Za-z0-9+/=]{44}$/)
  expect(hash).not.toContain('secret')
  expect(await hashPassword('secret')).not.toBe(hash)
  expect(await verifyPassword('secret', hash)).toBe(true)
})

test('passwords: only the right one fits, composed or decomposed; older parameters too', async () => {
  const hash = cheapHash('caf\u00e9 au lait')
  expect(await verifyPassword('cafe\u0301 au lait', hash)).toBe(true)
  expect(await verifyPassword('cafe au lait', hash)).toBe(false)
  expect(await verifyPassword('', hash)).toBe(false)
})

test('passwords: no hash, a foreign or a broken one: no, without an error', async () => {
  const whole = cheapHash('secret')
  const broken = [undefined, '$2b$10$abc', whole.slice(0, -30), `x${whole}`]
  const answers = await Promise.all(broken.map(hash => verifyPassword('secret', hash)))
  expect(answers).toEqual(broken.map(() => false))
})

test('passwords: a hash that asks for more memory than any of ours is not computed', async () => {
  const greedy = cheapHash('secret').replace('$1024$', `$${2 ** 30}$`)
  expect(await verifyPassword('secret', greedy)).toBe(false)
})
