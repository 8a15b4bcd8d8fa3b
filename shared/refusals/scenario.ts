import { z } from 'zod'
import { defineRefusal as refusal } from './define.ts'

const text = z.string()
const number = z.number()

/** What can keep a scenario from running. */
export const scenarioRefusals = {
  'scenario.already-runs': refusal(
    409,
    { running: text },
    'Your scenario {running} still runs, and one of a user runs at a time.',
    'Wait for its result, or cancel it.',
  ),
  'scenario.host-busy': refusal(
    429,
    { running: number, limit: number },
    '{running} scenarios run already, and this host runs {limit} at a time.',
    'Try again when one of them is over.',
  ),
  'scenario.failed': refusal(
    500,
    { name: text, reason: text },
    'The scenario {name} came to no result: {reason}',
    'Try another seed, and report this one.',
  ),
} as const
