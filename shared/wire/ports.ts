/**
 * A two-way channel of messages: texts, or bytes where a message carries a file. Every transport is
 * brought into this shape, so that one kind of link and one guard serve all of them.
 */
export interface WirePort {
  postMessage(message: unknown): void
  /** Hears messages (`message`, with their data) and, once, that the channel ended (`close`). */
  on(event: string, listener: (event?: { data: unknown }) => void): void
  close(): void
}

type Listener = (event?: { data: unknown }) => void

/** The listeners of a port. Messages that come before somebody listens wait. */
export class PortEvents {
  isClosed = false
  private readonly listeners: { message: Listener[]; close: Listener[] } = {
    message: [],
    close: [],
  }
  private waiting: unknown[] = []

  on(event: string, listener: Listener): void {
    if (event === 'close') {
      if (this.isClosed) listener()
      else this.listeners.close.push(listener)
    }
    if (event !== 'message') return
    this.listeners.message.push(listener)
    const early = this.waiting
    this.waiting = []
    for (const data of early) listener({ data })
  }

  message(data: unknown): void {
    if (this.isClosed) return
    if (this.listeners.message.length === 0) this.waiting.push(data)
    for (const listener of this.listeners.message) listener({ data })
  }

  /** Tells it once, and never a message after it. */
  close(): void {
    if (this.isClosed) return
    this.isClosed = true
    this.waiting = []
    for (const listener of this.listeners.close.splice(0)) listener()
    this.listeners.message.splice(0)
  }
}
