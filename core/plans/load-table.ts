import type { PlanLoad } from '../../shared/contract/index.ts'
import type { HostId } from '../../shared/domain/index.ts'
import { rootCost } from '../physics/index.ts'
import type { HostFigures } from '../placement/index.ts'
import { fabricOptions, memoryReserveOf } from '../placement/index.ts'
import type { HostRow, VmRow, World } from '../world/index.ts'
import {
  planResources,
  resourceCount,
  sampleCount,
  sampleVm,
  topMean,
  useWidth,
} from './samples.ts'
import { newChange, Spread } from './spread.ts'

/** What the table is made of; positions of hosts and VMs are those of the plan. */
export interface LoadTableInput {
  readonly hosts: readonly HostRow[]
  readonly vms: readonly VmRow[]
  /** Of each host, before the plan. */
  readonly figures: readonly HostFigures[]
  /** Host of each VM, which the plan changes as it moves them. */
  readonly hostOf: Int32Array
  /** Hosts that the imbalance leaves out, such as one that is being emptied. */
  readonly apart: ReadonlySet<HostId>
}

/** What hosts and their VMs carry, as a plan would leave them. */
export class LoadTable {
  /** Load of each host in percent of what lies above its reserves, resource after resource. */
  readonly percent: Float64Array
  /** What each host has above its reserves, in the units of the resource. */
  readonly usable: Float64Array
  readonly weights: Float64Array
  private readonly vmUse: Float64Array
  /** What each VM carries by itself: the conservative mean of each resource. */
  readonly vmMean: Float64Array
  private readonly hostUse: Float64Array
  readonly spread: Spread
  private readonly change = newChange()
  private readonly hostOf: Int32Array
  /** Hosts whose load counts for the imbalance. */
  readonly counted: Uint8Array

  constructor(
    private readonly world: World,
    private readonly input: LoadTableInput,
  ) {
    const { hosts, vms, hostOf, apart } = input
    this.hostOf = hostOf
    this.vmUse = new Float64Array(vms.length * useWidth)
    this.vmMean = new Float64Array(vms.length * resourceCount)
    this.hostUse = new Float64Array(hosts.length * useWidth)
    this.usable = new Float64Array(hosts.length * resourceCount)
    this.percent = new Float64Array(hosts.length * resourceCount)
    this.counted = Uint8Array.from(hosts, host => (apart.has(host.id) ? 0 : 1))
    const { cpu, memory, disk, network } = fabricOptions(world).weights
    this.weights = Float64Array.of(cpu, memory, disk, network)
    const counted = this.counted.reduce((sum, one) => sum + one, 0)
    this.spread = new Spread(this.weights, counted)
    this.fill()
  }

  /** What a VM takes of a resource by itself: its conservative mean (memory is that of now). */
  useOf(vm: number, resource: (typeof planResources)[number]): number {
    return topMean(this.vmUse, vm * useWidth + planResources.indexOf(resource) * sampleCount)
  }

  /** Host memory that a VM holds. */
  heldMib(vm: number): number {
    return this.vmUse[vm * useWidth + sampleCount]!
  }

  /**
   * How uneven the hosts are: the standard deviation of their loads in points of percent, the mean
   * square over the four resources by the weights of placement (ours). Hosts that are full of one
   * resource do not make up for such that are full of another.
   */
  imbalance(): number {
    return this.spread.deviation()
  }

  /** The imbalance with a VM on another host, without moving it. */
  imbalanceWith(vm: number, to: number): number {
    const { change, counted, percent } = this
    const from = this.hostOf[vm]!
    for (let resource = 0; resource < resourceCount; resource++) {
      const left = counted[from] ? percent[from * resourceCount + resource]! : 0
      const leftAfter = counted[from] ? this.percentWith(from, resource, vm, -1) : 0
      const came = counted[to] ? percent[to * resourceCount + resource]! : 0
      const cameAfter = counted[to] ? this.percentWith(to, resource, vm, 1) : 0
      change.sums[resource] = leftAfter - left + cameAfter - came
      change.squares[resource] =
        leftAfter * leftAfter - left * left + cameAfter * cameAfter - came * came
    }
    return this.spread.deviation(change)
  }

  /**
   * What a host carries: conservative means, in the units of its hardware.
   * @param more a VM that is counted on top
   */
  loadOf(host: number, more?: number): PlanLoad {
    const other = more === undefined ? undefined : this.vmUse
    const mean = (resource: number) => {
      const [at, own] = [host * useWidth, (more ?? 0) * useWidth]
      const offset = resource * sampleCount
      return topMean(this.hostUse, at + offset, other, own + offset, 1)
    }
    const capacity = this.world.hosts.data.capacityPercent[this.input.hosts[host]!.slot]!
    return {
      cpuPercent: capacity > 0 ? (mean(0) * 100) / capacity : 0,
      memoryMib: mean(1),
      iops: mean(2),
      networkMbps: mean(3),
    }
  }

  /** Its load as one number: the root mean square of the four percentages by their weights. */
  heat(host: number): number {
    let [square, weight] = [0, 0]
    for (let resource = 0; resource < resourceCount; resource++) {
      const percent = this.percent[host * resourceCount + resource]!
      square += this.weights[resource]! * percent * percent
      weight += this.weights[resource]!
    }
    return weight > 0 ? Math.sqrt(square / weight) : 0
  }

  /** What a VM adds to the load of its host, as a weighed sum of percent. */
  share(vm: number): number {
    const host = this.hostOf[vm]!
    let sum = 0
    for (let resource = 0; resource < resourceCount; resource++) {
      const mean = this.vmMean[vm * resourceCount + resource]!
      sum += (this.weights[resource]! * mean) / this.usable[host * resourceCount + resource]!
    }
    return sum
  }

  /** Adds a VM to a host with the sign 1 and takes it away with -1. */
  add(host: number, vm: number, sign: 1 | -1): void {
    this.count(host, -1)
    const [base, own] = [host * useWidth, vm * useWidth]
    for (let at = 0; at < useWidth; at++) {
      this.hostUse[base + at] = this.hostUse[base + at]! + sign * this.vmUse[own + at]!
    }
    this.percents(host)
    this.count(host, 1)
  }

  private percentWith(host: number, resource: number, vm: number, sign: number): number {
    const offset = resource * sampleCount
    const mean = topMean(
      this.hostUse,
      host * useWidth + offset,
      this.vmUse,
      vm * useWidth + offset,
      sign,
    )
    return (mean * 100) / this.usable[host * resourceCount + resource]!
  }

  private fill(): void {
    const { hosts, vms } = this.input
    vms.forEach((vm, at) => {
      sampleVm(this.world, vm, this.vmUse, at * useWidth)
      for (let resource = 0; resource < resourceCount; resource++) {
        const mean = topMean(this.vmUse, at * useWidth + resource * sampleCount)
        this.vmMean[at * resourceCount + resource] = mean
      }
      const base = this.hostOf[at]! * useWidth
      for (let cell = 0; cell < useWidth; cell++) {
        this.hostUse[base + cell] = this.hostUse[base + cell]! + this.vmUse[at * useWidth + cell]!
      }
    })
    hosts.forEach((host, at) => {
      this.fillHost(host, at)
      this.percents(at)
      this.count(at, 1)
    })
  }

  /** What a host has above its reserves, and what it carries besides its VMs. */
  private fillHost(host: HostRow, at: number): void {
    const own = this.input.figures[at]!
    const capacity = this.world.hosts.data.capacityPercent[host.slot]!
    const amounts = [
      capacity * (1 - own.cpuReservePercent / 100),
      own.memoryMib - memoryReserveOf(own),
      own.iopsMax,
      own.networkMbps * (1 - own.networkReservePercent / 100),
    ]
    amounts.forEach((amount, resource) => {
      this.usable[at * resourceCount + resource] = Math.max(1, amount)
    })
    const vmsMib = this.hostUse[at * useWidth + sampleCount]!
    const besidesMib = Math.max(0, own.memoryUsedMib - vmsMib)
    for (let sample = 0; sample < sampleCount; sample++) {
      const cell = at * useWidth + sample
      this.hostUse[cell] = this.hostUse[cell]! + rootCost.basePercent
      this.hostUse[cell + sampleCount] = this.hostUse[cell + sampleCount]! + besidesMib
    }
  }

  private percents(host: number): void {
    for (let resource = 0; resource < resourceCount; resource++) {
      const mean = topMean(this.hostUse, host * useWidth + resource * sampleCount)
      const cell = host * resourceCount + resource
      this.percent[cell] = (mean * 100) / this.usable[cell]!
    }
  }

  /** Takes a host into the sums of which the imbalance is made, or out of them. */
  private count(host: number, sign: 1 | -1): void {
    if (this.counted[host] === 0) return
    for (let resource = 0; resource < resourceCount; resource++) {
      this.spread.count(resource, this.percent[host * resourceCount + resource]!, sign)
    }
  }
}
