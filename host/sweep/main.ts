/** `npm run sweep -- [--seeds N] [--steps M] [--seed S] [--settling] [--json]`. */
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { parentPort, workerData } from 'node:worker_threads'
import type { SeedOutcome, SettlingOutcome } from '../../core/index.ts'
import { settlingTasks } from '../../core/index.ts'
import { faultKinds } from '../../shared/domain/index.ts'
import { settleInThreads, sweepInThreads, sweepWhatIsHanded } from './threads.ts'

const exitCodes = { clean: 0, broken: 1, usage: 2 } as const
const seedMax = 4294967295
const mostOf = { seeds: 1000000, steps: 100000 } as const
/** Steps in all from which on every kind of fault has to have fired. */
const enoughSteps = 50000

const usage = `Usage: npm run sweep -- [--seeds N] [--steps M] [--seed S] [--settling] [--json]

  --seeds N  how many seeds, one random fabric each (20)
  --steps M  random commands, faults and stretches of time a seed (200)
  --seed S   the first seed (1); one seed is always the same
  --settling instead of steps: every fabric at constant load has to go quiet
  --json     one object a line, the last one the summary
`

interface Wanted {
  readonly seeds: number
  readonly steps: number
  readonly firstSeed: number
  readonly isSettling: boolean
  readonly asJson: boolean
}

async function run(argv: string[]): Promise<number> {
  const wanted = readArguments(argv)
  if (typeof wanted === 'string') {
    process.stderr.write(`${wanted}${wanted ? '\n\n' : ''}${usage}`)
    return exitCodes.usage
  }
  if (wanted.isSettling) return settleAll(wanted)
  const { seeds, steps, firstSeed, asJson } = wanted
  const total = new Totals()
  const all = Array.from({ length: seeds }, (_, at) => firstSeed + at)
  await sweepInThreads(fileURLToPath(import.meta.url), all, steps, outcome => {
    total.add(outcome)
    if (outcome.failure !== undefined) tell(asJson, failureLine(outcome))
  })
  for (const kind of faultKinds)
    tell(asJson, { faultKind: kind, fired: total.fired.get(kind) ?? 0 })
  const never = faultKinds.filter(kind => !total.fired.has(kind))
  const isIncomplete = never.length > 0 && seeds * steps >= enoughSteps
  if (isIncomplete) tell(asJson, { failure: `these faults never fired: ${never.join(', ')}` })
  const { events, faultsFired, failed } = total
  tell(asJson, { seeds, steps, events, faultKinds: total.fired.size, faultsFired, failed })
  return failed > 0 || isIncomplete ? exitCodes.broken : exitCodes.clean
}

/** Lets every fabric settle; a line for each kind of them. */
async function settleAll({ seeds, firstSeed, asJson }: Wanted): Promise<number> {
  const kinds = new Map<string, { settled: number; balanced: number; consolidated: number }>()
  let failed = 0
  const tasks = settlingTasks(Array.from({ length: seeds }, (_, at) => firstSeed + at))
  const tellOne = ({ fabric, seed, balanced, consolidated, failure }: SettlingOutcome) => {
    const before = kinds.get(fabric) ?? { settled: 0, balanced: 0, consolidated: 0 }
    kinds.set(fabric, {
      settled: before.settled + (failure === undefined ? 1 : 0),
      balanced: before.balanced + balanced,
      consolidated: before.consolidated + consolidated,
    })
    if (failure === undefined) return
    failed++
    tell(asJson, { fabric, seed, failure })
  }
  await settleInThreads(fileURLToPath(import.meta.url), tasks, tellOne)
  for (const [fabric, counts] of kinds) tell(asJson, { fabric, ...counts })
  tell(asJson, { fabrics: tasks.length, failed })
  return failed > 0 ? exitCodes.broken : exitCodes.clean
}

class Totals {
  events = 0
  faultsFired = 0
  failed = 0
  readonly fired = new Map<string, number>()

  add({ events, fired, failure }: SeedOutcome): void {
    this.events += events
    if (failure !== undefined) this.failed++
    for (const [kind, count] of fired) {
      this.fired.set(kind, (this.fired.get(kind) ?? 0) + count)
      this.faultsFired += count
    }
  }
}

function failureLine({ seed, failure = '' }: SeedOutcome): Line {
  return { seed, failure, again: `npm run sweep -- --seeds 1 --seed ${seed}` }
}

type Line = Readonly<Record<string, number | string>>

function tell(asJson: boolean, line: Line): void {
  const inWords = Object.entries(line).map(([name, value]) => `${name} ${value}`)
  process.stdout.write(`${asJson ? JSON.stringify(line) : inWords.join('   ')}\n`)
}

/** What is wanted, or what is wrong with it. */
function readArguments(argv: string[]): Wanted | string {
  try {
    const [text, flag] = [{ type: 'string' }, { type: 'boolean' }] as const
    const { values } = parseArgs({
      args: argv,
      options: { seeds: text, steps: text, seed: text, settling: flag, json: flag },
    })
    const seeds = wholeNumber(values.seeds ?? '20', 1, mostOf.seeds)
    const steps = wholeNumber(values.steps ?? '200', 1, mostOf.steps)
    const firstSeed = wholeNumber(values.seed ?? '1', 0, seedMax - mostOf.seeds)
    if (seeds === undefined) return `--seeds is a whole number from 1 to ${mostOf.seeds}.`
    if (steps === undefined) return `--steps is a whole number from 1 to ${mostOf.steps}.`
    if (firstSeed === undefined) return '--seed is a whole number that leaves room for the seeds.'
    const [isSettling, asJson] = [values.settling ?? false, values.json ?? false]
    return { seeds, steps, firstSeed, isSettling, asJson }
  } catch (error) {
    return (error as Error).message
  }
}

function wholeNumber(text: string, least: number, most: number): number | undefined {
  const value = /^\d+$/.test(text) ? Number(text) : NaN
  return value >= least && value <= most ? value : undefined
}

if (parentPort) sweepWhatIsHanded(parentPort, workerData as number)
else void run(process.argv.slice(2)).then(code => (process.exitCode = code))
