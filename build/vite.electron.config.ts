import { fileURLToPath } from 'node:url'
import { defineConfig, type EnvironmentOptions } from 'vite'
import { shipSolver } from './ship-solver.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
// The store's native part is loaded by the worker that uses it, not by who imports its error
// classes.
const treeshake = { moduleSideEffects: 'no-external' } as const

/**
 * One CommonJS file with everything in it. The preload runs in a sandbox whose `require` knows
 * Electron alone, so nothing may be split off; the others follow for the same start-up.
 */
function bundle(name: string, entry: string): EnvironmentOptions {
  return {
    consumer: 'server',
    resolve: { noExternal: true, external: ['electron', '@photostructure/sqlite'] },
    build: {
      outDir: `${root}/dist/electron`,
      emptyOutDir: false,
      target: 'node18',
      minify: false,
      sourcemap: true,
      ssr: true,
      rolldownOptions: {
        input: { [name]: `${root}/${entry}` },
        external: ['electron', '@photostructure/sqlite'],
        treeshake,
        output: { format: 'cjs', entryFileNames: '[name].cjs', codeSplitting: false },
      },
    },
  }
}

/** Builds the Electron host: main, preload and the worker that runs the core. */
export default defineConfig({
  root,
  publicDir: false,
  plugins: [shipSolver()],
  builder: {
    async buildApp(builder) {
      for (const name of ['main', 'preload', 'worker']) {
        await builder.build(builder.environments[name]!)
      }
    },
  },
  environments: {
    main: bundle('main', 'electron/main.ts'),
    preload: bundle('preload', 'electron/preload.ts'),
    worker: bundle('core-worker', 'host/worker/core-worker.ts'),
  },
})
