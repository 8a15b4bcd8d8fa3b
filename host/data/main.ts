/** `npm run data -- backup FILE --data DIR` and `npm run data -- restore FILE --data DIR`. */
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { defaultDataFolder } from '../default-data-folder.ts'
import { StoreUnusable } from '../store/index.ts'
import { backUp } from './backup.ts'
import { DataRefusal } from './refusal.ts'
import { restore } from './restore.ts'

const usage = `Usage: npm run data -- backup FILE [--data DIR] [--force]
       npm run data -- restore FILE [--data DIR] [--force]

  backup   copies the fabric into FILE, also while Hostward runs on it
  restore  puts the backup FILE into the data folder; Hostward must not run on it

  --data DIR  the data folder (default: that of the web host)
  --force     backup: replaces FILE; restore: moves the fabric that is there aside
`

const exitCodes = { done: 0, refused: 1, usage: 2 } as const

function run(argv: string[]): number {
  const wanted = readArguments(argv)
  if (!wanted) return exitCodes.usage
  const { verb, file, dataDir, force } = wanted
  try {
    if (verb === 'backup') {
      const bytes = backUp(dataDir, file, force)
      say(`The backup of ${dataDir} is in ${file} (${Math.ceil(bytes / 1024)} KiB).`)
    } else {
      const former = restore(dataDir, file, force)
      say(`${dataDir} holds the fabric of ${file}.`)
      if (former) say(`The fabric that was there is ${former} now.`)
    }
    return exitCodes.done
  } catch (error) {
    if (!(error instanceof DataRefusal || error instanceof StoreUnusable)) throw error
    process.stderr.write(`${error.message}\n`)
    return exitCodes.refused
  }
}

function readArguments(argv: string[]) {
  try {
    const { values, positionals } = parseArgs({
      args: argv,
      options: { data: { type: 'string' }, force: { type: 'boolean' } },
      allowPositionals: true,
    })
    const [verb, file, ...more] = positionals
    const isVerb = verb === 'backup' || verb === 'restore'
    if (!isVerb || file === undefined || more.length > 0) throw new Error('')
    const dataDir = resolve(values.data ?? defaultDataFolder())
    return { verb, file: resolve(file), dataDir, force: values.force ?? false }
  } catch (error) {
    const { message } = error as Error
    process.stderr.write(message === '' ? usage : `${message}\n\n${usage}`)
    return undefined
  }
}

function say(line: string): void {
  process.stdout.write(`${line}\n`)
}

process.exitCode = run(process.argv.slice(2))
