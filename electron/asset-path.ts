import { posix } from 'node:path'

const mediaTypes: Record<string, string> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
  '.woff': 'font/woff',
  '.woff2': 'font/woff2',
}

/**
 * The file below the renderer's folder that an address asks for. An address without an extension is
 * a page of the console, and every page is `index.html`.
 * @returns a relative path with forward slashes, or undefined when the address names no file of
 * ours
 */
export function assetPath(pathname: string): string | undefined {
  const path = decode(pathname)
  if (path === undefined || path.includes('\0') || path.includes('\\')) return undefined
  if (path.split('/').includes('..')) return undefined
  const relative = posix.normalize(path).replace(/^\/+/, '')
  return posix.extname(relative) === '' ? 'index.html' : relative
}

/** The media type of a file of the renderer, or undefined for a kind that it never holds. */
export function mediaType(path: string): string | undefined {
  return mediaTypes[posix.extname(path)]
}

function decode(pathname: string): string | undefined {
  try {
    return decodeURIComponent(pathname)
  } catch {
    return undefined
  }
}
