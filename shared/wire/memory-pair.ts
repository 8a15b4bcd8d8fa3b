import type { WirePort } from './ports.ts'
import { PortEvents } from './ports.ts'

/**
 * Two ports that are connected in memory. Messages arrive in order, each in a turn of its own, as
 * they do between threads. Closing one closes the other.
 */
export function memoryPair(): [WirePort, WirePort] {
  const left = new PortEvents()
  const right = new PortEvents()

  function end(own: PortEvents, other: PortEvents): WirePort {
    return {
      postMessage(message) {
        if (own.isClosed) return
        void Promise.resolve().then(() => other.message(message))
      },
      on: (event, listener) => own.on(event, listener),
      close() {
        own.close()
        void Promise.resolve().then(() => other.close())
      },
    }
  }

  return [end(left, right), end(right, left)]
}
