import { assert } from '../engine/assert.ts'

/** Minutes of history that a VM and a host keep for the sparkline. */
export const historyLength = 32
/** Hours and days of energy that a host keeps. */
export const energyHours = 48
export const energyDays = 32

/**
 * Struct-of-arrays numbers of the hot loop. Capacities are padded, so that columns of one size do
 * not start on the same cache lines.
 */
function capacityFor(count: number): number {
  let capacity = 64
  while (capacity < count) capacity *= 2
  return capacity + 24
}

type ColumnKind = 'f64' | 'i32' | 'u8'
const makers = {
  f64: (length: number) => new Float64Array(length),
  i32: (length: number) => new Int32Array(length),
  u8: (length: number) => new Uint8Array(length),
}
type ArrayOf<Kind extends ColumnKind> = ReturnType<(typeof makers)[Kind]>

/** Declares the columns: their kind and how many numbers a slot has. */
type Layout = Readonly<Record<string, readonly [ColumnKind, number?]>>
export type ColumnsOf<L extends Layout> = { [Name in keyof L]: ArrayOf<L[Name][0]> }

/** Columns of one kind of object; the slot of a row is its index in all of them. */
export class ColumnSet<L extends Layout> {
  data: ColumnsOf<L>
  /** Slots in use or freed: loops run to here. */
  length = 0
  /** Counts up where anything but the step's own figures changes: what follows from it is old. */
  revision = 0
  private capacity = 0
  private readonly free: number[] = []

  constructor(
    readonly name: string,
    private readonly layout: L,
  ) {
    // All names at once: added one by one they would make a dictionary, which is slow to read.
    const empty = Object.entries(layout).map(([name, [kind]]) => [name, makers[kind](0)])
    this.data = Object.fromEntries(empty) as ColumnsOf<L>
    this.grow(1)
  }

  /** A slot of its own, zeroed; the lowest free one, so that a replay takes the same. */
  take(): number {
    const reused = this.free.shift()
    if (reused !== undefined) return reused
    if (this.length === this.capacity) this.grow(this.length + 1)
    return this.length++
  }

  /** Gives a slot back and zeroes it. */
  release(slot: number): void {
    assert(slot >= 0 && slot < this.length, 'slot in range')
    for (const [name, [, width = 1]] of Object.entries(this.layout)) {
      this.data[name as keyof L].fill(0, slot * width, (slot + 1) * width)
    }
    let at = this.free.length
    while (at > 0 && (this.free[at - 1] ?? 0) > slot) at--
    this.free.splice(at, 0, slot)
  }

  private grow(count: number): void {
    const capacity = capacityFor(count)
    for (const [name, [kind, width = 1]] of Object.entries(this.layout)) {
      const grown = makers[kind](capacity * width)
      const old = this.data[name as keyof L] as ArrayOf<ColumnKind>
      grown.set(old as never)
      this.data[name as keyof L] = grown as ColumnsOf<L>[keyof L]
    }
    this.capacity = capacity
  }

  /** The used part of every column as bytes, for the store and the state hash. */
  dump(): { name: string; bytes: Uint8Array }[] {
    return Object.entries(this.layout).map(([name, [, width = 1]]) => {
      const array = this.data[name as keyof L].subarray(0, this.length * width)
      return {
        name: `${this.name}.${name}`,
        bytes: new Uint8Array(array.buffer, array.byteOffset, array.byteLength).slice(),
      }
    })
  }

  /** Takes back what `dump` gave, with the number of slots and the free ones. */
  restore(
    columns: ReadonlyMap<string, Uint8Array>,
    slots: { length: number; free: readonly number[] },
  ): void {
    if (slots.length > this.capacity) this.grow(slots.length)
    this.length = slots.length
    this.revision++
    this.free.splice(0, this.free.length, ...slots.free)
    for (const name of Object.keys(this.layout)) {
      const bytes = columns.get(`${this.name}.${name}`)
      if (!bytes) continue
      const target = this.data[name as keyof L]
      new Uint8Array(target.buffer, target.byteOffset, bytes.byteLength).set(bytes)
    }
  }

  /** Number of slots and the free ones, as JSON. */
  slots(): { length: number; free: readonly number[] } {
    return { length: this.length, free: [...this.free] }
  }
}

/** Codes of the state column: what the step needs to know of a VM. */
export const runCode = { off: 0, running: 1, starting: 2, paused: 3 } as const

export const vmLayout = {
  /** One of `runCode`. */
  run: ['u8'],
  hostSlot: ['i32'],
  volumeSlot: ['i32'],
  cpuCount: ['i32'],
  /** Memory that it has now; 0 when it holds none. */
  assignedMib: ['i32'],
  /** Host memory that it holds with its overhead; 0 when it holds none. */
  heldMib: ['i32'],
  /** Between what the balancer may set it; both 0 for one that it leaves alone. */
  minimumMib: ['i32'],
  maximumMib: ['i32'],
  bufferPercent: ['i32'],
  memoryWeight: ['i32'],
  /** 1 where the guest may lack memory at some load. */
  mayLack: ['u8'],
  /** What the balancer gave and took since the VM started. */
  addedMib: ['i32'],
  removedMib: ['i32'],
  /** Share of what the guest asks for that it has no memory for, and its paging operations. */
  shortShare: ['f64'],
  pagingIops: ['f64'],
  cpuWeight: ['i32'],
  cpuReserve: ['f64'],
  cpuLimit: ['f64'],
  /** Index of its load curve in the workload table, and where in it the VM starts (seconds). */
  curve: ['i32'],
  curveOffsetS: ['i32'],
  /** What the load costs: base + span x percent / 100, in MiB, operations and Mbps. */
  memoryBase: ['f64'],
  memorySpan: ['f64'],
  iopsBase: ['f64'],
  iopsSpan: ['f64'],
  /** The most operations a second that it may ask for, and the share of them that comes through. */
  iopsLimit: ['f64'],
  ioShare: ['f64'],
  /**
   * What its boot gets of the disks now, and the part of the time in which it computes; 0 for a
   * guest that does not boot.
   */
  bootIops: ['f64'],
  bootPercent: ['f64'],
  /** Reads and writes of one of its operations; a write counts what its disk format adds. */
  readPart: ['f64'],
  writePart: ['f64'],
  networkSpan: ['f64'],
  /** The share of its traffic that its uplink carries. */
  networkShare: ['f64'],
  /**
   * The straight piece of its curve that the VM is on, so that a second costs no look-up: percent
   * is
   * `pieceStart + pieceSlope x second` up to `pieceEndS`.
   */
  pieceStart: ['f64'],
  pieceSlope: ['f64'],
  pieceEndS: ['i32'],
  /** Demand and grant in percent of its own virtual processors. */
  demandPercent: ['f64'],
  grantedPercent: ['f64'],
  /** Sum of grants since the last reset of the averages (facts 1.3), and when that was. */
  sumPercent: ['f64'],
  resetS: ['i32'],
  /** What the sum was at the last whole minute, and the rings of minutes. */
  sumAtMinute: ['f64'],
  history: ['u8', historyLength],
  memoryHistory: ['u8', historyLength],
} as const satisfies Layout

export const hostLayout = {
  /** Capacity in percent of one processor: 100 for each that the host is worth. */
  capacityPercent: ['f64'],
  /** What guests use, and what root partition and hypervisor do for them. */
  usedPercent: ['f64'],
  rootPercent: ['f64'],
  hypervisorPercent: ['f64'],
  demandPercent: ['f64'],
  heldMib: ['i32'],
  iops: ['f64'],
  networkMbps: ['f64'],
  /** Uplinks that carry less than its VMs ask for. */
  fullUplinks: ['i32'],
  runningVms: ['i32'],
  /** Virtual processors of the VMs that hold memory. */
  virtualProcessors: ['i32'],
  /** VMs that lacked memory when the balancer looked last. */
  shortVms: ['i32'],
  minutePercent: ['f64'],
  history: ['u8', historyLength],
  /** Averages for placement, exponential means over about ten minutes; percent of one processor. */
  averagePercent: ['f64'],
  averageIops: ['f64'],
  averageNetwork: ['f64'],
  /** What it draws at 0, 10 … 100 % load; nothing while it is off. */
  wattPoints: ['f64', 11],
  watts: ['f64'],
  /** What it would draw without load, while power optimisation has it off. */
  spareWatts: ['f64'],
  /** Watt-seconds drawn, and not drawn for being off, since it came. */
  energyWs: ['f64'],
  savedWs: ['f64'],
  /** Both sums at the beginning of each of the last hours and days. */
  energyAtHour: ['f64', energyHours],
  savedAtHour: ['f64', energyHours],
  energyAtDay: ['f64', energyDays],
  savedAtDay: ['f64', energyDays],
} as const satisfies Layout

export const volumeLayout = {
  /** Random operations a second that running VMs ask for; their reads, their writes. */
  iops: ['f64'],
  reads: ['f64'],
  writes: ['f64'],
  /** Requests that go through the coordinator. */
  redirectedIops: ['f64'],
  /** VMs on it that run. */
  guests: ['i32'],
  /** Mean time of a request, requests that wait or are served, share of the requests served. */
  latencyMs: ['f64'],
  queue: ['f64'],
  servedShare: ['f64'],
} as const satisfies Layout

/** Share of the blocks that guests write which were not written since the snapshot, 1 to 0. */
export const snapshotLayout = { freshShare: ['f64'] } as const satisfies Layout

export const poolLayout = {
  /** Disk operations a second that volumes ask for, and how busy its disks are with them. */
  iops: ['f64'],
  load: ['f64'],
  /** Requests that can wait at a time, and the part of the disks' time that copies take. */
  waiting: ['f64'],
  streamLoad: ['f64'],
  /** How many times its service an operation takes, and the share of the operations served. */
  stretch: ['f64'],
  servedShare: ['f64'],
} as const satisfies Layout

export type VmColumns = ColumnSet<typeof vmLayout>
export type HostColumns = ColumnSet<typeof hostLayout>
export type VolumeColumns = ColumnSet<typeof volumeLayout>
export type PoolColumns = ColumnSet<typeof poolLayout>
export type SnapshotColumns = ColumnSet<typeof snapshotLayout>
