import { expect, test } from 'vitest'
import { signInLimits } from '../../../../core/access/index.ts'
import { operations } from '../../../../core/api/operations.ts'
import type { Lab } from '../../../kit/lab.ts'
import { refusalOf } from '../../../kit/lab.ts'
import { agency, password } from './agency.ts'

/** Counts the checks of a password that the core asks for, absent hashes included. */
function countChecks(lab: Lab): { readonly count: number } {
  const { verifyPassword } = lab.ports
  const seen = { count: 0 }
  lab.ports.verifyPassword = (given, hash) => {
    seen.count++
    return verifyPassword(given, hash)
  }
  return seen
}

test('sign-in: an unknown user, a wrong password, a disabled user: one answer, one work', async () => {
  const { lab, admin, ids } = await agency()
  await admin.user.update({ userId: ids.rae, enabled: false })
  const checks = countChecks(lab)
  const tries = [
    { name: 'nobody', password },
    { name: 'kim', password: 'a wrong password' },
    { name: 'rae', password },
  ]
  const answers = []
  for (const input of tries) {
    const refusal = await refusalOf(lab.client().session.signIn(input))
    answers.push([refusal.code, refusal.text, refusal.data])
  }
  expect(answers[0]?.[0]).toBe('access.sign-in-failed')
  expect(answers[1]).toEqual(answers[0])
  expect(answers[2]).toEqual(answers[0])
  expect(checks.count).toBe(3)
})

test('sign-in: a name in another case: the same user', async () => {
  const { lab } = await agency()
  const { account } = await lab.client().session.signIn({ name: ' KIM ', password })
  expect(account.name).toBe('kim')
})

test('sign-in: too many failures: refused unlooked at, for a known name as for an unknown', async () => {
  const { lab } = await agency()
  for (const name of ['kim', 'nobody']) {
    for (let at = 0; at < signInLimits.failuresPerName; at++) {
      const refusal = await refusalOf(lab.client().session.signIn({ name, password: 'wrong' }))
      expect(refusal.code).toBe('access.sign-in-failed')
    }
    const checks = countChecks(lab)
    expect(await refusalOf(lab.client().session.signIn({ name, password }))).toMatchObject({
      code: 'access.rate-limited',
      data: { retryAfterS: signInLimits.windowMs / 1000 },
    })
    expect(checks.count).toBe(0)
  }
  lab.ports.wall += signInLimits.windowMs
  expect((await lab.client().session.signIn({ name: 'kim', password })).account.name).toBe('kim')
})

test('sign-in: a user disabled while the password is checked: refused', async () => {
  const { lab, admin, ids } = await agency()
  const { verifyPassword } = lab.ports
  lab.ports.verifyPassword = async (given, hash) => {
    await admin.user.update({ userId: ids.kim, enabled: false })
    return verifyPassword(given, hash)
  }
  const refusal = await refusalOf(lab.client().session.signIn({ name: 'kim', password }))
  expect(refusal.code).toBe('access.sign-in-failed')
})

test('sign-in: the token: answered over HTTP only, where the host keeps it in a cookie', async () => {
  const { lab } = await agency()
  const signIn = operations.get('session.signIn')!
  const over = async (kind: 'window' | 'socket' | 'http') => {
    const connection = { kind, key: 'k', address: kind }
    return lab.core.dispatcher.command(signIn, { name: 'kim', password }, connection)
  }
  expect(await over('http')).toHaveProperty('token')
  expect(await over('window')).not.toHaveProperty('token')
  expect(await over('socket')).not.toHaveProperty('token')
})

test('account: what the screen is told: surfaces, privileges, and no host of self-service', async () => {
  const { as } = await agency()
  const account = async (name: string) => {
    const client = await as(name)
    return (await client.session.current({})).account!
  }
  const [kim, rae, sue] = [await account('kim'), await account('rae'), await account('sue')]
  expect([kim.surfaces, rae.surfaces, sue.surfaces]).toEqual([['console'], ['console'], ['portal']])
  expect(kim.roles[0]?.scope).toBe('Sacramento headquarters and 1 template')
  expect(sue.roles[0]).toMatchObject({ name: 'Desktops', scope: '1 template' })
  expect(sue.privileges).toEqual([
    'vm.read',
    'vm.start',
    'vm.deploy',
    'template.read',
    'job.read',
    'clock.read',
  ])
  expect(rae.privileges).not.toContain('vm.start')
})

test('sign-out: the session of this connection ends, and only that', async () => {
  const { as } = await agency()
  const [here, there] = [await as('kim'), await as('kim')]
  await here.session.signOut({})
  expect(await here.session.current({})).toEqual({})
  expect((await there.session.current({})).account?.name).toBe('kim')
})

test('session.list and end: own ones; everybody’s only with the right', async () => {
  const { as, admin } = await agency()
  const [kim, sue] = [await as('kim'), await as('sue')]
  expect((await kim.session.list({})).map(row => [row.userName, row.current])).toEqual([
    ['kim', true],
  ])
  expect((await refusalOf(kim.session.list({ everybody: true }))).code).toBe('access.denied')
  const rows = await admin.session.list({ everybody: true })
  const id = rows.find(row => row.userName === 'sue')?.id ?? ''
  // For who may not end it, it is like a session that is not there.
  for (const other of [id, 'no-such-session']) {
    expect((await refusalOf(kim.session.end({ id: other }))).code).toBe('not-found')
  }
  await admin.session.end({ id })
  expect(await sue.session.current({})).toEqual({})
})

test('session.changePassword: this session goes on, the others end, the new one counts', async () => {
  const { lab, as } = await agency()
  const [here, there] = [await as('kim'), await as('kim')]
  const next = 'a new and long password'
  await here.session.changePassword({ current: password, next })
  expect((await here.session.current({})).account?.name).toBe('kim')
  expect(await there.session.current({})).toEqual({})
  await lab.signIn('kim', next)
  const old = refusalOf(lab.client().session.signIn({ name: 'kim', password }))
  expect((await old).code).toBe('access.sign-in-failed')
})

test('session.changePassword: a wrong or a weak one: refused, and wrong ones are counted', async () => {
  const { as } = await agency()
  const kim = await as('kim')
  const change = (current: string, next: string) =>
    refusalOf(kim.session.changePassword({ current, next }))
  expect((await change(password, 'short')).code).toBe('access.password-weak')
  for (let at = 0; at < signInLimits.failuresPerName; at++) {
    expect((await change('wrong', 'a new and long password')).code).toBe('access.sign-in-failed')
  }
  expect((await change(password, 'a new and long one')).code).toBe('access.rate-limited')
})

test('session.createToken: a token: acts as its maker, and ends with the password', async () => {
  const { lab, as, admin, ids } = await agency()
  const kim = await as('kim')
  const { token, expiresMs } = await kim.session.createToken({ label: 'nightly', days: 2 })
  expect(expiresMs - lab.ports.wall).toBe(2 * 24 * 3_600_000)
  const script = lab.client()
  script.connection.token = token
  expect((await script.session.current({})).account?.name).toBe('kim')
  await admin.user.setPassword({ userId: ids.kim, password: `${password} 2` })
  expect(await script.session.current({})).toEqual({})
})

test('sessions: a process that is killed: whoever was signed in still is', async () => {
  const { lab, as } = await agency()
  const kim = await as('kim')
  await kim.session.changePassword({ current: password, next: 'a new and long password' })
  const after = lab.afterKill()
  const client = after.client()
  client.connection.token = kim.connection.token
  expect((await client.session.current({})).account?.name).toBe('kim')
})
