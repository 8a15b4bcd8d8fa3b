import type { Page } from 'playwright-core'
import { PortEvents, type WirePort } from '../../../shared/wire/index.ts'

declare global {
  interface Window {
    rawPort?: MessagePort
    rawMessage(message: string): void
  }
}

/**
 * The port that a page of the desktop host is handed, as a port of the wire on this side: what the
 * contract's client sends here goes out of that page, without any code of the console in between.
 * @param page at the console's own address, with none of its code
 */
export async function portOfPage(page: Page): Promise<WirePort> {
  const events = new PortEvents()
  await page.exposeFunction('rawMessage', (message: string) => events.message(message))
  await page.evaluate(
    () =>
      new Promise<void>(resolve => {
        window.addEventListener('message', event => {
          const [port] = event.ports
          if (event.data !== 'hostward:port' || !port) return
          port.onmessage = ({ data }) => void window.rawMessage(data as string)
          window.rawPort = port
          resolve()
        })
        window.postMessage('hostward:connect', window.location.origin)
      }),
  )
  // Messages must go out in the order in which they were written.
  let sent: Promise<unknown> = Promise.resolve()
  return {
    postMessage(message) {
      sent = sent.then(() =>
        page.evaluate(text => window.rawPort?.postMessage(text), message as string),
      )
    },
    on: (event, listener) => events.on(event, listener),
    close: () => events.close(),
  }
}
