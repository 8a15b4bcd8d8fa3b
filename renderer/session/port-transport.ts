import { messagePortWire } from '../../shared/wire/index.ts'
import { wireOver, type Transport, type Wire } from './transport.ts'

/** What the page and the desktop host say to each other in window messages. */
const connectMessage = 'hostward:connect'
const portMessage = 'hostward:port'
const openTimeoutMs = 15_000

/** The way to the core on the desktop: a port that the host hands to the page when it asks. */
export function portTransport(target: Window): Transport {
  return { signsInBy: 'wire', open: () => openPort(target) }
}

function openPort(target: Window): Promise<Wire> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      target.removeEventListener('message', onMessage)
      reject(new Error('The host handed over no port.'))
    }, openTimeoutMs)

    function onMessage(event: MessageEvent): void {
      const port = event.ports[0]
      const isOwn = event.source === target && event.origin === target.location.origin
      if (!isOwn || event.data !== portMessage || !port) return
      clearTimeout(timer)
      target.removeEventListener('message', onMessage)
      resolve(wireOver(messagePortWire(port)))
    }

    target.addEventListener('message', onMessage)
    target.postMessage(connectMessage, target.location.origin)
  })
}
