/** Requests that come on their own account wait longer the busier the server is. */
const busiestOpen = 0.999

/**
 * Mean time in an open queue of one server, S / (1 - load): waiting and service, in the unit of
 * `serviceMs` (M/M/1). A load of 1 and more has no mean; it is answered as the busiest that has.
 */
export function openResponseMs(serviceMs: number, load: number): number {
  return serviceMs / (1 - Math.min(busiestOpen, Math.max(0, load)))
}

export interface ClosedInput {
  /** Clients, each of which waits for its answer before it asks again. */
  readonly clients: number
  /** What a client does between an answer and its next request. */
  readonly thinkMs: number
  /** Work of one request at all servers together. */
  readonly demandMs: number
  /** Equal servers over which requests are spread evenly, such as the spindles of a RAID group. */
  readonly servers: number
}

export interface ClosedOutcome {
  /** Requests a second of all clients together. */
  readonly throughputPerS: number
  readonly responseMs: number
  /** Share of the time in which a server is busy. */
  readonly load: number
}

/**
 * A closed network by exact mean value analysis: a request visits one of the equal servers, and the
 * queue that it finds there is that of a network with one client less (Reiser and Lavenberg 1980).
 * It saturates where an open queue would explode, as a boot storm does (physics 2.3, 2.4).
 * `clients` is a whole number; the cost grows with it.
 */
export function closedResponse(input: ClosedInput): ClosedOutcome {
  const { clients, thinkMs, demandMs, servers } = input
  let queued = 0
  let responseMs = demandMs
  let perMs = 0
  for (let count = 1; count <= clients; count++) {
    responseMs = demandMs * (1 + queued / servers)
    perMs = count / (thinkMs + responseMs)
    queued = perMs * responseMs
  }
  return { throughputPerS: perMs * 1000, responseMs, load: (perMs * demandMs) / servers }
}
