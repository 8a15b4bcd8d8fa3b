import { request } from 'node:http'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { contract, type OperationMeta } from '../../shared/contract/index.ts'
import { account, labWebHost, openSocket, signedInCookie } from '../kit/transports.ts'
import { bundledWorker } from '../kit/worker-bundle.ts'

vi.setConfig({ testTimeout: 60_000, hookTimeout: 120_000 })

const worker = bundledWorker()
let lab: Awaited<ReturnType<typeof labWebHost>>
let cookie = ''
let bearer = ''
beforeAll(async () => {
  lab = await labWebHost(worker.path)
  cookie = await signedInCookie(lab.web)
  const made = await post('/api/session/create-token', { label: 'test' }, await cookieHeaders())
  bearer = ((await made.json()) as { token: string }).token
})
afterAll(() => lab.end())

type Headers = Record<string, string>

function get(path: string, headers: Headers = {}): Promise<Response> {
  return fetch(`${lab.web.address}${path}`, { headers, redirect: 'manual' })
}

function post(path: string, body: unknown, headers: Headers = {}): Promise<Response> {
  return fetch(`${lab.web.address}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  })
}

/**
 * What a page of the host sends: the session's cookie, and the token with the cookie of its secret.
 */
async function cookieHeaders(): Promise<Headers> {
  const answer = await get('/api/session/csrf', { cookie })
  const [secret = ''] = answer.headers.getSetCookie()
  const { token } = (await answer.json()) as { token: string }
  return { cookie: `${cookie}; ${secret.split(';')[0]}`, 'x-csrf-token': token }
}

async function refusal(answer: Response) {
  const body = (await answer.json()) as { code: string; status: number; data: { next: string } }
  expect(body.status).toBe(answer.status)
  expect(body.data.next).not.toBe('')
  return { status: answer.status, code: body.code }
}

const signedOut = { status: 401, code: 'access.not-signed-in' }
const foreign = { status: 403, code: 'access.foreign-page' }

describe('http: sessions', () => {
  test('sign-in: the cookie is out of reach of scripts, and the body holds no token', async () => {
    const answer = await post('/api/session/sign-in', account)
    const [set = ''] = answer.headers.getSetCookie()
    expect(set).toMatch(/^hostward-session-\d+=[^;]+; Path=\/; HttpOnly; SameSite=Strict$/)
    const body = await answer.text()
    expect(body).toContain('"name":"ann"')
    expect(body).not.toContain(set.split(/[=;]/)[1]!.split('.')[1]!)
    expect(JSON.parse(body)).not.toHaveProperty('token')
  })

  test('wrong password and unknown user: the same answer', async () => {
    const wrong = await post('/api/session/sign-in', { ...account, password: 'x' })
    const unknown = await post('/api/session/sign-in', { ...account, name: 'nobody' })
    expect(wrong.status).toBe(401)
    expect(await wrong.text()).toBe(await unknown.text())
    expect(wrong.headers.getSetCookie()).toEqual([])
  })

  test('neither cookie nor token, or a wrong one: refused', async () => {
    for (const headers of [
      {},
      { authorization: 'Bearer a.b' },
      { cookie: 'hostward-session-1=a' },
    ]) {
      expect(await refusal(await get('/api/vms', headers as Headers))).toEqual(signedOut)
    }
  })

  test('sign-out: the cookie is taken back, and the session is over', async () => {
    const own = await signedInCookie(lab.web)
    const answer = await get('/api/session/csrf', { cookie: own })
    const [secret = ''] = answer.headers.getSetCookie()
    const { token } = (await answer.json()) as { token: string }
    const headers = { cookie: `${own}; ${secret.split(';')[0]}`, 'x-csrf-token': token }
    const out = await post('/api/session/sign-out', {}, headers)
    expect(out.status).toBe(200)
    expect(out.headers.getSetCookie()[0]).toContain('Max-Age=0')
    expect(await refusal(await get('/api/vms', { cookie: own }))).toEqual(signedOut)
  })
})

describe('http: commands', () => {
  const command = { vmIds: ['vm-1'], changes: { notes: 'by HTTP' } }

  test('a bearer token needs no proof of a page', async () => {
    const answer = await post('/api/vms/update', command, { authorization: `Bearer ${bearer}` })
    expect(await answer.json()).toMatchObject({
      accepted: 1,
      jobId: expect.stringMatching(/^job-/),
    })
  })

  test('a cookie needs one: without the token, or with a wrong one, nothing is done', async () => {
    const whole = await cookieHeaders()
    const without = { cookie: whole['cookie']! }
    expect(await refusal(await post('/api/vms/update', command, without))).toEqual(foreign)
    const wrong = { ...whole, 'x-csrf-token': 'aaaaaaaa-bbbb' }
    expect(await refusal(await post('/api/vms/update', command, wrong))).toEqual(foreign)
    expect((await post('/api/vms/update', command, whole)).status).toBe(200)
  })

  test.each([
    ['another origin', { origin: 'http://evil.example' }],
    ['the same address on another port', { origin: 'http://127.0.0.1:1' }],
    ['an origin that is hidden', { origin: 'null' }],
    ['a browser that says so', { 'sec-fetch-site': 'cross-site' }],
  ])('a page from %s is refused, whatever it carries', async (_name, headers) => {
    const whole = { ...(await cookieHeaders()), ...headers } as Headers
    expect(await refusal(await post('/api/vms/update', command, whole))).toEqual(foreign)
    const bare = await post('/api/session/sign-in', account, headers as Headers)
    expect(await refusal(bare)).toEqual(foreign)
  })

  test('an encoded path that climbs is no address, whatever it would lead to', async () => {
    const { hostname, port } = new URL(lab.web.address)
    const status = await new Promise(resolve => {
      const path = '/api/x/%2e%2e/session/sign-in'
      const headers = { 'content-type': 'application/json' }
      const sent = request({ hostname, port, path, headers, method: 'POST' }, answer => {
        answer.resume()
        resolve(answer.statusCode)
      })
      sent.end(JSON.stringify(account))
    })
    expect(status).toBe(404)
  })

  test('a GET does nothing that changes', async () => {
    const answer = await get('/api/vms/update?vmIds[]=vm-1', { cookie })
    expect(answer.status).toBe(404)
  })
})

describe('http: bodies', () => {
  const authorized = () => ({ authorization: `Bearer ${bearer}` })

  test('more than a MiB is not read', async () => {
    const large = JSON.stringify({ vmIds: ['vm-1'], changes: { notes: 'x'.repeat(1100 * 1024) } })
    const answer = await refusal(await post('/api/vms/update', large, authorized()))
    expect(answer).toEqual({ status: 413, code: 'input.too-large' })
  })

  test.each([70, 100_000])('%i levels of nesting are refused as a bad input', async levels => {
    const nested = `{"vmIds":${'['.repeat(levels)}${']'.repeat(levels)}}`
    const answer = await refusal(await post('/api/vms/update', nested, authorized()))
    expect(answer).toEqual({ status: 422, code: 'input.invalid' })
  })

  test('an import may be larger, for somebody who is signed in', async () => {
    const contentBase64 = Buffer.from('7\n'.repeat(900_000)).toString('base64')
    const body = { source: 'large', files: [{ path: 'one', contentBase64 }] }
    expect(await refusal(await post('/api/traces/import', body))).toEqual(signedOut)
    const answer = await post('/api/traces/import', body, authorized())
    expect(await answer.json()).toMatchObject({ traces: 1 })
  })

  test.each([
    ['broken JSON', '{"vmIds":', 'application/json'],
    ['a list', '[]', 'application/json'],
    ['a form', 'vmIds=vm-1', 'application/x-www-form-urlencoded'],
    ['a text', '{"vmIds":["vm-1"]}', 'text/plain'],
  ])('%s: refused as an input', async (_name, body, type) => {
    const headers = { ...authorized(), 'content-type': type }
    const answer = await refusal(await post('/api/vms/start', body, headers))
    expect(answer).toEqual({ status: 422, code: 'input.invalid' })
  })

  test('no body at all is an empty one', async () => {
    const url = `${lab.web.address}/api/session/end`
    const answer = await fetch(url, { method: 'POST', headers: authorized() })
    expect(await refusal(answer)).toEqual({ status: 422, code: 'input.invalid' })
  })
})

describe('http: queries and streams', () => {
  test('numbers, lists and objects come from the query string', async () => {
    const query = new URLSearchParams({
      limit: '2',
      'filter[0][field]': 'name',
      'filter[0][op]': 'startsWith',
      'filter[0][value]': 'desk',
      'sort[field]': 'name',
      'sort[direction]': 'desc',
    })
    const answer = await get(`/api/vms?${query.toString()}`, { cookie })
    const { rows } = (await answer.json()) as { rows: { name: string }[] }
    expect(rows.length).toBe(2)
    expect(rows.every(row => row.name.startsWith('desk'))).toBe(true)
    expect(answer.headers.get('cache-control')).toBe('no-store')
  })

  test('a refusal keeps code, status, text and data', async () => {
    const answer = await get('/api/vms/get?vmId=vm-999999', { cookie })
    expect(await answer.json()).toEqual({
      defined: true,
      code: 'not-found',
      status: 404,
      message: 'There is no vm vm-999999 that you can see.',
      data: { kind: 'vm', id: 'vm-999999', next: expect.any(String) },
    })
  })

  test('a stream is server-sent events, numbers for typed arrays, and ends with its reader', async () => {
    const aborting = new AbortController()
    const url = `${lab.web.address}/api/vms/figures?vmIds[0]=vm-1`
    const answer = await fetch(url, { headers: { cookie }, signal: aborting.signal })
    expect(answer.headers.get('content-type')).toContain('text/event-stream')
    const reader = answer.body!.pipeThrough(new TextDecoderStream()).getReader()
    let text = ''
    while (!text.includes('"cpuPercent":[')) text += (await reader.read()).value ?? ''
    await vi.waitFor(() => expect(lab.host.status().core.openStreams).toBe(1), 10_000)
    aborting.abort()
    await vi.waitFor(() => expect(lab.host.status().core.openStreams).toBe(0), 10_000)
  })

  test('an address that is none: a refusal, not a page', async () => {
    expect(await refusal(await get('/api/nothing'))).toEqual({ status: 404, code: 'not-found' })
  })
})

describe('http: the description', () => {
  interface Described {
    openapi: string
    paths: Record<string, Record<string, Record<string, unknown>>>
  }

  test('every operation is in it once, under its path, method and privilege', async () => {
    const { openapi, paths } = (await (await get('/api/openapi.json')).json()) as Described
    expect(openapi).toMatch(/^3\.1/)
    const found = new Map<unknown, Record<string, unknown>>()
    for (const item of Object.values(paths)) {
      for (const operation of Object.values(item)) {
        expect(found.has(operation['operationId'])).toBe(false)
        found.set(operation['operationId'], operation)
      }
    }
    for (const [area, operations] of Object.entries(contract)) {
      for (const [name, procedure] of Object.entries(operations)) {
        const { route, meta } = procedure['~orpc']
        const operation = paths[route.path!]?.[route.method!.toLowerCase()]
        expect(operation?.['operationId']).toBe(`${area}.${name}`)
        expect(operation?.['x-privilege']).toBe((meta as OperationMeta).privilege)
        expect(operation?.['summary']).toBe(route.summary)
        expect(Object.keys(operation?.['responses'] as object)).toContain('200')
        found.delete(`${area}.${name}`)
      }
    }
    expect([...found.keys()]).toEqual(['session.csrf'])
  })

  test('every reference in it leads somewhere', async () => {
    const document = (await (await get('/api/openapi.json')).json()) as Record<string, unknown>
    for (const [, path] of JSON.stringify(document).matchAll(/"\$ref":"#\/([^"]+)"/g)) {
      const target = path!
        .split('/')
        .reduce<unknown>((at, key) => (at as Record<string, unknown> | undefined)?.[key], document)
      expect(target, path).toBeDefined()
    }
  })
})

describe('http: the page', () => {
  test('a fresh nonce each time, in the policy and in the page, and nothing inline beside it', async () => {
    const [first, second] = await Promise.all([get('/'), get('/vms/vm-1')])
    const policies = [first, second].map(one => one!.headers.get('content-security-policy') ?? '')
    const nonces = policies.map(
      policy => /style-src 'self' 'nonce-([^']+)'/.exec(policy)?.[1] ?? '',
    )
    expect(new Set(nonces).size).toBe(2)
    expect(policies[0]).toContain("default-src 'none'")
    expect(policies[0]).toContain("script-src 'self';")
    expect(policies.join()).not.toMatch(/unsafe/)
    const page = await first.text()
    expect(page.match(/nonce="([^"]+)"/)?.[1]).toBe(nonces[0])
    expect(page).not.toContain('__CSP_NONCE__')
    expect(first.headers.get('x-content-type-options')).toBe('nosniff')
    expect(first.headers.get('cache-control')).toBe('no-store')
  })

  test('files are kept by browsers; one that is not there is no page', async () => {
    const file = await get('/assets/app-1a2b.js')
    expect(file.headers.get('cache-control')).toContain('immutable')
    expect(file.headers.get('content-type')).toContain('javascript')
    expect((await get('/assets/app-0000.js')).status).toBe(404)
    expect((await get('/missing.js')).status).toBe(404)
    expect((await get('/assets/..%2f..%2fpassword')).status).toBe(404)
  })

  test('a name that is not ours is turned away: no page can rebind its own to this host', async () => {
    const { request } = await import('node:http')
    const status = await new Promise(resolve => {
      const headers = { host: 'evil.example' }
      const ask = request(lab.web.address, { headers }, answer => resolve(answer.statusCode))
      ask.end()
    })
    expect(status).toBe(421)
  })

  test('health: no session needed, no name told', async () => {
    const answer = await get('/healthz')
    expect(answer.status).toBe(200)
    expect(await answer.json()).toEqual({
      status: 'ok',
      uptimeS: expect.any(Number),
      core: 'ready',
    })
  })
})

describe('http: the socket', () => {
  async function outcome(socket: ReturnType<typeof openSocket>): Promise<string> {
    return new Promise(resolve => {
      socket.on('open', () => {
        socket.close()
        resolve('open')
      })
      socket.on('unexpected-response', (_request, answer) => resolve(String(answer.statusCode)))
      socket.on('error', () => resolve('error'))
    })
  }

  test('a page of this host opens it, signed in or not', async () => {
    expect(await outcome(openSocket(lab.web))).toBe('open')
    expect(await outcome(openSocket(lab.web, cookie))).toBe('open')
  })

  test('a page of another host does not, nor a cookie without an origin, nor another path', async () => {
    const { WebSocket } = await import('ws')
    const url = lab.web.address.replace('http', 'ws')
    const foreignPage = new WebSocket(`${url}/rpc`, { origin: 'http://evil.example' })
    expect(await outcome(foreignPage)).toBe('403')
    expect(await outcome(new WebSocket(`${url}/rpc`, { headers: { cookie } }))).toBe('403')
    expect(await outcome(new WebSocket(`${url}/other`, { origin: lab.web.address }))).toBe('404')
  })

  test('a large message is taken from a signed-in client alone', async () => {
    const pad = 'x'.repeat(1100 * 1024)
    const message = `{"i":"1","p":{"u":"/session/current","b":{"json":{"pad":"${pad}"}}}}`
    const answerOf = (socket: ReturnType<typeof openSocket>) =>
      new Promise<string>(resolve => {
        socket.on('open', () => socket.send(message))
        socket.on('message', answer => resolve(String(answer)))
        socket.on('close', code => resolve(`closed with ${code}`))
      })
    expect(await answerOf(openSocket(lab.web))).toBe('closed with 1009')
    const signedIn = openSocket(lab.web, cookie)
    expect(await answerOf(signedIn)).toContain('"name":"ann"')
    signedIn.close()
  })

  test('sockets that are gone are not counted', async () => {
    await vi.waitFor(() => expect(lab.web.openSockets()).toBe(0), 10_000)
  })
})
