import type { EventHandler, EventHandlers } from './engine/events.ts'

/** Every planned event besides the steps of jobs, by name: each area brings its own. */
const areas: readonly Readonly<Record<string, EventHandler>>[] = []

export const eventHandlers: EventHandlers = new Map(areas.flatMap(area => Object.entries(area)))
