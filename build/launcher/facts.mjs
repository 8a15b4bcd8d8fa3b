/**
 * Gathers what the launcher decides on: the machine, the environment, the binaries that are there.
 */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { hasRegistryRuntime, registryRuntimeBinary } from '../registry-runtime/runtime.mjs'

/** Where Electron's executable stands inside its distribution. @param {string} platform */
export function binaryInDistribution(platform) {
  if (platform === 'darwin') return join('Electron.app', 'Contents', 'MacOS', 'Electron')
  return platform === 'win32' ? 'electron.exe' : 'electron'
}

/**
 * @param {string} root the project's folder
 * @param {{ web: boolean }} flags
 * @param {NodeJS.ProcessEnv} environment
 * @param {string | undefined} downloadFailure
 * @returns {import('./decide.mjs').Facts}
 */
export function gatherFacts(root, flags, environment, downloadFailure) {
  return {
    web: flags.web,
    platform: process.platform,
    display: hasDisplay(process.platform, environment),
    root: process.getuid?.() === 0,
    noSandbox: environment.HOSTWARD_NO_SANDBOX === '1',
    wanted: environment.HOSTWARD_ELECTRON === 'registry' ? 'registry' : undefined,
    override: overrideBinary(environment),
    installed: installedBinary(root),
    registry: hasRegistryRuntime(root) ? registryRuntimeBinary(root) : undefined,
    downloadFailure,
  }
}

/**
 * Windows and macOS always have a screen for the person who is signed in; elsewhere a variable
 * names it.
 * @param {string} platform
 * @param {NodeJS.ProcessEnv} environment
 */
export function hasDisplay(platform, environment) {
  if (platform === 'win32' || platform === 'darwin') return true
  return Boolean(environment.DISPLAY) || Boolean(environment.WAYLAND_DISPLAY)
}

/** @param {NodeJS.ProcessEnv} environment */
function overrideBinary(environment) {
  const folder = environment.ELECTRON_OVERRIDE_DIST_PATH
  if (!folder) return undefined
  const path = join(folder, binaryInDistribution(process.platform))
  return { path, exists: existsSync(path) }
}

/**
 * The binary that the electron package downloaded for exactly this version. @param {string} root
 */
function installedBinary(root) {
  const folder = join(root, 'node_modules', 'electron')
  const path = join(folder, 'dist', binaryInDistribution(process.platform))
  try {
    const wanted = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')).version
    const found = readFileSync(join(folder, 'dist', 'version'), 'utf8')
      .trim()
      .replace(/^v/, '')
    return wanted === found && existsSync(path) ? path : undefined
  } catch {
    return undefined
  }
}
