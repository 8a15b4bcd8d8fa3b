import type { IncomingHttpHeaders } from 'node:http'
import { isLoopback, type ListenPlan } from './listen-plan.ts'

/** What tells this host's own pages from others. */
export class OriginRules {
  constructor(
    private readonly plan: ListenPlan,
    /** The port that is really listened on. */
    private readonly port: number,
  ) {}

  /**
   * Whether the request names this host. On loopback a page elsewhere could point its own name at
   * 127.0.0.1 (DNS rebinding); with a certificate the name would not match it.
   */
  isOwnHost({ host }: IncomingHttpHeaders): boolean {
    if (host === undefined) return false
    if (this.plan.tls || !isLoopback(this.plan.host)) return true
    const names = ['127.0.0.1', 'localhost', '[::1]']
    return names.some(
      name => host === `${name}:${this.port}` || (this.port === 80 && host === name),
    )
  }

  /** Whether a page of this host asks, or a program that is no browser and names no origin. */
  isOwnOrigin({ host, origin, 'sec-fetch-site': site }: IncomingHttpHeaders): boolean {
    if (site !== undefined && site !== 'same-origin' && site !== 'none') return false
    return origin === undefined || origin === `${this.plan.tls ? 'https' : 'http'}://${host}`
  }
}
