import { pathInArguments } from './deep-link.ts'

/**
 * Collects the links that the system hands over, from the first moment on: macOS sends one before
 * the
 * app is ready, other systems put it on the command line. The last one wins until somebody listens.
 */
export class LinkInbox {
  private waiting: string | undefined
  private listener: ((path: string) => void) | undefined

  /** Takes a command line, or a link alone; anything that is no link of ours is dropped. */
  receive(words: readonly string[]): void {
    const path = pathInArguments(words)
    if (path === undefined) return
    if (this.listener === undefined) this.waiting = path
    else this.listener(path)
  }

  /** The page that was asked for before anybody listened. */
  takeFirst(): string | undefined {
    const path = this.waiting
    this.waiting = undefined
    return path
  }

  /** From now on hears of every page that a link asks for. */
  listen(listener: (path: string) => void): void {
    this.listener = listener
  }
}
