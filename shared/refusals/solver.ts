import { z } from 'zod'
import { defineRefusal as refusal } from './define.ts'

const text = z.string()
const number = z.number()

/** What can keep the solver from an answer. */
export const solverRefusals = {
  'solver.busy': refusal(
    429,
    { running: number, limit: number },
    '{running} models are being solved already, and this host solves {limit} at a time.',
    'Try again when it is over, or take the fast plan.',
  ),
  'solver.failed': refusal(
    500,
    { reason: text },
    'The solver came to no result: {reason}',
    'Take the fast plan, and report this.',
  ),
} as const
