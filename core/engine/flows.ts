import type { BootDemand } from '../storage/index.ts'
import { serveStorage, throughputMibPerS } from '../storage/index.ts'
import type { World } from '../world/index.ts'

/**
 * Work that a volume does over time. `random`: requests of a guest that boots, one after the other,
 * with its own work between an answer and the next request. `stream`: MiB in a row (a copy, a saved
 * state); streams share the volume's throughput equally, none faster than its own limit.
 */
export interface Flow {
  /** The job whose step it is. */
  readonly jobId: string
  readonly kind: 'random' | 'stream'
  readonly volumeSlot: number
  /** Requests or MiB in all, and left. */
  readonly total: number
  remaining: number
  /** The most it can take in a second by itself. */
  readonly rateMax: number
  /** Share of the requests that write. */
  readonly writeShare?: number
  /** The VM that boots, in the columns. */
  readonly vmSlot?: number
  /** The volume that a copy reads from, where that is another one. */
  readonly fromVolumeSlot?: number
  /** A second resource that it shares with the flows that name it, such as a library share. */
  readonly link?: { readonly id: string; readonly rate: number }
}

const noBoots: ReadonlyMap<number, BootDemand> = new Map()
const noStreams: ReadonlyMap<number, number> = new Map()
const nobody: readonly string[] = []

/** All flows of the fabric; they move once a simulated second, in the order in which they began. */
export class Flows {
  private readonly flows = new Map<string, Flow>()

  begin(flow: Flow): void {
    this.flows.set(flow.jobId, flow)
  }

  /** Stops a flow; its VM asks for nothing more by it. */
  end(world: World, jobId: string): void {
    const vmSlot = this.flows.get(jobId)?.vmSlot
    if (vmSlot !== undefined) quiet(world, vmSlot)
    this.flows.delete(jobId)
  }

  of(jobId: string): Flow | undefined {
    return this.flows.get(jobId)
  }

  get size(): number {
    return this.flows.size
  }

  /**
   * Lets the disks serve one second of guests, boots and copies, moves all flows by it, and answers
   * the jobs whose flow is done.
   */
  advance(world: World): readonly string[] {
    if (this.flows.size === 0) {
      serveStorage(world, noBoots, noStreams)
      return nobody
    }
    const rates = this.streamRates(world)
    const streams = new Map<number, number>()
    const boots = new Map<number, BootDemand>()
    for (const flow of this.flows.values()) {
      const rate = rates.get(flow.jobId)
      if (rate === undefined) noteBoot(world, boots, flow)
      else noteStream(streams, flow, Math.min(rate, flow.remaining))
    }
    const services = serveStorage(world, boots, streams)
    const done: string[] = []
    for (const flow of this.flows.values()) {
      const rate = rates.get(flow.jobId) ?? bootRate(world, flow, services.get(flow.volumeSlot))
      flow.remaining -= rate
      const isDone = flow.remaining <= 0
      if (isDone) done.push(flow.jobId)
      if (flow.vmSlot === undefined) continue
      if (isDone) quiet(world, flow.vmSlot)
      else noteRate(world, flow, flow.vmSlot, rate)
    }
    for (const jobId of done) this.flows.delete(jobId)
    return done
  }

  /** All flows, in the order in which they began. */
  all(): IterableIterator<Readonly<Flow>> {
    return this.flows.values()
  }

  dump(): Flow[] {
    return [...this.flows.values()].map(flow => ({ ...flow }))
  }

  restore(flows: readonly Flow[]): void {
    this.flows.clear()
    for (const flow of flows) this.flows.set(flow.jobId, { ...flow })
  }

  /** What every stream gets in this second, by its job. */
  private streamRates(world: World): Map<string, number> {
    const counts = new Map<string, number>()
    for (const flow of this.flows.values()) {
      if (flow.kind !== 'stream') continue
      for (const key of keysOf(flow)) counts.set(key, (counts.get(key) ?? 0) + 1)
    }
    const rates = new Map<string, number>()
    for (const flow of this.flows.values()) {
      const volume = world.index.volumeBySlot[flow.volumeSlot]
      if (flow.kind !== 'stream' || !volume) continue
      const shares = volumesOf(flow).map(slot => {
        const one = world.index.volumeBySlot[slot]
        return one ? throughputMibPerS(world, one) / counts.get(volumeKey(slot))! : Infinity
      })
      const linkShare = flow.link ? flow.link.rate / counts.get(flow.link.id)! : Infinity
      rates.set(flow.jobId, Math.min(flow.rateMax, linkShare, ...shares))
    }
    return rates
  }
}

/** A guest that no longer boots asks for nothing by it. */
function quiet(world: World, vmSlot: number): void {
  world.vms.data.bootIops[vmSlot] = 0
  world.vms.data.bootPercent[vmSlot] = 0
}

/** The volumes that a stream goes through. */
function volumesOf({ volumeSlot, fromVolumeSlot }: Flow): number[] {
  return fromVolumeSlot === undefined ? [volumeSlot] : [volumeSlot, fromVolumeSlot]
}

function volumeKey(slot: number): string {
  return `volume ${slot}`
}

/** What a stream shares with others: its volumes, and its link. */
function keysOf(flow: Flow): string[] {
  return [...volumesOf(flow).map(volumeKey), ...(flow.link ? [flow.link.id] : [])]
}

/** A copy takes its part of the disks that it writes to and of those that it reads from. */
function noteStream(streams: Map<number, number>, flow: Flow, mib: number): void {
  for (const slot of volumesOf(flow)) streams.set(slot, (streams.get(slot) ?? 0) + mib)
}

function noteBoot(world: World, boots: Map<number, BootDemand>, flow: Flow): void {
  const slot = flow.volumeSlot
  const boot = boots.get(slot) ?? { volumeSlot: slot, clients: 0, thinkMs: 0, writeShare: 0 }
  boot.clients++
  boot.thinkMs += thinkMs(world, flow)
  boot.writeShare += flow.writeShare ?? 0
  boots.set(slot, boot)
}

/** What a boot computes between two requests: longer on a host that gives it less than it asks. */
function thinkMs(world: World, { rateMax, vmSlot }: Flow): number {
  const aloneMs = 1000 / rateMax
  if (vmSlot === undefined) return aloneMs
  const wanted = world.vms.data.demandPercent[vmSlot]!
  const granted = world.vms.data.grantedPercent[vmSlot]!
  return granted > 0 && granted < wanted ? (aloneMs * wanted) / granted : aloneMs
}

/**
 * Shows what a boot asks of the disks where the guest, its host and its volume are looked at. It
 * computes on one processor, in the time in which it does not wait for the disks.
 */
function noteRate(world: World, flow: Flow, vmSlot: number, rate: number): void {
  const { bootIops, bootPercent, cpuCount, hostSlot } = world.vms.data
  const { iops: hostIops } = world.hosts.data
  const { iops } = world.volumes.data
  const on = hostSlot[vmSlot]!
  const busyShare = Math.min(1, (rate * thinkMs(world, flow)) / 1000)
  bootIops[vmSlot] = rate
  bootPercent[vmSlot] = (busyShare * 100) / cpuCount[vmSlot]!
  hostIops[on] = hostIops[on]! + rate
  iops[flow.volumeSlot] = iops[flow.volumeSlot]! + rate
}

/** Requests a second of one guest: each takes its own work and the answer of the disks. */
function bootRate(
  world: World,
  flow: Flow,
  service: { readonly responseMs: number } | undefined,
): number {
  if (!service) return 0
  const comesThrough = flow.vmSlot === undefined ? 1 : world.vms.data.ioShare[flow.vmSlot]!
  return comesThrough * (1000 / (thinkMs(world, flow) + service.responseMs))
}
