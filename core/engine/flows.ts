import { randomIopsOf, throughputMibPerS } from '../storage/index.ts'
import type { World } from '../world/index.ts'

/**
 * Work that a volume does over time: a number of random operations (a boot) or of MiB (a copy, a
 * saved state). Flows of one kind share the volume's rate equally, none faster than its own limit.
 */
export interface Flow {
  /** The job whose step it is. */
  readonly jobId: string
  readonly kind: 'random' | 'stream'
  readonly volumeSlot: number
  /** Operations or MiB in all, and left. */
  readonly total: number
  remaining: number
  /** The most it can take in a second by itself. */
  readonly rateMax: number
  /** A second resource that it shares with the flows that name it, such as a library share. */
  readonly link?: { readonly id: string; readonly rate: number }
}

/** All flows of the fabric; they move once a simulated second, in the order in which they began. */
export class Flows {
  private readonly flows = new Map<string, Flow>()

  begin(flow: Flow): void {
    this.flows.set(flow.jobId, flow)
  }

  end(jobId: string): void {
    this.flows.delete(jobId)
  }

  of(jobId: string): Flow | undefined {
    return this.flows.get(jobId)
  }

  get size(): number {
    return this.flows.size
  }

  /** Moves all flows by one second and answers the jobs whose flow is done. */
  advance(world: World): string[] {
    if (this.flows.size === 0) return []
    const shares = this.shares()
    const done: string[] = []
    for (const flow of this.flows.values()) {
      const volume = world.index.volumeBySlot[flow.volumeSlot]
      if (!volume) continue
      const { count, wanted } = shares.get(`${flow.kind} ${flow.volumeSlot}`) ?? alone(flow)
      const rate =
        flow.kind === 'stream'
          ? throughputMibPerS(world, volume)
          : randomRate(
              randomIopsOf(world, volume),
              wanted,
              world.volumes.data.iops[flow.volumeSlot]!,
            )
      const onLink = flow.link ? (shares.get(flow.link.id)?.count ?? 1) : 1
      const linkShare = flow.link ? flow.link.rate / onLink : Infinity
      flow.remaining -= Math.min(flow.rateMax, rate / count, linkShare)
      if (flow.remaining <= 0) done.push(flow.jobId)
    }
    for (const jobId of done) this.flows.delete(jobId)
    return done
  }

  dump(): Flow[] {
    return [...this.flows.values()].map(flow => ({ ...flow }))
  }

  restore(flows: readonly Flow[]): void {
    this.flows.clear()
    for (const flow of flows) this.flows.set(flow.jobId, { ...flow })
  }

  private shares(): Map<string, Share> {
    const shares = new Map<string, Share>()
    for (const flow of this.flows.values()) {
      note(shares, `${flow.kind} ${flow.volumeSlot}`, flow)
      if (flow.link) note(shares, flow.link.id, flow)
    }
    return shares
  }
}

/** How many flows share something, and what they could take together if it were theirs alone. */
interface Share {
  count: number
  wanted: number
}

function alone(flow: Flow): Share {
  return { count: 1, wanted: flow.rateMax }
}

function note(shares: Map<string, Share>, key: string, flow: Flow): void {
  const share = shares.get(key)
  if (!share) return void shares.set(key, alone(flow))
  share.count++
  share.wanted += flow.rateMax
}

/**
 * What flows get of a volume's random operations beside its running VMs: what those leave, or where
 * both want more than there is, a part in proportion to what they ask for, as a queue that serves
 * requests in the order of their arrival gives it.
 */
function randomRate(iops: number, wanted: number, others: number): number {
  return Math.max(iops - others, (iops * wanted) / (wanted + others))
}
