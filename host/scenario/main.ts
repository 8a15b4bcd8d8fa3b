/** `npm run scenario -- NAME [--seed N] [--runs N] [--json]`, and the one on traces. */
import { parseArgs } from 'node:util'
import { scenarios, type Scenario, type ScenarioLine } from '../../core/index.ts'
import { wholeNumber } from './numbers.ts'
import { planetlabUsage, runPlanetlab } from './planetlab/run.ts'

const exitCodes = { done: 0, usage: 2 } as const
const seedMax = 4294967295
const runsMax = 1000

function usage(): string {
  const widest = Math.max(...scenarios.map(one => one.name.length))
  const names = scenarios.map(one => `  ${one.name.padEnd(widest)}  ${one.about}`)
  return `Usage: npm run scenario -- NAME [--seed N] [--runs N] [--json]

${names.join('\n')}

  --seed N  decides all chance (1)
  --runs N  how often, for the migrations (10)
  --json    one object a line, the last one the summary

${planetlabUsage}`
}

async function run(argv: string[]): Promise<number> {
  if (argv.includes('--help')) {
    process.stdout.write(usage())
    return exitCodes.done
  }
  if (argv.includes('planetlab')) return runPlanetlab(argv)
  const wanted = readArguments(argv)
  if (typeof wanted === 'string') {
    process.stderr.write(`${wanted}${wanted ? '\n\n' : ''}${usage()}`)
    return exitCodes.usage
  }
  const { scenario, seed, runs, asJson } = wanted
  const { lines, summary } = scenario.run({ seed, runs })
  const write = asJson ? JSON.stringify : inWords
  for (const line of [...lines, summary]) process.stdout.write(`${write(line)}\n`)
  return exitCodes.done
}

interface Wanted {
  readonly scenario: Scenario
  readonly seed: number
  readonly runs: number
  readonly asJson: boolean
}

/** What is wanted, or what is wrong with it. */
function readArguments(argv: string[]): Wanted | string {
  try {
    const { values, positionals } = parseArgs({
      args: argv,
      options: { seed: { type: 'string' }, runs: { type: 'string' }, json: { type: 'boolean' } },
      allowPositionals: true,
    })
    const [name, ...more] = positionals
    const scenario = scenarios.find(one => one.name === name)
    if (name === undefined || more.length > 0) return ''
    if (!scenario) return `There is no scenario ${name}.`
    const seed = wholeNumber(values.seed ?? '1', 0, seedMax)
    const runs = wholeNumber(values.runs ?? String(scenario.runsDefault), 1, runsMax)
    if (seed === undefined)
      return `--seed is ${values.seed}, and is a whole number from 0 to ${seedMax}.`
    if (runs === undefined)
      return `--runs is ${values.runs}, and is a whole number from 1 to ${runsMax}.`
    return { scenario, seed, runs, asJson: values.json ?? false }
  } catch (error) {
    return (error as Error).message
  }
}

function inWords(line: ScenarioLine): string {
  return Object.entries(line)
    .map(([name, value]) => `${name} ${value}`)
    .join('   ')
}

run(process.argv.slice(2)).then(
  code => (process.exitCode = code),
  (error: unknown) => {
    console.error(error)
    process.exitCode = 1
  },
)
