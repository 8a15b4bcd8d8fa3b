import type { WirePort } from './ports.ts'
import { closeNotice, PortEvents } from './ports.ts'

/** What is needed of a MessagePort, a page's or Node's. */
export interface MessagePortLike {
  postMessage(message: unknown): void
  addEventListener(type: string, listener: (event: { data: unknown }) => void): void
  start?(): void
  close(): void
}

/**
 * A message port of a page or of Node as a port of the wire. It ends with the port's own close event
 * or with the notice of a relay, whichever comes first.
 */
export function messagePortWire(port: MessagePortLike): WirePort {
  const events = new PortEvents()
  port.addEventListener('message', event => {
    if (event.data !== closeNotice) return events.message(event.data)
    port.close()
    events.close()
  })
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
