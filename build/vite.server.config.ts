import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { defineConfig, type EnvironmentOptions } from 'vite'
import { shipSolver } from './ship-solver.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const { version } = JSON.parse(readFileSync(`${root}/package.json`, 'utf8')) as { version: string }
// The store's native part is loaded by the worker that uses it, not by who imports its error
// classes.
const treeshake = { moduleSideEffects: 'no-external' } as const

/** One module file with everything in it but Node's own modules and the store's native one. */
function bundle(name: string, entry: string): EnvironmentOptions {
  return {
    consumer: 'server',
    resolve: { noExternal: true, external: ['@photostructure/sqlite'] },
    build: {
      outDir: `${root}/dist`,
      emptyOutDir: false,
      target: 'node20',
      minify: false,
      sourcemap: true,
      ssr: true,
      rolldownOptions: {
        input: { [name]: `${root}/${entry}` },
        external: ['@photostructure/sqlite'],
        treeshake,
        output: { format: 'es', entryFileNames: '[name].mjs', codeSplitting: false },
      },
    },
  }
}

/** Builds the web host: its server, the worker that runs the core, and the tools for its data,
 * scenarios, sweeps and logs. */
export default defineConfig({
  root,
  publicDir: false,
  plugins: [shipSolver('host/')],
  define: { __VERSION__: JSON.stringify(version) },
  builder: {
    async buildApp(builder) {
      for (const name of ['server', 'worker', 'data', 'scenario', 'sweep', 'hash', 'relog']) {
        await builder.build(builder.environments[name]!)
      }
    },
  },
  environments: {
    server: bundle('server/main', 'server/main.ts'),
    worker: bundle('host/core-worker', 'host/worker/core-worker.ts'),
    data: bundle('host/data', 'host/data/main.ts'),
    scenario: bundle('host/scenario', 'host/scenario/main.ts'),
    sweep: bundle('host/sweep', 'host/sweep/main.ts'),
    hash: bundle('host/hash', 'host/hash/main.ts'),
    relog: bundle('host/relog', 'host/perfmon/main.ts'),
  },
})
