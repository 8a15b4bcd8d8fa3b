import type { ConsoleMessage, Page } from 'playwright-core'

/**
 * What a page complained about: errors and warnings of its console (a breach of the content
 * security
 * policy is one), and errors that nobody caught. A spec is over when nothing is left to say.
 */
export class PageWatch {
  private readonly said: string[] = []
  private readonly expected: RegExp[] = []

  watch(page: Page): void {
    page.on('console', message => this.hear(message))
    page.on('pageerror', error => void this.said.push(`uncaught: ${String(error)}`))
  }

  /**
   * Says that complaints like this one belong to what is tried, such as an answer with status 401.
   */
  expect(pattern: RegExp): void {
    this.expected.push(pattern)
  }

  /** The complaints that nobody expected. */
  get problems(): string[] {
    return this.said.filter(line => !this.expected.some(pattern => pattern.test(line)))
  }

  private hear(message: ConsoleMessage): void {
    if (message.type() !== 'error' && message.type() !== 'warning') return
    const { url } = message.location()
    this.said.push(`${message.type()}: ${message.text()} (${url})`)
  }
}
