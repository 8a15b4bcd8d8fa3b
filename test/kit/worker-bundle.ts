import { mkdtempSync, mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'vite'
import { afterAll, beforeAll } from 'vitest'

const root = fileURLToPath(new URL('../..', import.meta.url))

/**
 * The worker of the core, bundled as for the web host, since a thread cannot load TypeScript. It is
 * there from the first test of the file on, and gone after the last; each file has its own.
 */
export function bundledWorker(): { readonly path: string } {
  return bundled('host/worker/core-worker.ts')
}

/** The same for any entry of the project. */
export function bundled(entry: string): { readonly path: string } {
  const bundle = { path: '' }
  let folder = ''
  beforeAll(async () => {
    // Below the project, so that the native module is found.
    const parent = join(root, '.cache', 'test-bundles')
    mkdirSync(parent, { recursive: true })
    folder = mkdtempSync(join(parent, 'bundle-'))
    await buildInto(folder, entry)
    bundle.path = join(folder, 'entry.mjs')
  }, 120_000)
  afterAll(() => rmSync(folder, { recursive: true, force: true }))
  return bundle
}

async function buildInto(outDir: string, entry: string): Promise<void> {
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
}
