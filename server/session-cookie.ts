import type { CookieSerializeOptions } from '@fastify/cookie'
import type { FastifyReply, FastifyRequest } from 'fastify'

/** The cookie that carries a browser's session, out of reach of every script. */
export class SessionCookie {
  readonly options: CookieSerializeOptions
  /** Cookies do not know ports, so two fabrics on one machine need two names. */
  private name = 'hostward-session'

  constructor(private readonly isSecure: boolean) {
    this.options = { httpOnly: true, sameSite: 'strict', secure: isSecure, path: '/' }
  }

  /** Settles the name when it is known where the host listens. */
  nameFor(port: number): void {
    // The prefix makes a browser refuse the cookie from any other name and without TLS.
    this.name = `${this.isSecure ? '__Host-' : ''}hostward-session-${port}`
  }

  /** The session's token that a browser sent along, if it did. */
  read(request: Pick<FastifyRequest, 'cookies'>): string | undefined {
    return request.cookies[this.name] || undefined
  }

  /** The same from a header as it came, for a request that is no HTTP request any more. */
  readHeader(header: string | undefined): string | undefined {
    for (const part of (header ?? '').split(';')) {
      const at = part.indexOf('=')
      if (at > 0 && part.slice(0, at).trim() === this.name) {
        return decode(part.slice(at + 1).trim()) || undefined
      }
    }
    return undefined
  }

  set(reply: FastifyReply, token: string): void {
    void reply.setCookie(this.name, token, this.options)
  }

  clear(reply: FastifyReply): void {
    void reply.clearCookie(this.name, this.options)
  }
}

/** The token of an `Authorization: Bearer` header, which a script sends. */
export function bearerOf(request: Pick<FastifyRequest, 'headers'>): string | undefined {
  return /^Bearer +([\w.~+/=-]+)$/i.exec(request.headers.authorization ?? '')?.[1]
}

function decode(value: string): string {
  try {
    return decodeURIComponent(value)
  } catch {
    return ''
  }
}
