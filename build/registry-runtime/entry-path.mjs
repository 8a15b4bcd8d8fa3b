import { posix } from 'node:path'
import { registryRuntime } from './runtime.mjs'

/**
 * Where an entry of the archive belongs in the runtime's folder, or undefined when it is left out.
 * The application that the archive was made for (`resources/`) stays behind; only Electron is
 * wanted.
 * @param {string} name of the entry, as the archive spells it
 * @returns {string | undefined} a relative path with forward slashes
 * @throws Error when the name would leave the folder
 */
export function runtimeEntryPath(name) {
  const path = posix.normalize(name).replace(/\/$/, '')
  if (path === '.') return undefined
  if (posix.isAbsolute(path) || path === '..' || path.startsWith('../')) {
    throw new Error(`The archive holds a path that leaves its folder: ${name}`)
  }
  if (path === 'resources' || path.startsWith('resources/')) return undefined
  return path === registryRuntime.binaryInArchive ? 'electron' : path
}
