/**
 * `npm start`: opens the console in Electron, or, where Electron cannot start, serves the same
 * console to the browser on loopback and says why. `npm start -- --help` lists the flags.
 */
import { fileURLToPath } from 'node:url'
import { buildStale } from '../parts/build-stale.mjs'
import { decideHost, judgeEnd } from './decide.mjs'
import { downloadElectron } from './download.mjs'
import { gatherFacts } from './facts.mjs'
import { readFlags, usage } from './flags.mjs'
import { runElectron, runWebHost } from './run.mjs'

const root = fileURLToPath(new URL('../../', import.meta.url))

/** @param {import('./flags.mjs').Flags} flags @returns {Promise<number>} the exit code */
async function start(flags) {
  let decision = decideHost(gatherFacts(root, flags, process.env, undefined))
  if (decision.host === 'download') {
    const failure = (await downloadElectron(root)) ?? 'the download left no binary'
    decision = decideHost(gatherFacts(root, flags, process.env, failure))
  }
  if (decision.host === 'electron') {
    await buildStale(root, ['renderer', 'electron'])
    if (!decision.sandbox) {
      console.log('HOSTWARD_NO_SANDBOX=1: Electron runs without its sandbox. For tests only.')
    }
    console.log(`Opening the console with ${decision.because}.`)
    const end = judgeEnd(await runElectron(root, decision, flags.electronArguments))
    if (!end.fallBack) return end.exitCode
    decision = { host: 'web', because: end.because }
  }
  if (decision.host === 'web') {
    await buildStale(root, ['renderer', 'server'])
    console.log(`The console is served to the browser, because ${decision.because}.`)
  }
  return runWebHost(root, flags.hostArguments)
}

const flags = readFlags(process.argv.slice(2))
if (flags.help) {
  console.log(usage)
} else if (flags.unknown.length > 0 && !flags.web) {
  console.error(`Unknown: ${flags.unknown.join(', ')}\n\n${usage}`)
  process.exitCode = 2
} else {
  start(flags).then(
    code => (process.exitCode = code),
    error => {
      console.error(error.message)
      process.exitCode = 1
    },
  )
}
