/** `npm run relog -- LOG -o FILE [-f FORMAT] [-t N] [-c PATH ...] [-b TIME] [-e TIME] [-q] [-y]`. */
import { readFileSync } from 'node:fs'
import { extname } from 'node:path'
import { parseArgs } from 'node:util'
import { parsePath, parseTime, type CounterPath } from '../../shared/perfmon/index.ts'
import { relog, type RelogWish } from './relog.ts'
import { logFormats, type LogFormat } from './write-log.ts'

const exitCodes = { done: 0, failed: 1, usage: 2 } as const
const everyMost = 1000000
const toldMost = 20

const usage = `Usage: npm run relog -- LOG -o FILE [options]
       npm run relog -- LOG -q

Reads a log of Performance Monitor (CSV or TSV of perfmon, typeperf, logman and relog) or a compact
log, and writes a part of it, or all, in another form.

  -o, --out FILE       the log to write
  -f, --format FORMAT  csv, tsv or bin; otherwise by the ending of FILE
  -t, --every N        every Nth record (1)
  -c, --counter PATH   only these counters, with * for anything; may be given again
  --counter-file FILE  counters, one a line
  -b, --begin TIME     from this time on, as "11/23/2026 08:00:00"
  -e, --end TIME       up to this time
  -q, --list           lists the counters of the log
  -y, --replace        writes over FILE when it is there
`

const text = { type: 'string' } as const
const options = {
  out: { ...text, short: 'o' },
  format: { ...text, short: 'f' },
  every: { ...text, short: 't' },
  counter: { ...text, short: 'c', multiple: true },
  'counter-file': text,
  begin: { ...text, short: 'b' },
  end: { ...text, short: 'e' },
  list: { type: 'boolean', short: 'q' },
  replace: { type: 'boolean', short: 'y' },
  help: { type: 'boolean' },
} as const

async function run(argv: string[]): Promise<number> {
  if (argv.includes('--help')) {
    process.stdout.write(usage)
    return exitCodes.done
  }
  const wanted = readArguments(argv)
  if (typeof wanted === 'string') {
    process.stderr.write(`${wanted}\n\n${usage}`)
    return exitCodes.usage
  }
  const { columns, records, problems } = await relog(wanted)
  for (const one of problems.slice(0, toldMost)) {
    const where = one.cell === undefined ? '' : `, cell ${one.cell}`
    process.stderr.write(`${wanted.log}, line ${one.line}${where}: ${one.problem}\n`)
  }
  if (problems.length > toldMost) {
    process.stderr.write(`and ${problems.length - toldMost} more that could not be read\n`)
  }
  if (wanted.out === undefined) for (const name of columns) process.stdout.write(`${name}\n`)
  else
    process.stdout.write(`${records} records of ${columns.length} counters are in ${wanted.out}\n`)
  return columns.length === 0 && problems.length > 0 ? exitCodes.failed : exitCodes.done
}

/** What is wanted, or what is wrong with it. */
function readArguments(argv: string[]): RelogWish | string {
  try {
    const { values, positionals } = parseArgs({ args: argv, options, allowPositionals: true })
    const [log, ...more] = positionals
    if (log === undefined || more.length > 0) return 'Name one log to read.'
    const everyNth = Number(values.every ?? '1')
    if (!Number.isInteger(everyNth) || everyNth < 1 || everyNth > everyMost) {
      return `--every is ${values.every}, and is a whole number from 1 to ${everyMost}.`
    }
    const from = timeOf('--begin', values.begin)
    const to = timeOf('--end', values.end)
    const listed = values['counter-file']
    const lines = listed === undefined ? [] : readFileSync(listed, 'utf8').split(/\r?\n/)
    const counters = [...(values.counter ?? []), ...lines.filter(line => line.trim())].map(pathOf)
    const choice = { counters, everyNth, ...fromTo(from, to) }
    if (values.list) return { log, choice, format: 'csv', isReplaced: false }
    if (values.out === undefined) return 'Name the log to write with --out, or list with --list.'
    const format = values.format ?? extname(values.out).slice(1).toLowerCase()
    if (!isFormat(format)) {
      return `--format is ${format || 'not given'}, and is one of ${logFormats.join(', ')}.`
    }
    return { log, out: values.out, choice, format, isReplaced: values.replace ?? false }
  } catch (error) {
    return (error as Error).message
  }
}

function fromTo(fromMs: number | undefined, toMs: number | undefined) {
  return {
    ...(fromMs === undefined ? {} : { fromMs }),
    ...(toMs === undefined ? {} : { toMs }),
  }
}

function timeOf(option: string, value: string | undefined): number | undefined {
  if (value === undefined) return undefined
  const wallMs = parseTime(value)
  if (wallMs === undefined) {
    throw new Error(`${option} is "${value}", and is a time such as "11/23/2026 08:00:00".`)
  }
  return wallMs
}

function pathOf(path: string): CounterPath {
  const parsed = parsePath(path.trim())
  if ('problem' in parsed) throw new Error(`${parsed.problem} ${parsed.next}`)
  return parsed
}

const isFormat = (value: string): value is LogFormat =>
  (logFormats as readonly string[]).includes(value)

run(process.argv.slice(2)).then(
  code => (process.exitCode = code),
  (error: NodeJS.ErrnoException) => {
    process.stderr.write(`${inWords(error)}\n`)
    process.exitCode = exitCodes.failed
  },
)

/** The two ends that people meet, in words; all others as the system says them. */
function inWords({ code, path, message }: NodeJS.ErrnoException): string {
  if (code === 'ENOENT') return `There is no ${path}.`
  if (code === 'EEXIST') return `${path} is there already. Give -y to write over it.`
  return message
}
