import type { MessagePort } from 'node:worker_threads'

/** What the relay needs of Electron's port in the main process. */
export interface WindowPort {
  on(event: 'message', listener: (event: { data: unknown }) => void): unknown
  on(event: 'close', listener: () => void): unknown
  postMessage(message: unknown): void
  start(): void
  close(): void
}

export interface Relay {
  close(): void
}

/**
 * Carries messages between a window's port and a port of the core, unread. When either side closes,
 * so does the other, once; `onClosed` hears of it.
 */
export function relayPorts(window: WindowPort, core: MessagePort, onClosed: () => void): Relay {
  let isOpen = true

  function close(): void {
    if (!isOpen) return
    isOpen = false
    window.close()
    core.close()
    onClosed()
  }

  window.on('message', event => {
    if (isOpen) core.postMessage(event.data)
  })
  window.on('close', close)
  core.on('message', (message: unknown) => {
    if (isOpen) window.postMessage(message)
  })
  core.on('close', close)
  window.start()
  return { close }
}
