import { spawn } from 'node:child_process'
import { join } from 'node:path'

/**
 * A terminal's Ctrl+C reaches the child by itself; passing it on as well would interrupt it twice.
 */
const passedSignals = process.stdin.isTTY ? ['SIGTERM'] : ['SIGINT', 'SIGTERM', 'SIGHUP']
const ignoredSignals = process.stdin.isTTY ? ['SIGINT', 'SIGHUP'] : []

/**
 * Runs the Electron host until it ends. It reports over the child's channel when its app is ready,
 * which tells a machine that cannot run Electron from a console that ended with an error.
 * @param {string} root the project's folder
 * @param {{ binary: string, sandbox: boolean }} electron
 * @param {string[]} hostArguments
 * @returns {Promise<{ ready: boolean, code: number | null, signal: string | null }>}
 */
export function runElectron(root, electron, hostArguments) {
  const switches = electron.sandbox ? [] : ['--no-sandbox']
  let ready = false
  return run(electron.binary, [root, ...switches, ...hostArguments], root, child => {
    child.on('message', message => (ready ||= message === 'hostward:ready'))
  }).then(end => ({ ready, ...end }))
}

/**
 * Runs the web host until it ends.
 * @param {string} root the project's folder
 * @param {string[]} hostArguments
 * @returns {Promise<number>} its exit code
 */
export async function runWebHost(root, hostArguments) {
  const entry = join(root, 'dist', 'server', 'main.mjs')
  const end = await run(process.execPath, [entry, ...hostArguments], root, () => {})
  return end.code ?? 1
}

/**
 * @param {string} command
 * @param {string[]} words
 * @param {string} root
 * @param {(child: import('node:child_process').ChildProcess) => void} prepare
 * @returns {Promise<{ code: number | null, signal: string | null }>}
 */
function run(command, words, root, prepare) {
  const environment = { ...process.env }
  delete environment.ELECTRON_RUN_AS_NODE
  return new Promise(resolve => {
    const child = spawn(command, words, {
      cwd: root,
      env: environment,
      stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
    })
    const pass = [...passedSignals, ...ignoredSignals].map(signal => [
      signal,
      () => passedSignals.includes(signal) && child.kill(signal),
    ])
    for (const [signal, listener] of pass) process.on(signal, listener)
    prepare(child)
    child.on('error', error => {
      console.error(`${command} does not start: ${error.message}`)
      finish({ code: 1, signal: null })
    })
    child.on('exit', (code, signal) => finish({ code, signal }))

    function finish(end) {
      for (const [signal, listener] of pass) process.off(signal, listener)
      resolve(end)
    }
  })
}
