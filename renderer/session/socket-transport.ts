import { webSocketWire } from '../../shared/wire/index.ts'
import { wireOver, type Transport, type Wire } from './transport.ts'

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
  const port = webSocketWire(socket)
  return new Promise((resolve, reject) => {
    const timer = setTimeout(fail, openTimeoutMs)

    function fail(): void {
      clearTimeout(timer)
      port.close()
      reject(new Error('The socket did not open.'))
    }

    function succeed(): void {
      clearTimeout(timer)
      socket.removeEventListener('close', fail)
      resolve(wireOver(port))
    }

    socket.addEventListener('close', fail, { once: true })
    socket.addEventListener('open', succeed, { once: true })
  })
}
