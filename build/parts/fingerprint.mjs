import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'

/** What every part depends on besides its own sources. */
const always = ['package.json', 'package-lock.json']

/**
 * A hash over the names and contents of a part's sources. Contents, not times: a checkout of an
 * older
 * commit makes files newer, and a copied folder makes them all the same age.
 * @param {string} root the project's folder
 * @param {import('./parts.mjs').Part} part
 */
export function fingerprint(root, part) {
  const hash = createHash('sha256')
  for (const source of [...always, ...part.sources].sort()) {
    for (const path of filesUnder(root, source)) {
      hash
        .update(`${path}\0`)
        .update(readFileSync(join(root, path)))
        .update('\0')
    }
  }
  return hash.digest('hex')
}

/**
 * @param {string} root
 * @param {string} path relative to the root, with forward slashes
 * @returns {string[]} the file itself, or all files below the folder, in order
 */
function filesUnder(root, path) {
  const found = statSync(join(root, path), { throwIfNoEntry: false })
  if (found === undefined) return []
  if (found.isFile()) return [path]
  return readdirSync(join(root, path))
    .sort()
    .flatMap(name => filesUnder(root, `${path}/${name}`))
}
