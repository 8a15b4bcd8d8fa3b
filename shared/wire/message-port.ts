import type { WirePort } from './ports.ts'
import { PortEvents } from './ports.ts'

/** What is needed of a MessagePort, a page's or Node's. */
export interface MessagePortLike {
  postMessage(message: unknown): void
  addEventListener(type: string, listener: (event: { data: unknown }) => void): void
  start?(): void
  close(): void
}

/**
 * A message port as a port of the wire: Node's, or that of a page in Electron, which tells its page
 * of the end as the web does only from Chromium 122 on.
 */
export function messagePortWire(port: MessagePortLike): WirePort {
  const events = new PortEvents()
  port.addEventListener('message', event => events.message(event.data))
  port.addEventListener('close', () => events.close())
  port.start?.()
  return {
    postMessage(message) {
      if (!events.isClosed) port.postMessage(message)
    },
    on: (event, listener) => events.on(event, listener),
    close() {
      port.close()
      events.close()
    },
  }
}
