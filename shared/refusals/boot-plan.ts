import { z } from 'zod'
import { defineRefusal as refusal } from './define.ts'

const text = z.string()
const number = z.number()

/** What can keep a staggered start from being planned. */
export const bootPlanRefusals = {
  'boot-plan.limit-too-low': refusal(
    409,
    { volume: text, limitMs: number, oneMs: number, nowMs: number },
    'One boot alone brings {volume} to {oneMs} ms, and the limit is {limitMs} ms. Without it, it is at {nowMs} ms now.',
    'Raise the limit, or take load from the volume first.',
  ),
} as const
