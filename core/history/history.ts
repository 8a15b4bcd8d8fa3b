import { msPerDay, msPerHour, numberOfId } from '../../shared/domain/index.ts'
import type { HistoryBlock, StorePort } from '../ports.ts'
import type { HostRow, VmRow, VolumeRow, World } from '../world/index.ts'
import type { HistoryKind, RingName } from './figures.ts'
import {
  blockSize,
  chunkMsOf,
  chunkStartMs,
  historyKinds,
  lookEveryMs,
  ringNames,
  rings,
  usualAges,
} from './figures.ts'
import { lookAtHosts, lookAtRoom, lookAtVms, lookAtVolumes } from './look.ts'
import { NetworkCells } from './network-cells.ts'
import { Track } from './track.ts'

/** Full blocks that wait for a disk that refuses; the oldest are lost beyond. */
const waitingMaxBytes = 24 * 1024 * 1024

export interface HistoryOptions {
  readonly world: World
  readonly store: StorePort
  /** Hears why the disk did not take what was full. */
  readonly failed: (reason: string) => void
}

/**
 * What VMs, hosts, volumes and virtual networks did: averages and maxima of five minutes and of an
 * hour. It looks at the columns from outside, so it is no part of the state; what it keeps goes to
 * the store in blocks.
 */
export class History {
  readonly tracks: ReadonlyMap<HistoryKind, Track> = new Map(
    historyKinds.map(kind => [kind, new Track(kind)]),
  )
  private readonly cells: NetworkCells
  private waiting: HistoryBlock[] = []

  constructor(private readonly options: HistoryOptions) {
    const { world } = options
    this.cells = new NetworkCells(world, this.track('network'))
    world.listen((change, before) => {
      const row = 'gone' in change ? undefined : change.row
      if (change.table === 'vm') this.noteVm(row as VmRow | undefined, before as VmRow)
      else if (change.table === 'host') this.noteHost(row as HostRow | undefined, before as HostRow)
      else if (change.table === 'volume') {
        this.hold('volume', row as VolumeRow | undefined, before as VolumeRow)
      }
    })
  }

  /** Takes what is in the world already, of a world that was filled before. */
  adopt(): void {
    const { world } = this.options
    for (const vm of world.all('vm')) this.noteVm(vm, undefined)
    for (const host of world.all('host')) this.noteHost(host, undefined)
    for (const volume of world.all('volume')) this.hold('volume', volume, undefined)
  }

  track(kind: HistoryKind): Track {
    return this.tracks.get(kind)!
  }

  /** Bytes that it takes in memory. */
  get bytes(): number {
    let sum = this.waiting.reduce((total, { bytes }) => total + bytes.length, 0)
    for (const track of this.tracks.values()) sum += track.bytes
    return sum
  }

  get nowMs(): number {
    return this.options.world.nowMs
  }

  /** How long the rings reach back, in ms. */
  agesMs(): Readonly<Record<RingName, number>> {
    const { dayHours, monthDays } = this.options.world.fabric?.historyAges ?? usualAges
    return { fine: dayHours * msPerHour, coarse: monthDays * msPerDay }
  }

  /** Looks, where it is time to; called after every simulated second. */
  afterSecond(): void {
    const { world } = this.options
    if (world.nowMs % lookEveryMs !== 0) return
    lookAtVms(world, this.track('vm'), this.cells)
    this.cells.close()
    lookAtHosts(world, this.track('host'))
    lookAtVolumes(world, this.track('volume'))
    if (world.nowMs % rings.fine.everyMs === 0) this.closeSample(world.nowMs)
  }

  /** Writes all that the store does not have, also what is not full; throws where it refuses. */
  save(): void {
    const blocks = [...this.waiting]
    for (const track of this.tracks.values()) {
      for (const ring of ringNames) if (track[ring].isDirty) blocks.push(...blocksOf(track, ring))
    }
    if (blocks.length > 0) this.options.store.putHistory(blocks)
    this.waiting = []
    for (const track of this.tracks.values()) {
      for (const ring of ringNames) track[ring].isDirty = false
    }
  }

  /**
   * Takes back the chunks that were not full at the instant that the world is at now. The running
   * five minutes begin again.
   */
  resume(): void {
    const { world, store } = this.options
    for (const track of this.tracks.values()) {
      for (const ring of ringNames) {
        const startMs = chunkStartMs(ring, world.nowMs)
        const chunk = track[ring]
        chunk.begin(startMs)
        for (let block = 0; block * blockSize < track.length; block++) {
          const stored = store.readHistory(ring, track.kind, block, startMs, startMs + 1)
          for (const { bytes } of stored) chunk.take(block, bytes, track.ids)
        }
      }
    }
  }

  /** Blocks of the store and those that wait for it, in the order of their times. */
  read(ring: RingName, kind: HistoryKind, block: number, fromMs: number, toMs: number) {
    const fresh = this.waiting.filter(
      one =>
        one.ring === ring &&
        one.kind === kind &&
        one.block === block &&
        one.startMs >= fromMs &&
        one.startMs < toMs,
    )
    return [...this.options.store.readHistory(ring, kind, block, fromMs, toMs), ...fresh]
  }

  private closeSample(nowMs: number): void {
    lookAtRoom(this.options.world, this.track('volume'))
    const beganMs = nowMs - rings.fine.everyMs
    for (const track of this.tracks.values()) {
      open(track, 'fine', beganMs)
      track.close((beganMs - track.fine.startMs) / rings.fine.everyMs)
    }
    if (nowMs % chunkMsOf('fine') === 0) this.closeHour(nowMs)
  }

  private closeHour(nowMs: number): void {
    const beganMs = nowMs - rings.coarse.everyMs
    for (const track of this.tracks.values()) {
      open(track, 'coarse', beganMs)
      track.coarsen((beganMs - track.coarse.startMs) / rings.coarse.everyMs)
      this.handOver(track, 'fine', nowMs)
      if (nowMs % chunkMsOf('coarse') === 0) this.handOver(track, 'coarse', nowMs)
    }
    this.flush()
  }

  /** A full chunk waits for the store, and the next one begins. */
  private handOver(track: Track, ring: RingName, nowMs: number): void {
    this.waiting.push(...blocksOf(track, ring))
    track[ring].begin(nowMs)
  }

  private flush(): void {
    const { store, failed } = this.options
    try {
      store.putHistory(this.waiting)
      this.waiting = []
      const ages = this.agesMs()
      for (const ring of ringNames) {
        store.dropHistory(ring, this.nowMs - ages[ring] - chunkMsOf(ring))
      }
    } catch (error) {
      failed(error instanceof Error ? error.message : 'the disk did not take it')
      let bytes = this.waiting.reduce((sum, one) => sum + one.bytes.length, 0)
      while (bytes > waitingMaxBytes) bytes -= this.waiting.shift()!.bytes.length
    }
  }

  private hold(kind: HistoryKind, row: Held | undefined, before: Held | undefined): void {
    if (row) this.track(kind).hold(row.slot, numberOfId(row.id))
    else if (before) this.track(kind).hold(before.slot, 0)
  }

  private noteVm(row: VmRow | undefined, before: VmRow | undefined): void {
    this.hold('vm', row, before)
    if (row) this.cells.noteVm(row)
  }

  private noteHost(row: HostRow | undefined, before: HostRow | undefined): void {
    this.hold('host', row, before)
    if (row) this.cells.noteHost(row)
    else if (before) this.cells.noteHostGone(before)
  }
}

interface Held {
  readonly id: string
  readonly slot: number
}

/** Begins the chunk that the sample from this time is in, where another one is open. */
function open(track: Track, ring: RingName, beganMs: number): void {
  const startMs = chunkStartMs(ring, beganMs)
  if (track[ring].startMs !== startMs) track[ring].begin(startMs)
}

function blocksOf(track: Track, ring: RingName): HistoryBlock[] {
  const { kind, length, ids } = track
  const { startMs } = track[ring]
  const blocks: HistoryBlock[] = []
  for (let block = 0; block * blockSize < length; block++) {
    blocks.push({ ring, kind, block, startMs, bytes: track[ring].blob(block, ids) })
  }
  return blocks
}
