import { parseArgs } from 'node:util'
import { defaultDataFolder, type SetupFlags } from '../host/index.ts'
import { planListening, type ListenPlan } from './listen-plan.ts'

/** What the command line asks of the web host. */
export interface WebArguments {
  readonly dataDir: string
  readonly setup: SetupFlags
  readonly listen: ListenPlan
  /** Moves a fabric that cannot be opened aside, and starts with a new one. */
  readonly startFresh: boolean
  readonly help: boolean
}

const text = { type: 'string' } as const
const options = {
  fabric: text,
  data: text,
  port: text,
  seed: text,
  admin: text,
  'admin-password-file': text,
  host: text,
  cert: text,
  key: text,
  'start-fresh': { type: 'boolean' },
  help: { type: 'boolean' },
} as const

const defaultPort = 4180

export const usage = `Usage: npm run start:web -- [flags]

Serves the Hostward console and portal to the browser.

  --data DIR                  the folder that keeps the fabric
  --port N                    the port (default ${defaultPort}; 0 takes any free one)
  --host ADDRESS              another address than 127.0.0.1; needs --cert and --key
  --cert FILE, --key FILE     a certificate and its key, in PEM: the console is then served by https
  --start-fresh               moves a fabric that cannot be opened aside, and starts with a new one

A new fabric, in a folder that holds none:
  --fabric NAME               poc-lab, state-agency, state-agency-san, enterprise,
                              enterprise-xl or empty
  --seed N                    the seed of chance (default 1)
  --admin NAME                the first administrator
  --admin-password-file FILE  the file whose first line is that administrator's password
`

/**
 * Reads the command line.
 * @param argv without the program
 * @throws Error in words for a person: an unknown flag, a missing value, an address that needs TLS
 */
export function readWebArguments(argv: readonly string[]): WebArguments {
  const { values } = parseArgs({ args: [...argv], options, strict: true })
  const { data, port, host, cert, key, 'start-fresh': startFresh = false, help = false } = values
  const { fabric, seed, admin, 'admin-password-file': passwordFile } = values
  return {
    dataDir: data ?? defaultDataFolder(),
    setup: { fabric, seed, admin, 'admin-password-file': passwordFile },
    listen: planListening({ host, port: portNumber(port), cert, key }),
    startFresh,
    help,
  }
}

function portNumber(port: string | undefined): number {
  if (port === undefined) return defaultPort
  if (/^\d{1,5}$/.test(port) && Number(port) < 65536) return Number(port)
  throw new Error(`--port ${port} is no port: it is a whole number from 0 to 65535.`)
}
