import { mkdirSync, utimesSync, writeFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { fingerprint } from '../../../build/parts/fingerprint.mjs'

const part = { name: 'x', config: 'x.ts', sources: ['shared', 'x.ts'], outputs: [] }

describe('build fingerprint', () => {
  let root: string
  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), 'hostward-'))
    mkdirSync(join(root, 'shared', 'deep'), { recursive: true })
    writeFileSync(join(root, 'shared', 'deep', 'a.ts'), 'one')
    writeFileSync(join(root, 'package.json'), '{}')
  })
  afterEach(() => rm(root, { recursive: true }))

  test('another time, same content: the same', () => {
    const before = fingerprint(root, part)
    utimesSync(join(root, 'shared', 'deep', 'a.ts'), 1, 1)
    expect(fingerprint(root, part)).toBe(before)
  })

  test('content, a new file, a new name, a new version: each another', () => {
    const seen = new Set([fingerprint(root, part)])
    writeFileSync(join(root, 'shared', 'deep', 'a.ts'), 'two')
    seen.add(fingerprint(root, part))
    writeFileSync(join(root, 'shared', 'b.ts'), '')
    seen.add(fingerprint(root, part))
    writeFileSync(join(root, 'x.ts'), '')
    seen.add(fingerprint(root, part))
    writeFileSync(join(root, 'package.json'), '{ }')
    seen.add(fingerprint(root, part))
    expect(seen.size).toBe(5)
  })

  test('a file of another part: the same', () => {
    const before = fingerprint(root, part)
    writeFileSync(join(root, 'y.ts'), 'y')
    expect(fingerprint(root, part)).toBe(before)
  })
})
