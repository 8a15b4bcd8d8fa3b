import { parseArgs } from 'node:util'
import {
  placements,
  policies,
  runExperiment,
  selections,
  type ExperimentOptions,
  type ExperimentResult,
} from '../../../core/index.ts'
import { wholeNumber } from '../numbers.ts'
import { daysAt, defaultTraces, NoDay, type NamedDay } from './days.ts'
import { tableOf } from './table.ts'

/** Exit codes: done, no such traces, and a command that cannot be understood. */
const exitCodes = { done: 0, refused: 1, usage: 2 } as const
const seedMax = 4294967295

export const planetlabUsage = `       npm run scenario -- planetlab [--traces DIR] --policy POLICY [--selection mmt] [--json]

  Consolidates VMs through a day of real traces on 800 hosts (Beloglazov and Buyya 2012).

  --traces DIR     a folder of trace files or of days, or an archive
                   (data/planetlab in HOSTWARD_REFERENCE)
  --policy NAME    ${policies.join(', ')}
  --selection NAME which VM leaves a host that is too full: ${selections.join(', ')} (mmt)
  --placement V    the placement of CloudSim ${placements.join(' or of ')} (${placements[0]})
  --seed N         decides the random selection, rs (1)
  --json           one object a day
`

/** What a day gave, as it is printed. */
export interface DayOutcome extends Omit<ExperimentOptions, 'seed'>, ExperimentResult {
  readonly day: string
  /** Seconds that the run took, without reading the traces. */
  readonly wallS: number
}

interface Wanted {
  readonly traces: string
  readonly options: ExperimentOptions
  readonly asJson: boolean
}

/** Runs `npm run scenario -- planetlab`, and gives its exit code. */
export async function runPlanetlab(argv: string[]): Promise<number> {
  const wanted = readArguments(argv)
  if (typeof wanted === 'string') {
    process.stderr.write(`${wanted}\n\nUsage:\n${planetlabUsage}`)
    return exitCodes.usage
  }
  try {
    for (const day of await daysAt(wanted.traces)) {
      const outcome = outcomeOf(day, wanted.options)
      process.stdout.write(wanted.asJson ? `${JSON.stringify(outcome)}\n` : tableOf(outcome))
    }
    return exitCodes.done
  } catch (error) {
    if (!(error instanceof NoDay)) throw error
    process.stderr.write(`${error.message}\n`)
    return exitCodes.refused
  }
}

function outcomeOf({ name, day }: NamedDay, options: ExperimentOptions): DayOutcome {
  const begunMs = performance.now()
  const result = runExperiment(day, options)
  const wallS = Math.round(performance.now() - begunMs) / 1000
  const { policy, selection, placement } = options
  return { day: name, policy, selection, placement, ...result, wallS }
}

/** What is wanted, or what is wrong with it. */
function readArguments(argv: string[]): Wanted | string {
  try {
    const text = { type: 'string' } as const
    const { values, positionals } = parseArgs({
      args: argv,
      options: {
        traces: text,
        policy: text,
        selection: { ...text, default: 'mmt' },
        placement: { ...text, default: placements[0] },
        seed: { ...text, default: '1' },
        json: { type: 'boolean', default: false },
      },
      allowPositionals: true,
    })
    if (positionals.length > 1) return `${positionals[1]} means nothing here.`
    if (values.policy === undefined) return '--policy is missing.'
    const seed = wholeNumber(values.seed, 0, seedMax)
    if (seed === undefined) return notOne('--seed', values.seed, `a whole number to ${seedMax}`)
    const policy = oneOf('--policy', values.policy, policies)
    const selection = oneOf('--selection', values.selection, selections)
    const placement = oneOf('--placement', values.placement, placements)
    const traces = values.traces ?? defaultTraces()
    return { traces, options: { policy, selection, placement, seed }, asJson: values.json }
  } catch (error) {
    return (error as Error).message
  }
}

function oneOf<Name extends string>(flag: string, value: string, names: readonly Name[]): Name {
  const found = names.find(name => name === value)
  if (found === undefined) throw new Error(notOne(flag, value, `one of ${names.join(', ')}`))
  return found
}

function notOne(flag: string, value: string, what: string): string {
  return `${flag} is ${value}, and is ${what}.`
}
