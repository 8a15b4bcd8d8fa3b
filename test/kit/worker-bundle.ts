import { mkdtempSync, mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'vite'
import { afterAll } from 'vitest'

const root = fileURLToPath(new URL('../..', import.meta.url))

/**
 * The worker of the core, bundled as for the web host, since a thread cannot load TypeScript. Each
 * test file has its own, so that two files never write one.
 */
export async function bundledWorker(): Promise<string> {
  return bundled('host/worker/core-worker.ts')
}

/** Bundles an entry of the project into a folder that is gone when the test file is done. */
export async function bundled(entry: string): Promise<string> {
  // Below the project, so that the native module is found.
  const parent = join(root, '.cache', 'test-bundles')
  mkdirSync(parent, { recursive: true })
  const outDir = mkdtempSync(join(parent, 'bundle-'))
  afterAll(() => rmSync(outDir, { recursive: true, force: true }))
  await build({
    root,
    configFile: false,
    publicDir: false,
    logLevel: 'error',
    ssr: { noExternal: true, external: ['@photostructure/sqlite'] },
    build: {
      ssr: true,
      outDir,
      minify: false,
      target: 'node20',
      rolldownOptions: {
        input: { entry: join(root, entry) },
        output: { format: 'es', entryFileNames: '[name].mjs', codeSplitting: false },
      },
    },
  })
  return join(outDir, 'entry.mjs')
}
