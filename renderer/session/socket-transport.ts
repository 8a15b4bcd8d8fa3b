import { RPCLink } from '@orpc/client/websocket'
import type { Transport, Wire } from './transport.ts'

const openTimeoutMs = 8000

/** The way to the core from a browser: a WebSocket to the host that served the page. */
export function socketTransport(url: string): Transport {
  return { signsInBy: 'http', open: () => openSocket(url) }
}

/** The address of the socket on the host of the page. */
export function socketUrl(location: { protocol: string; host: string }): string {
  return `${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/rpc`
}

function openSocket(url: string): Promise<Wire> {
  const socket = new WebSocket(url)
  socket.binaryType = 'arraybuffer'
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => fail(), openTimeoutMs)

    function fail(): void {
      clearTimeout(timer)
      socket.close()
      reject(new Error('The socket did not open.'))
    }

    socket.addEventListener('close', fail, { once: true })
    socket.addEventListener(
      'open',
      () => {
        clearTimeout(timer)
        socket.removeEventListener('close', fail)
        resolve(wireOf(socket))
      },
      { once: true },
    )
  })
}

function wireOf(socket: WebSocket): Wire {
  return {
    link: new RPCLink({ websocket: socket }),
    onClosed: listener => socket.addEventListener('close', () => listener(), { once: true }),
    close: () => socket.close(),
  }
}
