import { defineRefusal as refusal } from './define.ts'
import { z } from 'zod'

/** Why no counter can be read. */
export const counterRefusals = {
  'counter.bad-path': refusal(
    400,
    { path: z.string(), problem: z.string() },
    'The counter {path} cannot be read: {problem}',
    'Write \\\\Computer\\Object(Instance)\\Counter; only expand takes wildcards.',
  ),
  'counter.unknown': refusal(
    404,
    { path: z.string(), part: z.string() },
    'No counter {path} can be read now: there is no such {part}, or you cannot see it.',
    'List what there is with counter.sets and counter.instances.',
  ),
  'counter.too-many': refusal(
    422,
    { samples: z.number(), most: z.number() },
    'That would be {samples} samples; one answer holds {most}.',
    'Ask for fewer objects, or for one host group after the other with scope.',
  ),
  'counter.too-wide': refusal(
    422,
    { most: z.number() },
    'To find these counters more than {most} instances would have to be looked at.',
    'Write fewer paths with a * for the computer, the object or the instance, or ask with scope.',
  ),
} as const
