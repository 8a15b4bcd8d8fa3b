import { z } from 'zod'
import { refusalView } from '../refusals/index.ts'

/** What a piece of work on a VM's files would take at this moment. */
export const workForecast = z.object({
  durationS: z.number(),
  /** How long the guest does not answer. */
  downtimeS: z.number(),
  /** Bytes read and written together. */
  movedGib: z.number(),
  /** How the room on volumes changes; negative where it becomes free. */
  spaceGib: z.number(),
  /** Mean time of a guest's request on each volume that it goes through, now and meanwhile. */
  latency: z
    .array(z.object({ volumeName: z.string(), beforeMs: z.number(), duringMs: z.number() }))
    .optional(),
  /** How the figures come about, a sentence each, with the source of what is assumed. */
  explanation: z.array(z.string()),
})
export type WorkForecastView = z.infer<typeof workForecast>

/** A forecast, or why the work is not possible. */
export const forecastAnswer = z.object({
  forecast: workForecast.optional(),
  blockedBecause: refusalView.optional(),
})
export type ForecastAnswer = z.infer<typeof forecastAnswer>
