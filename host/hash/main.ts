/** `npm run hash -- [--fabric KIND] [--seed N] [--steps M]`. */
import { parseArgs } from 'node:util'
import { hashAfter } from '../../core/index.ts'
import { fabricKind, fabricKinds } from '../../shared/domain/index.ts'

const exitCodes = { done: 0, usage: 2 } as const
const limits = { seed: 4294967295, steps: 10_000_000 } as const

const usage = `Usage: npm run hash -- [--fabric KIND] [--seed N] [--steps M]

The hash of a new fabric's whole state after M steps of one simulated second (100,000): the same on
every machine and in every runtime.

  --fabric KIND  ${fabricKinds.join(', ')} (poc-lab)
  --seed N       decides all chance (1)
  --steps M      how many seconds (100000)
`

function run(argv: string[]): number {
  const wanted = readArguments(argv)
  if (typeof wanted === 'string') {
    process.stderr.write(`${wanted}\n\n${usage}`)
    return exitCodes.usage
  }
  const { kind, seed, steps } = wanted
  process.stdout.write(`${hashAfter(kind, seed, steps)}\n`)
  return exitCodes.done
}

function readArguments(argv: string[]) {
  try {
    const text = { type: 'string' } as const
    const { values } = parseArgs({ args: argv, options: { fabric: text, seed: text, steps: text } })
    const kind = fabricKind.safeParse(values.fabric ?? 'poc-lab')
    if (!kind.success) return `There is no fabric ${values.fabric}.`
    const seed = wholeNumber(values.seed ?? '1', limits.seed)
    const steps = wholeNumber(values.steps ?? '100000', limits.steps)
    if (seed === undefined) return `--seed is ${values.seed}, and is at most ${limits.seed}.`
    if (steps === undefined) return `--steps is ${values.steps}, and is at most ${limits.steps}.`
    return { kind: kind.data, seed, steps }
  } catch (error) {
    return (error as Error).message
  }
}

function wholeNumber(text: string, most: number): number | undefined {
  const value = /^\d+$/.test(text) ? Number(text) : NaN
  return value <= most ? value : undefined
}

process.exitCode = run(process.argv.slice(2))
