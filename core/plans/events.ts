import type { EventHandler } from '../engine/events.ts'
import { automaticEvents } from './automatic.ts'
import { planRunEvents } from './run.ts'

/** Everything that plans plan for later. */
export const planEvents: Readonly<Record<string, EventHandler>> = {
  ...planRunEvents,
  ...automaticEvents,
}
