/** The web host: serves the console to the browser, with the core in a thread of its own. */
import { fileURLToPath } from 'node:url'
import { startCoreHost, StartRefused, StoreUnusable } from '../host/index.ts'
import { readWebArguments, usage, type WebArguments } from './flags.ts'
import { startWebHost } from './web-host.ts'

declare const __VERSION__: string

/** Exit codes: 1 for a failure, 2 for a command line that cannot be followed. */
const exitCodes = { failure: 1, usage: 2 } as const

function fileBeside(path: string): string {
  return fileURLToPath(new URL(path, import.meta.url))
}

function log(line: string): void {
  process.stderr.write(`${line}\n`)
}

async function run({ dataDir, setup, listen, startFresh }: WebArguments): Promise<void> {
  const core = await startCoreHost({
    dataDir,
    workerPath: fileBeside('../host/core-worker.mjs'),
    setup,
    startFresh,
    log,
  })
  let isClosing = false
  core.onExit(error => {
    if (isClosing) return
    log(`The core ended: ${error?.message ?? 'without a reason'}`)
    log('Everything that was acknowledged is on disk. Start again to go on.')
    process.exit(exitCodes.failure)
  })
  const web = await startWebHost({
    core,
    listen,
    rendererDir: fileBeside('../renderer'),
    version: __VERSION__,
    log,
  }).catch(async (error: unknown) => {
    isClosing = true
    await core.close()
    throw error
  })

  async function close(): Promise<void> {
    if (isClosing) return
    isClosing = true
    await web.close()
    await core.close()
    process.exit(0)
  }
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP']) process.on(signal, () => void close())
  process.stdout.write(`Hostward serves ${web.address}\n`)
}

function readArguments(): WebArguments {
  try {
    return readWebArguments(process.argv.slice(2))
  } catch (error) {
    log((error as Error).message)
    log('The flags are listed by --help.')
    process.exit(exitCodes.usage)
  }
}

/** Why it does not start, and what can be done about it. */
function reasonOf(error: unknown, { listen }: WebArguments): string {
  const message = error instanceof Error ? error.message : String(error)
  if (error instanceof StoreUnusable && error.mayStartFresh) {
    return `${message}\n--start-fresh moves it aside and starts with a new one.`
  }
  const isTaken = (error as NodeJS.ErrnoException).code === 'EADDRINUSE'
  if (isTaken) return `Port ${listen.port} is in use by another program. Name another with --port.`
  return message
}

const wanted = readArguments()
if (wanted.help) {
  process.stdout.write(usage)
} else {
  run(wanted).catch((error: unknown) => {
    log(reasonOf(error, wanted))
    process.exit(error instanceof StartRefused ? exitCodes.usage : exitCodes.failure)
  })
}
