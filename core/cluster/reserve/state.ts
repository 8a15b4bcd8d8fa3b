import type { HostId, ReserveMethod } from '../../../shared/domain/index.ts'

/** A node as its cluster counts on it; every size in MiB, those of VMs with their buffer. */
export interface ReserveHost {
  readonly hostId: HostId
  readonly name: string
  /** Its memory less its reserve. */
  readonly usableMib: number
  /** What VMs take that are not highly available, and what is lost to faults. */
  readonly othersMib: number
  /** Its highly available VMs, running or not. */
  readonly sizesMib: readonly number[]
  /** Their sum and the largest, where somebody counted already. */
  readonly sums?: { readonly haMib: number; readonly haLargest: number } | undefined
}

/** What a cluster is to survive, and by which algorithm that is told (facts 1.8). */
export interface ReserveGoal {
  readonly reserveNodes: number
  readonly method: ReserveMethod
}

/** A VM that comes to a host or leaves it. */
export interface ReserveVm {
  readonly sizeMib: number
  readonly highlyAvailable: boolean
}

/**
 * The memory of a cluster as arrays, a place for each node that it counts on, so that a VM more or
 * less costs one place and a verdict one pass. VMs whose node is gone have to find room as well.
 */
export class ReserveState {
  readonly hosts: number
  /** What each host has left. */
  readonly freeMib: Float64Array
  /** Its highly available VMs: their sum, how many, and the largest. */
  readonly haMib: Float64Array
  readonly haCount: Int32Array
  readonly haLargest: Float64Array
  readonly homeless: { mib: number; count: number; largest: number }
  /** Counts up whenever a VM comes or goes for good. */
  version = 0
  private homelessSizes: readonly number[] = []
  private readonly sizes: (readonly number[])[]

  constructor(
    readonly nodes: readonly ReserveHost[],
    homelessMib: readonly number[] = [],
  ) {
    this.hosts = nodes.length
    this.freeMib = new Float64Array(nodes.length)
    this.haMib = new Float64Array(nodes.length)
    this.haCount = new Int32Array(nodes.length)
    this.haLargest = new Float64Array(nodes.length)
    this.sizes = nodes.map(node => node.sizesMib)
    for (const [at, { sizesMib, sums, usableMib, othersMib }] of nodes.entries()) {
      this.freeMib[at] = usableMib - othersMib - (sums?.haMib ?? 0)
      if (!sums) {
        for (const size of sizesMib) this.count(at, size)
        continue
      }
      this.haMib[at] = sums.haMib
      this.haCount[at] = sizesMib.length
      this.haLargest[at] = sums.haLargest
    }
    this.homeless = { mib: 0, count: 0, largest: 0 }
    this.setHomeless(homelessMib)
  }

  /** The same once more, with memory more on each node, or with more nodes. */
  copy({
    moreMib = 0,
    more = [],
  }: { readonly moreMib?: number; readonly more?: readonly ReserveHost[] } = {}): ReserveState {
    const nodes = this.nodes.map((node, at) => {
      const usableMib = node.usableMib + moreMib
      const [sizesMib, haMib] = [this.sizes[at]!, this.haMib[at]!]
      const sums = { haMib, haLargest: this.haLargest[at]! }
      const othersMib = node.usableMib - this.freeMib[at]! - haMib
      return { ...node, usableMib, othersMib, sizesMib, sums }
    })
    return new ReserveState([...nodes, ...more], this.homelessSizes)
  }

  /** The place of a host; -1 for one that the cluster does not count on. */
  placeOf(hostId: HostId | undefined): number {
    return this.nodes.findIndex(node => node.hostId === hostId)
  }

  /** Sizes of the highly available VMs of a host. */
  sizesOf(at: number): readonly number[] {
    return this.sizes[at]!
  }

  /** A VM more on a host. */
  add(at: number, { sizeMib, highlyAvailable }: ReserveVm): void {
    this.version++
    if (!highlyAvailable) {
      this.freeMib[at]! -= sizeMib
      return
    }
    this.sizes[at] = [...this.sizes[at]!, sizeMib]
    this.count(at, sizeMib)
  }

  /** A VM less on a host. */
  take(at: number, { sizeMib, highlyAvailable }: ReserveVm): void {
    this.version++
    this.freeMib[at]! += sizeMib
    if (!highlyAvailable) return
    const left = [...this.sizes[at]!]
    const found = left.lastIndexOf(sizeMib)
    if (found >= 0) left.splice(found, 1)
    this.sizes[at] = left
    this.haMib[at]! -= sizeMib
    this.haCount[at]! -= 1
    this.haLargest[at] = left.reduce((most, size) => Math.max(most, size), 0)
  }

  /** A VM less among those whose node is gone. */
  takeHomeless(sizeMib: number): void {
    this.version++
    const left = [...this.homelessSizes]
    const found = left.lastIndexOf(sizeMib)
    if (found >= 0) left.splice(found, 1)
    this.setHomeless(left)
  }

  /** What `look` finds with a VM more on a host, which is then gone again. */
  with<Found>(at: number, vm: ReserveVm, look: () => Found): Found {
    const before = [this.freeMib[at]!, this.haMib[at]!, this.haLargest[at]!] as const
    const [count, sizes] = [this.haCount[at]!, this.sizes[at]!]
    this.add(at, vm)
    const found = look()
    this.version--
    this.freeMib[at] = before[0]
    this.haMib[at] = before[1]
    this.haLargest[at] = before[2]
    this.haCount[at] = count
    this.sizes[at] = sizes
    return found
  }

  /** The largest highly available VM of all. */
  largestMib(): number {
    let most = this.homeless.largest
    for (let at = 0; at < this.hosts; at++) most = Math.max(most, this.haLargest[at]!)
    return most
  }

  private setHomeless(sizesMib: readonly number[]): void {
    this.homelessSizes = sizesMib
    this.homeless.count = sizesMib.length
    this.homeless.mib = sizesMib.reduce((sum, size) => sum + size, 0)
    this.homeless.largest = sizesMib.reduce((most, size) => Math.max(most, size), 0)
  }

  private count(at: number, sizeMib: number): void {
    this.freeMib[at]! -= sizeMib
    this.haMib[at]! += sizeMib
    this.haCount[at]! += 1
    this.haLargest[at] = Math.max(this.haLargest[at]!, sizeMib)
  }
}
