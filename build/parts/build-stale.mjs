import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fingerprint } from './fingerprint.mjs'
import { parts } from './parts.mjs'

/**
 * Builds the named parts whose sources changed since they were last built, and says which.
 * @param {string} root the project's folder
 * @param {string[]} names
 */
export async function buildStale(root, names) {
  for (const name of names) {
    if (!isStale(root, parts[name])) continue
    await buildPart(root, name)
  }
}

/**
 * Builds one part and remembers what it was built from.
 * @param {string} root the project's folder
 * @param {string} name
 */
export async function buildPart(root, name) {
  const part = parts[name]
  const before = fingerprint(root, part)
  // Not on the standard output, which belongs to what is built for: a scenario prints JSON there.
  console.error(`Building ${name}.`)
  rmSync(stampPath(root, part), { force: true })
  // Loaded here, so that a start with nothing to build does not wait for the bundler.
  const { createBuilder } = await import('vite')
  const configFile = join(root, part.config)
  const config = { configFile, configLoader: 'runner', logLevel: 'warn' }
  // `null` is what Vite's own command passes: a configuration without a builder makes one page.
  const builder = await createBuilder(config, null)
  await builder.buildApp()
  mkdirSync(join(root, '.cache', 'build'), { recursive: true })
  writeFileSync(stampPath(root, part), before)
}

/**
 * @param {string} root
 * @param {import('./parts.mjs').Part} part
 */
function isStale(root, part) {
  if (part.outputs.some(path => !existsSync(join(root, 'dist', path)))) return true
  const stamp = stampPath(root, part)
  return !existsSync(stamp) || readFileSync(stamp, 'utf8') !== fingerprint(root, part)
}

/**
 * @param {string} root
 * @param {import('./parts.mjs').Part} part
 */
function stampPath(root, part) {
  return join(root, '.cache', 'build', part.name)
}
