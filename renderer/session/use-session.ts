import { client, linkSwitch } from './client.ts'
import { httpSession } from './http-session.ts'
import { portTransport } from './port-transport.ts'
import { createSession, type Session } from './session.ts'
import { socketTransport, socketUrl } from './socket-transport.ts'
import type { Transport } from './transport.ts'

/** What a desktop host tells its page about itself; absent in a browser. */
export interface HostCapabilities {
  platform: string
}

declare global {
  interface Window {
    hostward?: HostCapabilities
  }
}

let current: Session | undefined

/** The session of this window; the first call opens the connection. */
export function useSession(): Session {
  current ??= startSession()
  return current
}

/** Puts a session in place of the window's own, for a test or a story. */
export function provideSession(session: Session | undefined): void {
  current = session
}

function startSession(): Session {
  const session = createSession({
    transport: windowTransport(),
    linkSwitch,
    client,
    http: httpSession((...ask) => fetch(...ask)),
  })
  session.connection.start()
  return session
}

function windowTransport(): Transport {
  if (window.hostward) return portTransport(window)
  return socketTransport(socketUrl(window.location))
}
