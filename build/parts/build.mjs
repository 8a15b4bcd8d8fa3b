/**
 * `npm run build [-- PART ...]`: builds the parts named, or all. `--stale` leaves out what is
 * fresh.
 */
import { fileURLToPath } from 'node:url'
import { buildPart, buildStale } from './build-stale.mjs'
import { parts } from './parts.mjs'

const root = fileURLToPath(new URL('../../', import.meta.url))
const words = process.argv.slice(2)
const named = words.filter(word => word !== '--stale')
const unknown = named.filter(word => !(word in parts))

if (unknown.length > 0) {
  console.error(`No such part: ${unknown.join(', ')}. There are: ${Object.keys(parts).join(', ')}`)
  process.exit(2)
}

const names = named.length > 0 ? named : Object.keys(parts)
try {
  if (words.includes('--stale')) await buildStale(root, names)
  else for (const name of names) await buildPart(root, name)
} catch (error) {
  console.error(error.message)
  process.exitCode = 1
}
