import { z } from 'zod'
import { defineRefusal as refusal } from './define.ts'

const text = z.string()
const number = z.number()

/** What can keep several VMs from being started, at once or by a plan. */
export const startRefusals = {
  'boot-plan.limit-too-low': refusal(
    409,
    { volume: text, limitMs: number, oneMs: number, nowMs: number },
    'One boot alone brings {volume} to {oneMs} ms, and the limit is {limitMs} ms. Without it, it is at {nowMs} ms now.',
    'Raise the limit, or take load from the volume first.',
  ),
  'vm.already-running': refusal(
    409,
    { name: text },
    '{name} runs already.',
    'Choose VMs that are off.',
  ),
} as const
