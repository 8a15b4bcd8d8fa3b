/** Wakes waiting streams when the host says that it is time to look. */
export class Pulse {
  private waiting: (() => void)[] = []
  /** Streams that are open now; a test counts leftovers. */
  open = 0

  /** Wakes everybody who waits. */
  beat(): void {
    const woken = this.waiting
    this.waiting = []
    for (const wake of woken) wake()
  }

  /** Resolves with the next beat, or at once when the signal aborts. */
  next(signal: AbortSignalLike | undefined): Promise<void> {
    return new Promise(resolve => {
      if (signal?.aborted) return resolve()
      const wake = () => {
        signal?.removeEventListener('abort', leave)
        resolve()
      }
      const leave = () => {
        this.waiting = this.waiting.filter(one => one !== wake)
        resolve()
      }
      this.waiting.push(wake)
      signal?.addEventListener('abort', leave, { once: true })
    })
  }
}

/** What is needed of an AbortSignal; the core sees no DOM types. */
export interface AbortSignalLike {
  readonly aborted: boolean
  addEventListener(type: 'abort', listener: () => void, options?: { once: boolean }): void
  removeEventListener(type: 'abort', listener: () => void): void
}
