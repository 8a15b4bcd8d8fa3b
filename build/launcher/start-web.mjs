/** `npm run start:web`: serves the console to the browser. Flags go to the web host as they are. */
import { fileURLToPath } from 'node:url'
import { buildStale } from '../parts/build-stale.mjs'
import { runWebHost } from './run.mjs'

const root = fileURLToPath(new URL('../../', import.meta.url))

buildStale(root, ['renderer', 'server'])
  .then(() => runWebHost(root, process.argv.slice(2)))
  .then(
    code => (process.exitCode = code),
    error => {
      console.error(error.message)
      process.exitCode = 1
    },
  )
