import type { IncomingMessage, Server } from 'node:http'
import type { Duplex } from 'node:stream'
import type { MessagePort } from 'node:worker_threads'
import { WebSocketServer, type WebSocket } from 'ws'
import { clientOver, type CoreHost } from '../host/index.ts'
import { messagePortWire, type MessagePortLike } from '../shared/wire/index.ts'
import { importLimitBytes, usualLimitBytes } from './limits.ts'
import type { OriginRules } from './origin.ts'
import type { SessionCookie } from './session-cookie.ts'

/** A client that does not answer a ping for this long is gone, whatever its connection says. */
const pingEveryMs = 30_000
/** Time that clients have to take their leave when the host ends. */
const closeLimitMs = 1000
/** Bytes that may wait for a slow client before it is let go; it comes back and reads anew. */
const waitingLimitBytes = 32 * 1024 * 1024

export interface SocketParts {
  readonly core: CoreHost
  readonly rules: OriginRules
  readonly cookie: SessionCookie
}

/**
 * Carries the wire over WebSockets at /rpc. Only a page of this host may open one; it carries the
 * session of the cookie that came with it. Large messages are taken from signed-in clients alone.
 */
export class SocketRelay {
  private readonly usual = new WebSocketServer({ noServer: true, maxPayload: usualLimitBytes })
  private readonly large = new WebSocketServer({ noServer: true, maxPayload: importLimitBytes })
  private readonly timer: NodeJS.Timeout
  private count = 0

  constructor(private readonly parts: SocketParts) {
    this.timer = setInterval(() => this.pingAll(), pingEveryMs)
    this.timer.unref()
  }

  /** Sockets that are open. */
  get open(): number {
    return this.usual.clients.size + this.large.clients.size
  }

  listen(server: Server): void {
    server.on('upgrade', (request, socket, head) => {
      this.upgrade(request, socket, head).catch(() => socket.destroy())
    })
  }

  close(): void {
    clearInterval(this.timer)
    // Going away: the browser's client tries again until a host is there.
    for (const socket of this.sockets()) socket.close(1001)
    const limit = setTimeout(() => this.endAll(), closeLimitMs)
    limit.unref()
  }

  /** A client that is gone does not answer the close, and would keep the host from ending. */
  private endAll(): void {
    for (const socket of this.sockets()) socket.terminate()
  }

  private async upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> {
    const { core, rules, cookie } = this.parts
    const token = cookie.readHeader(request.headers.cookie)
    const path = (request.url ?? '').split('?')[0]
    if (path !== '/rpc') return refuse(socket, '404 Not Found')
    const isOwn = rules.isOwnHost(request.headers) && rules.isOwnOrigin(request.headers)
    // A cookie without an origin comes from no browser that we know, so it proves nothing.
    if (!isOwn || (token !== undefined && request.headers.origin === undefined)) {
      return refuse(socket, '403 Forbidden')
    }
    // A socket that breaks while its session is looked up must not bring the host down.
    socket.on('error', () => socket.destroy())
    const key = `socket-${++this.count}`
    const address = request.socket.remoteAddress ?? ''
    const server = (await isSignedIn(core, token, address)) ? this.large : this.usual
    if (socket.destroyed) return
    server.handleUpgrade(request, socket, head, opened => {
      relay(opened, core.connect({ kind: 'socket', key, token, address }))
    })
  }

  private *sockets(): Generator<WebSocket> {
    yield* this.usual.clients
    yield* this.large.clients
  }

  private pingAll(): void {
    for (const socket of this.sockets()) {
      if (silent.has(socket)) socket.terminate()
      silent.add(socket)
      socket.ping()
    }
  }
}

/** Sockets that have not answered the last ping. */
const silent = new WeakSet<WebSocket>()

/** Carries messages between a socket and a port of the core, unread; one ends with the other. */
function relay(socket: WebSocket, port: MessagePort): void {
  socket.on('message', (data: Buffer, isBinary: boolean) => {
    port.postMessage(isBinary ? new Uint8Array(data) : data.toString('utf8'))
  })
  port.on('message', (message: string | Uint8Array) => {
    socket.send(message)
    if (socket.bufferedAmount > waitingLimitBytes) socket.terminate()
  })
  socket.on('pong', () => silent.delete(socket))
  // A close follows.
  socket.on('error', () => undefined)
  socket.on('close', () => port.close())
  port.on('close', () => socket.close(1001))
}

async function isSignedIn(
  core: CoreHost,
  token: string | undefined,
  address: string,
): Promise<boolean> {
  if (token === undefined) return false
  const port = core.connect({ kind: 'http', key: 'upgrade', token, address })
  const wire = messagePortWire(port as unknown as MessagePortLike)
  try {
    return (await clientOver(wire).session.current({})).account !== undefined
  } finally {
    wire.close()
  }
}

function refuse(socket: Duplex, status: string): void {
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`)
}
