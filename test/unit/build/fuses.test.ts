import { readFileSync, writeFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { readFuses, setFuses } from '../../../build/package/fuses.cjs'

/** How Electron marks the place of its fuses: this text, a version, a length, a character each. */
const sentinel = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX'

describe('fuses of a binary', () => {
  let folder: string
  let binary: string
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'hostward-'))
    binary = join(folder, 'electron')
  })
  afterEach(() => rm(folder, { recursive: true }))

  function writeBinary(fuses: string) {
    const head = Buffer.concat([Buffer.from(`code${sentinel}`), Buffer.from([1, fuses.length])])
    writeFileSync(binary, Buffer.concat([head, Buffer.from(`${fuses}more code`)]))
  }

  test('a release: no way in, cookies encrypted, our archive alone', async () => {
    writeBinary('10110001')
    const fuses = await setFuses(binary, { forEndToEnd: false, resign: false })
    expect(fuses).toEqual({
      RunAsNode: false,
      EnableCookieEncryption: true,
      EnableNodeOptionsEnvironmentVariable: false,
      EnableNodeCliInspectArguments: false,
      EnableEmbeddedAsarIntegrityValidation: true,
      OnlyLoadAppFromAsar: true,
      LoadBrowserProcessSpecificV8Snapshot: false,
      GrantFileProtocolExtraPrivileges: false,
    })
    expect(await readFuses(binary)).toEqual(fuses)
  })

  test('a build for end-to-end tests: differs from a release in the inspector alone', async () => {
    writeBinary('10110001')
    const release = await setFuses(binary, { forEndToEnd: false, resign: false })
    const forTests = await setFuses(binary, { forEndToEnd: true, resign: false })
    expect(forTests).toEqual({ ...release, EnableNodeCliInspectArguments: true })
  })

  test('an Electron with fewer fuses: what it has is set, nothing else is touched', async () => {
    writeBinary('1011')
    const fuses = await setFuses(binary, { forEndToEnd: false, resign: false })
    expect(Object.keys(fuses)).toHaveLength(4)
    expect(readFileSync(binary, 'latin1')).toMatch(/0100more code$/)
  })
})
