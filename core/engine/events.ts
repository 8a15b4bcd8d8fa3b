import type { Simulation } from './simulation.ts'

/**
 * What happens at an instant that was planned, besides the steps of jobs. Its data are what the
 * queue stores, so a handler may keep nothing else; it changes rows, jobs and the queue, and asks
 * neither the clock nor chance beside the simulation's own.
 */
export type EventHandler = (simulation: Simulation, data: never) => void

/** The handlers of planned events, by the event's name. */
export type EventHandlers = ReadonlyMap<string, EventHandler>
