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

/** Part of a volume's random rate that flows get even when running VMs ask for all of it. */
const flowShareMin = 0.25

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
      const sharing = shares.get(`${flow.kind} ${flow.volumeSlot}`) ?? 1
      const rate =
        flow.kind === 'stream'
          ? volume.throughputMibPerS
          : Math.max(
              volume.randomIops * flowShareMin,
              volume.randomIops - world.volumes.data.iops[flow.volumeSlot]!,
            )
      const linkShare = flow.link ? flow.link.rate / (shares.get(flow.link.id) ?? 1) : Infinity
      flow.remaining -= Math.min(flow.rateMax, rate / sharing, linkShare)
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

  private shares(): Map<string, number> {
    const shares = new Map<string, number>()
    for (const flow of this.flows.values()) {
      const key = `${flow.kind} ${flow.volumeSlot}`
      shares.set(key, (shares.get(key) ?? 0) + 1)
      if (flow.link) shares.set(flow.link.id, (shares.get(flow.link.id) ?? 0) + 1)
    }
    return shares
  }
}
