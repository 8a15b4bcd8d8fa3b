import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'

const folder = resolve(process.env['HOSTWARD_REFERENCE'] ?? join(process.cwd(), '..', 'shared'))

/** A file of the reference folder, or undefined where it is not there; a test then skips itself. */
export function referenceFile(...path: string[]): string | undefined {
  const file = join(folder, ...path)
  return existsSync(file) ? file : undefined
}
