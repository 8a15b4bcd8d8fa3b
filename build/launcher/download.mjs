import { spawn } from 'node:child_process'
import { join } from 'node:path'

const limitMinutes = 10

/**
 * Downloads the official binary with the electron package's own installer, as `npx install-
 * electron`
 * does. Without a network the installer fails within seconds; the limit ends a download that hangs.
 * @param {string} root the project's folder
 * @returns {Promise<string | undefined>} why it failed, or undefined when the binary is there
 */
export function downloadElectron(root) {
  const installer = join(root, 'node_modules', 'electron', 'install.js')
  console.log('Electron is not on this machine yet; downloading the official build (about 110 MB).')
  return new Promise(resolve => {
    const child = spawn(process.execPath, [installer], { stdio: ['ignore', 'inherit', 'pipe'] })
    let errors = ''
    child.stderr.on('data', chunk => (errors += chunk))
    const limit = setTimeout(() => child.kill(), limitMinutes * 60_000)
    child.on('error', error => finish(error.message))
    child.on('close', (code, signal) => {
      if (code === 0) return finish(undefined)
      if (signal !== null) return finish(`the download took longer than ${limitMinutes} minutes`)
      finish(`the download failed (${downloadTrouble(errors)})`)
    })

    /** @param {string | undefined} trouble */
    function finish(trouble) {
      clearTimeout(limit)
      resolve(trouble)
    }
  })
}

/** The first line of what the installer said, without its stack. @param {string} errors */
export function downloadTrouble(errors) {
  const line = errors.split('\n').find(text => text.trim() !== '')
  if (line === undefined) return 'it gave no reason'
  return line.includes('fetch failed') ? 'its host cannot be reached' : line.trim()
}
