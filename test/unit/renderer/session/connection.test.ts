import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { AccountInfo } from '../../../../shared/contract/index.ts'
import { createORPCClient } from '@orpc/client'
import type { Client } from '../../../../shared/contract/index.ts'
import { LinkSwitch } from '../../../../renderer/session/link-switch.ts'
import { createSession, type Session } from '../../../../renderer/session/session.ts'
import { gateAnswer } from '../../../../renderer/session/session-gate.ts'
import type { Transport } from '../../../../renderer/session/transport.ts'
import { fakeLink, refused, settle, type FakeHandlers } from '../../../kit/fake-client.ts'

const kim: AccountInfo = {
  userId: 'user-1',
  name: 'kim',
  displayName: 'Kim Alvarez',
  roles: [],
  surfaces: ['console'],
  privileges: ['vm.read'],
  expiresMs: 0,
}

/** A core that can be switched off, with a session that can be ended. */
class FakeCore {
  isUp = true
  isReady = true
  account: AccountInfo | undefined = kim
  opened = 0
  posted: string[] = []
  private closers: (() => void)[] = []
  readonly linkSwitch = new LinkSwitch()
  readonly session: Session

  constructor(signsInBy: Transport['signsInBy'] = 'http', isUp = true) {
    this.isUp = isUp
    const handlers: FakeHandlers = {
      setup: { status: () => ({ ready: this.isReady, fabrics: [] }) },
      session: {
        current: () => ({ account: this.account }),
        signIn: () => ({ account: (this.account = kim) }),
        signOut: () => ({}),
      },
      vm: {
        list: () => {
          throw refused('access.not-signed-in', {})
        },
      },
    }
    this.session = createSession({
      linkSwitch: this.linkSwitch,
      client: createORPCClient<Client>(this.linkSwitch),
      transport: {
        signsInBy,
        open: async () => {
          if (!this.isUp) throw new Error('down')
          this.opened += 1
          return {
            link: fakeLink(handlers),
            onClosed: listener => void this.closers.push(listener),
            close: () => undefined,
          }
        },
      },
      http: {
        post: async path => {
          this.posted.push(path)
          this.account = path === '/api/session/sign-in' ? kim : undefined
        },
      },
    })
    this.session.connection.start()
  }

  crash(): void {
    this.isUp = false
    for (const close of this.closers.splice(0)) close()
  }
}

const place = (surface: 'console' | 'portal' | 'sign-in', fullPath = '/vms/vm-3') => ({
  meta: { surface },
  fullPath,
  query: {},
})

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

describe('connection', () => {
  it('connection: the core goes: lost, tried again later and later, and taken up when it is back', async () => {
    const core = new FakeCore()
    await settle()
    const { state, failures } = core.session.connection
    expect([state.value, core.session.status.value]).toEqual(['connected', 'signed-in'])
    core.crash()
    expect([state.value, core.linkSwitch.live.value.isLive]).toEqual(['lost', false])
    await vi.advanceTimersByTimeAsync(20_000)
    expect(failures.value).toBeGreaterThan(3)
    expect(core.session.account.value?.name).toBe('kim')
    core.isUp = true
    core.session.connection.retryNow()
    await settle()
    expect([state.value, failures.value, core.opened]).toEqual(['connected', 0, 2])
    expect(core.linkSwitch.live.value).toEqual({ isLive: true, epoch: 2 })
  })

  it('connection: no core at the start: a state of its own with a way on', async () => {
    const core = new FakeCore('http', false)
    await settle()
    expect(gateAnswer(core.session, place('console'))).toEqual({ show: 'unreachable' })
  })
})

describe('session', () => {
  it('session: ended elsewhere, seen by a refused call: the page says so and keeps the way back', async () => {
    const core = new FakeCore()
    await settle()
    const client = createORPCClient<Client>(core.linkSwitch)
    await client.vm.list({}).catch(() => undefined)
    expect(core.session.hasEnded.value).toBe(true)
    expect(gateAnswer(core.session, place('console'))).toEqual({ show: 'ended' })
    core.session.forgetEnd()
    expect(gateAnswer(core.session, place('console'))).toEqual({
      goTo: '/sign-in?next=%2Fvms%2Fvm-3',
    })
  })

  it('session: signing out by oneself: the sign-in page, and not the page that says it ended', async () => {
    const core = new FakeCore()
    await settle()
    await core.session.signOut()
    await settle()
    expect(core.posted).toEqual(['/api/session/sign-out'])
    expect(gateAnswer(core.session, place('console', '/'))).toEqual({ goTo: '/sign-in' })
  })

  it('session: signing in by http: a new connection carries the cookie', async () => {
    const core = new FakeCore()
    core.account = undefined
    await settle()
    expect(core.session.status.value).toBe('signed-out')
    await core.session.signIn('kim', 'secret')
    expect([core.posted, core.opened, core.session.status.value]).toEqual([
      ['/api/session/sign-in'],
      2,
      'signed-in',
    ])
  })

  it('session: signing in over a port: the same connection goes on', async () => {
    const core = new FakeCore('wire')
    core.account = undefined
    await settle()
    await core.session.signIn('kim', 'secret')
    expect([core.opened, core.session.can('vm.read'), core.session.can('vm.start')]).toEqual([
      1,
      true,
      false,
    ])
  })

  it('session: a folder without a fabric: first run whatever the address says', async () => {
    const core = new FakeCore()
    core.isReady = false
    await settle()
    expect(gateAnswer(core.session, place('console'))).toEqual({ goTo: '/first-run' })
  })

  it('session: a self-service user: the portal, never the console', async () => {
    const core = new FakeCore()
    core.account = { ...kim, surfaces: ['portal'] }
    await settle()
    expect(gateAnswer(core.session, place('console'))).toEqual({ goTo: '/portal' })
    expect(gateAnswer(core.session, place('portal'))).toEqual({ show: 'page' })
  })

  it('session: signed in with a next page: only a path of our own is followed', async () => {
    const core = new FakeCore()
    await settle()
    const at = (next: string) => gateAnswer(core.session, { ...place('sign-in'), query: { next } })
    expect(at('/hosts/host-2')).toEqual({ goTo: '/hosts/host-2' })
    expect(at('//example.org')).toEqual({ goTo: '/vms' })
    expect(at('/\\example.org')).toEqual({ goTo: '/vms' })
  })
})
