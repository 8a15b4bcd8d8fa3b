import type { ClientContext, ClientLink } from '@orpc/client'
import { RPCLink } from '@orpc/client/message-port'
import { CloseGuard, wireOptions, type WirePort } from '../../shared/wire/index.ts'

/** One open connection to the core. */
export interface Wire {
  link: ClientLink<ClientContext>
  /** Calls back once, when the other side is gone. */
  onClosed(listener: () => unknown): void
  close(): void
}

/** The way to the core that this window has. */
export interface Transport {
  /** Whether a session is begun over HTTP, which keeps it in a cookie, or over the wire itself. */
  readonly signsInBy: 'http' | 'wire'
  /** Opens a connection; rejects when the other side does not answer. */
  open(): Promise<Wire>
}

/** The connection that a port carries, whatever kind of channel it is. */
export function wireOver(port: WirePort): Wire {
  const { customJsonSerializers } = wireOptions
  const link = new RPCLink({ port, customJsonSerializers: [...customJsonSerializers] })
  return {
    link: new CloseGuard(link, port),
    onClosed: listener => port.on('close', () => listener()),
    close: () => port.close(),
  }
}
