import { clusterEvents } from './cluster/index.ts'
import { collectorEvents } from './collectors/index.ts'
import type { EventHandler, EventHandlers } from './engine/events.ts'
import { planEvents } from './plans/events.ts'
import { proEvents } from './pro/index.ts'
import { powerEvents } from './power/index.ts'
import { faultEvents } from './faults/index.ts'
import { scheduleEvents } from './snapshots/index.ts'

/** Every planned event besides the steps of jobs, by name: each area brings its own. */
const areas: readonly Readonly<Record<string, EventHandler>>[] = [
  clusterEvents,
  faultEvents,
  scheduleEvents,
  planEvents,
  proEvents,
  powerEvents,
  collectorEvents,
]

export const eventHandlers: EventHandlers = new Map(areas.flatMap(area => Object.entries(area)))
