/**
 * How to run npm from a script: the npm that runs this script when there is one, else the one on
 * the
 * path. Starting npm's own file with Node avoids a shell, and with it the quoting of Windows.
 * @param {NodeJS.ProcessEnv} environment
 * @returns {{ command: string, leading: string[] }}
 */
export function npmCommand(environment = process.env) {
  const file = environment.npm_execpath
  if (file !== undefined && /\.c?js$/.test(file)) {
    return { command: process.execPath, leading: [file] }
  }
  return { command: 'npm', leading: [] }
}
