import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { electronBinary, root } from '../kit/e2e/runtime.ts'
import { golden } from '../kit/golden.ts'

const arguments_ = [
  join(root, 'dist/host/hash.mjs'),
  ...['--fabric', golden.fabric, '--seed', String(golden.seed), '--steps', String(golden.steps)],
]

function hashIn(binary: string, environment: NodeJS.ProcessEnv): string {
  const env = { ...process.env, ...environment }
  return execFileSync(binary, arguments_, { env, encoding: 'utf8' }).trim()
}

test('golden: the built core in Node: the hash that stands in the kit', () => {
  expect(hashIn(process.execPath, {})).toBe(golden.hash)
})

test.skipIf(electronBinary() === undefined)(
  'golden: the built core in the Electron runtime: the same hash',
  () => {
    expect(hashIn(electronBinary()!, { ELECTRON_RUN_AS_NODE: '1' })).toBe(golden.hash)
  },
)
