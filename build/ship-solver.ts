import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Plugin } from 'vite'

const require = createRequire(import.meta.url)

/**
 * Puts the solver beside the worker that uses it, as it came: its loader finds no bundle's way to
 * the WebAssembly file, and only who solves something should load either.
 */
export function shipSolver(folder = ''): Plugin {
  const files = [
    ['highs.cjs', require.resolve('highs')],
    ['highs.wasm', require.resolve('highs/runtime')],
  ] as const
  return {
    name: 'ship-solver',
    generateBundle() {
      if (this.environment.name !== 'worker') return
      for (const [name, path] of files) {
        this.emitFile({ type: 'asset', fileName: `${folder}${name}`, source: readFileSync(path) })
      }
    },
  }
}
