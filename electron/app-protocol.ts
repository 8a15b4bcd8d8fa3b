import { randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { protocol } from 'electron'
import { assetPath, mediaType } from './asset-path.ts'
import { consoleHost, consoleScheme, hostPages } from './console-origin.ts'
import { contentSecurityPolicy, withNonce } from './content-security-policy.ts'

/** Makes `app:` a scheme with an origin, as the web has; before the app is ready. */
export function declareAppScheme(): void {
  const privileges = { standard: true, secure: true, supportFetchAPI: true }
  protocol.registerSchemesAsPrivileged([{ scheme: consoleScheme, privileges }])
}

/**
 * Serves the console from its folder, and the host's own pages below `/-/`.
 * @param folder of the built renderer
 * @param hostPage the text of a page of the host, or undefined where there is none to show
 */
export function serveConsole(folder: string, hostPage: (path: string) => string | undefined): void {
  protocol.handle(consoleScheme, async request => {
    const url = new URL(request.url)
    if (url.host !== consoleHost) return notFound()
    if (request.method !== 'GET') return new Response('', { status: 405 })
    if (url.pathname.startsWith(hostPages)) {
      const page = hostPage(url.pathname)
      return page === undefined ? notFound() : pageResponse(page)
    }
    return assetResponse(folder, url.pathname)
  })
}

async function assetResponse(folder: string, pathname: string): Promise<Response> {
  const path = assetPath(pathname)
  const type = path === undefined ? undefined : mediaType(path)
  if (path === undefined || type === undefined) return notFound()
  const content = await readFile(join(folder, path)).catch(() => undefined)
  if (content === undefined) return notFound()
  if (path.endsWith('.html')) return pageResponse(content.toString('utf8'))
  return new Response(new Uint8Array(content), { headers: { ...alwaysSent, 'content-type': type } })
}

function pageResponse(page: string): Response {
  const nonce = randomBytes(18).toString('base64')
  return new Response(withNonce(page, nonce), {
    headers: {
      ...alwaysSent,
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': contentSecurityPolicy(nonce),
      'cache-control': 'no-store',
      'cross-origin-opener-policy': 'same-origin',
    },
  })
}

function notFound(): Response {
  return new Response('', { status: 404, headers: alwaysSent })
}

const alwaysSent = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-resource-policy': 'same-origin',
}
