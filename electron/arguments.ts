import { parseArgs } from 'node:util'
import type { SetupFlags } from '../host/index.ts'

/**
 * What a command line asks of the desktop host. Chromium reads its own switches from the same line.
 */
export interface DesktopArguments {
  dataDir: string | undefined
  /** The new fabric that was asked for, as text; the host checks it. */
  setup: SetupFlags
}

const setupFlags = ['fabric', 'seed', 'admin', 'admin-password-file'] as const

/**
 * @param argv without the program
 * @throws Error that names a flag which has no value
 */
export function readArguments(argv: readonly string[]): DesktopArguments {
  const options = Object.fromEntries(
    ['data', ...setupFlags].map(name => [name, { type: 'string' as const }]),
  )
  const { values } = parseArgs({ args: [...argv], options, strict: false, allowPositionals: true })

  function text(name: string): string | undefined {
    const value = values[name]
    if (typeof value === 'boolean') throw new Error(`--${name} needs a value`)
    return value
  }

  return {
    dataDir: text('data'),
    setup: {
      fabric: text('fabric'),
      seed: text('seed'),
      admin: text('admin'),
      'admin-password-file': text('admin-password-file'),
    },
  }
}
