import type { ClientContext, ClientLink } from '@orpc/client'

/** One open connection to the core. */
export interface Wire {
  link: ClientLink<ClientContext>
  /** Calls back once, when the other side is gone. */
  onClosed(listener: () => void): void
  close(): void
}

/** The way to the core that this window has. */
export interface Transport {
  /** Whether a session is begun over HTTP, which keeps it in a cookie, or over the wire itself. */
  readonly signsInBy: 'http' | 'wire'
  /** Opens a connection; rejects when the other side does not answer. */
  open(): Promise<Wire>
}
