import { defineRefusal as refusal } from './define.ts'
import { z } from 'zod'

/** What can keep hosts from being turned off to save power. */
export const powerRefusals = {
  'power.needs-automatic': refusal(
    409,
    { group: z.string() },
    'Power Optimization cannot be on in {group}: Dynamic Optimization is manual there, and hosts are emptied by moves that nobody approves.',
    'Set Dynamic Optimization to automatic first.',
  ),
} as const
