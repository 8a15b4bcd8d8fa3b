/**
 * Which host opens the console, decided from facts alone. Everything that touches the machine is
 * gathered before (`facts.mjs`) or done after (`start.mjs`).
 */

/**
 * @typedef {object} Facts
 * @property {boolean} web the browser was asked for
 * @property {string} platform as Node names it
 * @property {boolean} display whether there is a screen to open a window on
 * @property {boolean} root whether this runs as the superuser
 * @property {boolean} noSandbox whether running without the sandbox was asked for
 * @property {'registry' | undefined} wanted the runtime that was asked for by name
 * @property {{ path: string, exists: boolean } | undefined} override binary in a folder that was
 * named
 * @property {string | undefined} installed the binary of the electron package, when there
 * @property {string | undefined} registry the registry's runtime, when there
 * @property {string | undefined} downloadFailure why the official download failed, when it was
 * tried
 */

/**
 * @typedef {{ host: 'electron', binary: string, because: string, sandbox: boolean }
 *   | { host: 'download' } | { host: 'web', because: string }} Decision
 */

/**
 * @param {Facts} facts
 * @returns {Decision}
 */
export function decideHost(facts) {
  if (facts.web) return { host: 'web', because: 'it was asked for (--web)' }
  if (!facts.display) {
    return {
      host: 'web',
      because: 'there is no display to open a window on (DISPLAY and WAYLAND_DISPLAY are unset)',
    }
  }
  if (facts.root && !facts.noSandbox && facts.platform === 'linux') {
    return {
      host: 'web',
      because:
        'Electron keeps its sandbox and will not start as root with it ' +
        '(HOSTWARD_NO_SANDBOX=1 starts it without, for tests)',
    }
  }
  return decideBinary(facts)
}

/** @param {Facts} facts @returns {Decision} */
function decideBinary(facts) {
  if (facts.wanted === 'registry') return decideRegistry(facts)
  if (facts.override !== undefined) return decideOverride(facts, facts.override)
  if (facts.installed !== undefined) {
    return electron(facts, facts.installed, 'the installed electron package')
  }
  if (facts.registry !== undefined) {
    return electron(facts, facts.registry, 'the runtime of npm run electron:registry-runtime')
  }
  if (facts.downloadFailure === undefined) return { host: 'download' }
  return { host: 'web', because: `there is no Electron to be had: ${facts.downloadFailure}` }
}

/** @param {Facts} facts @returns {Decision} */
function decideRegistry(facts) {
  if (facts.registry !== undefined) {
    return electron(facts, facts.registry, 'the registry runtime, as HOSTWARD_ELECTRON asks')
  }
  return {
    host: 'web',
    because:
      'HOSTWARD_ELECTRON=registry asks for a runtime that is not there ' +
      '(npm run electron:registry-runtime fetches it)',
  }
}

/**
 * @param {Facts} facts
 * @param {{ path: string, exists: boolean }} override
 * @returns {Decision}
 */
function decideOverride(facts, override) {
  if (override.exists) return electron(facts, override.path, 'ELECTRON_OVERRIDE_DIST_PATH')
  return {
    host: 'web',
    because: `ELECTRON_OVERRIDE_DIST_PATH names a folder without Electron (${override.path})`,
  }
}

/**
 * @param {Facts} facts
 * @param {string} binary
 * @param {string} because
 * @returns {Decision}
 */
function electron(facts, binary, because) {
  return { host: 'electron', binary, because, sandbox: !facts.noSandbox }
}

/**
 * What the end of an Electron process means: a failure before the app was ready (a missing library,
 * a display that refuses) sends the same command to the browser; any other end is the command's
 * own.
 * @param {{ ready: boolean, code: number | null, signal: string | null }} end
 * @returns {{ fallBack: true, because: string } | { fallBack: false, exitCode: number }}
 */
export function judgeEnd(end) {
  const failed = end.signal !== null || end.code !== 0
  if (!failed) return { fallBack: false, exitCode: 0 }
  if (end.ready) return { fallBack: false, exitCode: end.code ?? 1 }
  const how = end.signal === null ? `with code ${end.code}` : `by ${end.signal}`
  return { fallBack: true, because: `Electron ended ${how} before it could open a window` }
}
