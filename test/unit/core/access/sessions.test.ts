import { expect, test } from 'vitest'
import type { Sessions } from '../../../../core/access/index.ts'
import { createSessions, sessionLimits } from '../../../../core/access/index.ts'
import type { UserRow } from '../../../../core/world/index.ts'
import { put, remove } from '../../../../core/world/index.ts'
import { Refusal } from '../../../../shared/refusals/index.ts'
import { worldOf } from '../../../kit/access-rows.ts'
import { fakePorts } from '../../../kit/fake-ports.ts'
import { MemoryStore } from '../../../kit/memory-store.ts'

const hourMs = 3_600_000

function lab() {
  const world = worldOf({
    user: [
      { id: 'user-1', name: 'ada', passwordHash: 'one' },
      { id: 'user-2', name: 'kim', passwordHash: 'two' },
    ],
  })
  const [store, ports] = [new MemoryStore(), fakePorts()]
  const open = (disk = store) => {
    const opened = createSessions({ world, store: disk, ports })
    opened.open()
    return opened
  }
  const sessions = open()
  const user = (id: UserRow['id'] = 'user-1') => world.get('user', id)
  return { world, store, ports, sessions, open, user }
}

function begin(sessions: Sessions, user: UserRow, lifetimeMs?: number): string {
  const kind = lifetimeMs === undefined ? 'browser' : 'token'
  const begun = sessions.begin({ user, kind, label: 'test', lifetimeMs })
  if (begun instanceof Refusal) throw new Error(begun.text)
  return begun.token
}

test('sessions: a token: found again, and kept on disk only as a hash', () => {
  const { sessions, store, user } = lab()
  const token = begin(sessions, user())
  expect(sessions.resolve(token)).toMatchObject({ userId: 'user-1', kind: 'browser' })
  const secret = token.slice(token.indexOf('.') + 1)
  expect(store.sessions()).toHaveLength(1)
  expect(JSON.stringify(store.sessions())).not.toContain(secret)
})

test('sessions: a token that is wrong, cut or empty: nobody', () => {
  const { sessions, user } = lab()
  const token = begin(sessions, user())
  const [id = ''] = token.split('.')
  for (const wrong of ['', '.', id, `${id}.`, `${id}.other`, `.${token}`, token.slice(0, -1)]) {
    expect(sessions.resolve(wrong)).toBeUndefined()
  }
  expect(sessions.resolve(undefined)).toBeUndefined()
})

test('sessions: a use: slides the expiry, up to seven days in all', () => {
  const { sessions, ports, user } = lab()
  const token = begin(sessions, user())
  const begunMs = ports.wallMs()
  let hours = 0
  while (sessions.resolve(token) && hours < 1000) {
    ports.passMs(7 * hourMs)
    hours += 7
  }
  expect(ports.wallMs() - begunMs).toBe(Math.ceil((7 * 24) / 7) * 7 * hourMs)
})

test('sessions: eight hours without a use: ended, also on disk', () => {
  const { sessions, store, ports, user } = lab()
  const token = begin(sessions, user())
  ports.passMs(8 * hourMs)
  expect(sessions.resolve(token)).toBeUndefined()
  expect(store.sessions()).toEqual([])
})

test('sessions: a token for scripts: lives as long as said, and no longer for being used', () => {
  const { sessions, ports, user } = lab()
  const token = begin(sessions, user(), 48 * hourMs)
  ports.passMs(47 * hourMs)
  expect(sessions.resolve(token)).toBeDefined()
  ports.passMs(hourMs)
  expect(sessions.resolve(token)).toBeUndefined()
})

test('sessions: a restart: sessions go on', () => {
  const { sessions, open, user } = lab()
  const token = begin(sessions, user())
  expect(open().resolve(token)).toMatchObject({ userId: 'user-1' })
})

test('sessions: a user who is disabled, deleted or given a password: every session ends', () => {
  const ways = [
    (row: UserRow) => put('user', { ...row, enabled: false }),
    (row: UserRow) => put('user', { ...row, passwordHash: 'new' }),
    (row: UserRow) => remove('user', row.id),
  ]
  for (const way of ways) {
    const { sessions, store, world, user } = lab()
    const [browser, script] = [begin(sessions, user()), begin(sessions, user(), hourMs)]
    const other = begin(sessions, user('user-2'))
    world.apply(way(user()))
    expect(sessions.resolve(browser)).toBeUndefined()
    expect(sessions.resolve(script)).toBeUndefined()
    expect(sessions.resolve(other)).toBeDefined()
    expect(store.sessions().map(one => one.userId)).toEqual(['user-2'])
  }
})

test('sessions: another display name: nobody is signed out', () => {
  const { sessions, world, user } = lab()
  const token = begin(sessions, user())
  world.apply(put('user', { ...user(), displayName: 'Ada Lang' }))
  expect(sessions.resolve(token)).toBeDefined()
})

test('sessions: a password changed just before a crash: the session on disk is void', () => {
  const { sessions, store, world, user, open } = lab()
  const token = begin(sessions, user())
  const [onDisk] = store.sessions()
  // The command was journaled, and the process died before its sessions were removed.
  world.apply(put('user', { ...user(), passwordHash: 'new' }))
  const disk = new MemoryStore()
  if (onDisk) disk.putSession(onDisk)
  expect(disk.sessions()).toHaveLength(1)
  const after = open(disk)
  expect(after.resolve(token)).toBeUndefined()
  expect(after.list()).toEqual([])
  expect(disk.sessions()).toEqual([])
})

test('sessions: a replay of changes that came before it: the session is kept', () => {
  const { store, world, ports, sessions, user } = lab()
  const token = begin(sessions, user())
  const restarted = createSessions({ world, store, ports })
  const disk = store.sessions()
  world.apply(put('user', { ...user(), passwordHash: 'before' }))
  world.apply(put('user', { ...user(), passwordHash: 'one' }))
  for (const session of disk) store.putSession(session)
  restarted.open()
  expect(restarted.resolve(token)).toBeDefined()
})

test('sessions: an own new password: this session goes on, the others end', () => {
  const { sessions, world, user, open } = lab()
  const [mine, other] = [begin(sessions, user()), begin(sessions, user())]
  sessions.carryOver(mine, () => world.apply(put('user', { ...user(), passwordHash: 'new' })))
  expect(sessions.resolve(mine)).toBeDefined()
  expect(sessions.resolve(other)).toBeUndefined()
  expect(open().resolve(mine)).toBeDefined()
})

test('sessions: uses within a minute: one write to disk', () => {
  const { sessions, store, ports, user } = lab()
  const token = begin(sessions, user())
  const [first] = store.sessions()
  ports.passMs(sessionLimits.touchMs - 1)
  sessions.resolve(token)
  expect(store.sessions()).toEqual([first])
  ports.passMs(1)
  sessions.resolve(token)
  expect(store.sessions()[0]?.lastSeenMs).toBe(ports.wallMs())
})

test('sessions: a full disk: none begins, and those that are there go on', () => {
  const { sessions, store, ports, user } = lab()
  const token = begin(sessions, user())
  store.failure = 'no space left'
  const refused = sessions.begin({ user: user(), kind: 'browser', label: '' })
  expect(refused).toMatchObject({ code: 'store.failed' })
  ports.passMs(2 * sessionLimits.touchMs)
  expect(sessions.resolve(token)).toBeDefined()
  sessions.end(token.split('.')[0] ?? '')
  expect(sessions.resolve(token)).toBeUndefined()
})

test('sessions: more than a user may have: those seen longest ago end', () => {
  const { sessions, ports, user } = lab()
  const tokens: string[] = []
  for (let number = 0; number <= sessionLimits.perUser; number++) {
    tokens.push(begin(sessions, user()))
    ports.passMs(1)
  }
  expect(sessions.list('user-1')).toHaveLength(sessionLimits.perUser)
  expect(sessions.resolve(tokens[0])).toBeUndefined()
  expect(sessions.resolve(tokens[1])).toBeDefined()
})

test('sessions: more tokens than a user may have: refused, none ends', () => {
  const { sessions, user } = lab()
  for (let number = 0; number < sessionLimits.tokensPerUser; number++) {
    begin(sessions, user(), hourMs)
  }
  const refused = sessions.begin({ user: user(), kind: 'token', label: '', lifetimeMs: hourMs })
  expect(refused).toMatchObject({ code: 'input.too-many' })
  expect(sessions.list('user-1')).toHaveLength(sessionLimits.tokensPerUser)
})
