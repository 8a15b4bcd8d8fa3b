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

export interface MixedInput {
  /** Equal servers over which requests are spread evenly, and the work of one operation. */
  readonly servers: number
  readonly serviceMs: number
  /** Operations a second that come on their own account. */
  readonly openPerS: number
  /** The most of them that can wait at a time: their sources stop asking when nothing answers. */
  readonly openWaitingMax: number
  /**
   * Clients that each wait for their answer; the work of one of their requests, and their pause.
   */
  readonly clients: number
  readonly demandMs: number
  readonly thinkMs: number
}

export interface MixedOutcome {
  /** Share of the time in which a server is busy, 0 to 1. */
  readonly load: number
  /** How many times its service an operation takes, with its waiting. */
  readonly stretch: number
  /** Share of the operations that come on their own account that are served, 0 to 1. */
  readonly servedShare: number
  /** Response of one request of a waiting client, and what all of them reach together. */
  readonly clientResponseMs: number
  readonly clientsPerS: number
}

export interface OpenOutcome {
  readonly load: number
  readonly stretch: number
  readonly servedShare: number
}

/**
 * Requests that come by themselves at equal servers, 1 / (1 - load) each, until all that can wait
 * waits: then the servers are busy, and what they do not serve is not asked (physics 2.3).
 */
export function openWaiting(
  servers: number,
  serviceMs: number,
  perS: number,
  waitingMax: number,
): OpenOutcome {
  const load = (perS * serviceMs) / 1000 / servers
  const allWait = Math.max(1, waitingMax / servers)
  const stretch = load < busiestOpen ? 1 / (1 - load) : Infinity
  if (stretch <= allWait || perS === 0) return { load, stretch, servedShare: 1 }
  return { load: Math.min(1, load), stretch: allWait, servedShare: Math.min(1, 1 / load) }
}

/**
 * Open and closed requests at the same servers (mixed product-form network): what comes by itself
 * leaves the clients 1 - load of each server, so their work counts 1 / (1 - load) times; what comes
 * by itself finds their queue. Where everything that can wait waits, the servers are simply busy
 * and all share them. Agrees with M/M/1 without clients and with mean value analysis without the
 * open part (Lazowska et al. 1984, chapter 7; physics 2.3).
 */
export function mixedResponse(input: MixedInput): MixedOutcome {
  const { servers, serviceMs, openPerS, clients, demandMs, thinkMs } = input
  if (clients === 0) {
    const open = openWaiting(servers, serviceMs, openPerS, input.openWaitingMax)
    return { ...open, clientResponseMs: demandMs, clientsPerS: 0 }
  }
  const openLoad = (openPerS * serviceMs) / 1000 / servers
  const allWait = Math.max(1, (input.openWaitingMax + clients) / servers)
  if (openLoad < busiestOpen) {
    const closed = closedResponse({
      clients,
      thinkMs,
      servers,
      demandMs: demandMs / (1 - openLoad),
    })
    const queued = (closed.throughputPerS * closed.responseMs) / 1000 / servers
    const stretch = (1 + queued) / (1 - openLoad)
    if (stretch <= allWait || openPerS === 0) {
      const clientLoad = (closed.throughputPerS * demandMs) / 1000 / servers
      const load = Math.min(1, openLoad + clientLoad)
      const clientResponseMs = closed.responseMs
      return {
        ...{ load, stretch, servedShare: 1, clientResponseMs },
        clientsPerS: closed.throughputPerS,
      }
    }
  }
  const clientResponseMs = demandMs * allWait
  const clientsPerS = (clients * 1000) / (thinkMs + clientResponseMs)
  const leftPerS = (servers * 1000 - clientsPerS * demandMs) / serviceMs
  const servedShare = Math.min(1, Math.max(0, leftPerS / openPerS))
  return { load: 1, stretch: allWait, servedShare, clientResponseMs, clientsPerS }
}
