/**
 * Bundles the measurements and runs them, as the product's core is bundled: modules that are loaded
 * one by one read each other's constants through getters, and the hot loop would pay for them.
 */
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { build } from 'vite'

const root = fileURLToPath(new URL('../..', import.meta.url))
const outDir = join(root, '.cache', 'bench', 'run')

await build({
  root,
  configFile: false,
  publicDir: false,
  logLevel: 'error',
  // Its named exports are not to be seen from outside of a bundle.
  ssr: { noExternal: ['xz-decompress'] },
  build: {
    ssr: true,
    outDir,
    emptyOutDir: true,
    minify: false,
    target: 'node20',
    rolldownOptions: {
      input: { main: join(root, 'test/bench/main.ts') },
      output: { format: 'es', entryFileNames: '[name].mjs', codeSplitting: false },
    },
  },
})
await import(pathToFileURL(join(outDir, 'main.mjs')).href)
