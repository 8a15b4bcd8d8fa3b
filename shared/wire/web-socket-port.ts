import type { WirePort } from './ports.ts'
import { PortEvents } from './ports.ts'

/** What is needed of a WebSocket, a page's or Node's. */
export interface WebSocketLike {
  binaryType: string
  readonly readyState: number
  send(data: string | ArrayBuffer): void
  addEventListener(type: string, listener: (event: { data?: unknown }) => void): void
  close(): void
}

const open = 1

/** A WebSocket as a port of the wire. What is posted before it opened is sent when it opens. */
export function webSocketWire(socket: WebSocketLike): WirePort {
  const events = new PortEvents()
  let waiting: unknown[] = []
  socket.binaryType = 'arraybuffer'
  socket.addEventListener('message', event => events.message(event.data))
  socket.addEventListener('close', () => events.close())
  // A close event follows; without a listener Node takes an error as uncaught.
  socket.addEventListener('error', () => undefined)
  socket.addEventListener('open', () => {
    const early = waiting
    waiting = []
    for (const message of early) socket.send(message as string)
  })
  return {
    postMessage(message) {
      if (events.isClosed) return
      if (socket.readyState === open) socket.send(message as string)
      else waiting.push(message)
    },
    on: (event, listener) => events.on(event, listener),
    close() {
      socket.close()
      events.close()
    },
  }
}
