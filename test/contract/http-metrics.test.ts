import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import type { HostGroupId, UserId } from '../../shared/domain/index.ts'
import { account, hostWire, labWebHost } from '../kit/transports.ts'
import { bundledWorker } from '../kit/worker-bundle.ts'

vi.setConfig({ testTimeout: 60_000, hookTimeout: 120_000 })

const worker = bundledWorker()
let lab: Awaited<ReturnType<typeof labWebHost>>
const tokens: Record<string, string> = {}

/** A token of a user with a role over an empty host group, and of one without any role. */
beforeAll(async () => {
  lab = await labWebHost(worker.path)
  const { client } = hostWire(lab.host)
  await client.session.signIn(account)
  const { password } = account
  const user = async (name: string) =>
    (await client.user.create({ name, displayName: '', password })).id as UserId
  const reader = await user('rae')
  await user('sue')
  const group = (await client.hostGroup.create({ name: 'Empty', parentId: 'hostgroup-1' })).id
  await client.role.create({
    name: 'Readers',
    profile: 'read-only-administrator',
    userIds: [reader],
    scope: { hostGroupIds: [group as HostGroupId] },
  })
  for (const name of ['ann', 'rae', 'sue']) {
    const wire = hostWire(lab.host)
    await wire.client.session.signIn({ name, password })
    tokens[name] = (await wire.client.session.createToken({ label: 'metrics' })).token
    wire.cut()
  }
})
afterAll(() => lab.end())

function metrics(name?: string, query = '', accept = 'application/openmetrics-text') {
  const authorization = name === undefined ? {} : { authorization: `Bearer ${tokens[name]}` }
  const headers = { accept, ...authorization } as Record<string, string>
  return fetch(`${lab.web.address}/metrics${query}`, { headers })
}

describe('http: metrics', () => {
  test('with a token: OpenMetrics, or its forerunner for who takes only that', async () => {
    const answer = await metrics('ann')
    const type = 'application/openmetrics-text; version=1.0.0; charset=utf-8'
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, type])
    const text = await answer.text()
    expect(text).toContain('\nhostward_memory_available_bytes{host="hv-01"} ')
    expect(text.endsWith('\n# EOF\n')).toBe(true)
    const classic = await metrics('ann', '', 'text/plain;version=0.0.4')
    expect(classic.headers.get('content-type')).toBe('text/plain; version=0.0.4; charset=utf-8')
    expect(await classic.text()).not.toContain('# EOF')
  })

  test('the word before the token: in any case, as RFC 9110 has it', async () => {
    const authorization = `bEARER  ${tokens['ann']}`
    const answer = await fetch(`${lab.web.address}/metrics`, { headers: { authorization } })
    expect(answer.status).toBe(200)
  })

  test('without a token or with a wrong one: 401, how to sign in, and nothing else', async () => {
    tokens['wrong'] = 'a.b'
    for (const answer of [await metrics(), await metrics('wrong')]) {
      expect(answer.status).toBe(401)
      expect(answer.headers.get('www-authenticate')).toBe('Bearer realm="Hostward"')
      const body = await answer.text()
      expect(JSON.parse(body)).toMatchObject({ code: 'access.not-signed-in', status: 401 })
      expect(body).not.toContain('hostward_')
    }
  })

  test('a user without the right: 403 with the refusal of the core', async () => {
    const answer = await metrics('sue')
    expect(answer.status).toBe(403)
    expect(await answer.json()).toMatchObject({ code: 'access.denied', status: 403 })
  })

  test('a scope without hosts: no host, VM or volume is told', async () => {
    const answer = await metrics('rae', '?object=*')
    expect(answer.status).toBe(200)
    const text = await answer.text()
    expect(text).toContain('hostward_jobs_running 0')
    expect(text).not.toMatch(/(host|vm|volume|array)="/)
  })

  test('a choice of objects; what is wrong with it is said', async () => {
    const text = await (await metrics('ann', '?object=Memory&object=Hostward*Power')).text()
    const families = [...text.matchAll(/^# TYPE hostward_([a-z]+)/gm)].map(([, name]) => name)
    expect(new Set(families)).toEqual(new Set(['simulated', 'memory', 'host']))
    const unknown = await metrics('ann', '?object=Memories')
    expect(unknown.status).toBe(404)
    expect(((await unknown.json()) as { message: string }).message).toContain('\\Memories')
    expect((await metrics('ann', '?scope=hostgroup-999')).status).toBe(404)
    for (const query of ['?objects=Memory', '?scope=host-1&scope=host-2', '?object=']) {
      const answer = await metrics('ann', query)
      expect([answer.status, query]).toEqual([422, query])
    }
  })
})
