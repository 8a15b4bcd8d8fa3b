import { clusterEvents } from './cluster/index.ts'
import type { EventHandler, EventHandlers } from './engine/events.ts'
import { faultEvents } from './faults/index.ts'
import { scheduleEvents } from './snapshots/index.ts'

/** Every planned event besides the steps of jobs, by name: each area brings its own. */
const areas: readonly Readonly<Record<string, EventHandler>>[] = [
  clusterEvents,
  faultEvents,
  scheduleEvents,
]

export const eventHandlers: EventHandlers = new Map(areas.flatMap(area => Object.entries(area)))
