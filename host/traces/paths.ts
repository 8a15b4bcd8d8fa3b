import { refuse } from '../../shared/refusals/index.ts'
import { UnpackError } from './unpack-error.ts'

/**
 * The parts of a path inside an import.
 * @throws UnpackError with `trace.path-climbs` for one that is absolute or leaves its folder
 */
export function safeParts(file: string, path: string): string[] {
  const parts = path.split(/[/\\]/).filter(part => part !== '' && part !== '.')
  const isAbsolute = /^([/\\]|[A-Za-z]:)/.test(path)
  if (isAbsolute || parts.includes('..') || path.includes('\0')) {
    throw new UnpackError(refuse('trace.path-climbs', { file, path }))
  }
  return parts
}

/** What operating systems leave in folders and archives beside the files of a person. */
export function isByProduct(parts: readonly string[]): boolean {
  const name = parts.at(-1) ?? ''
  return name.startsWith('._') || byProducts.has(name) || parts.includes('__MACOSX')
}

const byProducts = new Set(['.DS_Store', 'Thumbs.db', 'desktop.ini'])

/** Names of traces: their paths without the folder that all of them share. */
export function shortNames(paths: readonly (readonly string[])[]): string[] {
  const [first = []] = paths
  let shared = 0
  while (paths.every(path => shared < path.length - 1 && path[shared] === first[shared])) shared++
  return paths.map(path => path.slice(shared).join('/'))
}
