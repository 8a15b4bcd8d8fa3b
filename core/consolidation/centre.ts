import type { TraceDay } from './day.ts'
import { shareAt } from './day.ts'
import { hostCount, hostModels, migratingShare, vmSizes, type HostModel } from './hardware.ts'

/**
 * The data centre of the experiment: which VM is where, and what it asked for and got when it was
 * last looked at. Hosts and VMs are numbers from 0 on.
 */
export interface Centre {
  readonly day: TraceDay
  readonly hosts: number
  readonly vms: number
  /** Which of the models a host is. */
  readonly modelIndex: Uint8Array
  /** MIPS of a host and of one of its processors, which no VM gets more than. */
  readonly hostMips: Float64Array
  readonly processorMips: Float64Array
  readonly vmMips: Float64Array
  readonly vmRamMb: Float64Array
  /** VMs on a host in the order in which they came, with those that are on their way to it. */
  readonly on: number[][]
  /** Where a VM runs; -1 before it is placed and after it has ended. */
  readonly hostOf: Int32Array
  readonly migrating: Uint8Array
  /** MIPS that a VM asks for, and what it gets on the host where it runs. */
  readonly requested: Float64Array
  readonly granted: Float64Array
  /** MIPS in use on a host, and what its VMs ask for. */
  readonly hostUsed: Float64Array
  readonly hostRequested: Float64Array
  /** Shares of each VM as they were measured at every step so far; step times VMs plus VM. */
  readonly measured: Float64Array
  /** Steps measured so far. */
  steps: number
}

export function modelOf(host: number): HostModel {
  return hostModels[host % hostModels.length]!
}

/** A data centre of 800 hosts and a VM for each trace, none of them placed yet. */
export function newCentre(day: TraceDay, steps: number): Centre {
  const { vms } = day
  const models = Array.from({ length: hostCount }, (_, host) => modelOf(host))
  const perSize = Math.ceil(vms / vmSizes.length)
  const sizes = Array.from({ length: vms }, (_, vm) => vmSizes[Math.floor(vm / perSize)]!)
  return {
    day,
    hosts: hostCount,
    vms,
    modelIndex: Uint8Array.from(models, model => hostModels.indexOf(model)),
    hostMips: Float64Array.from(models, model => model.processorMips * model.processors),
    processorMips: Float64Array.from(models, model => model.processorMips),
    vmMips: Float64Array.from(sizes, size => size.mips),
    vmRamMb: Float64Array.from(sizes, size => size.ramMb),
    on: models.map(() => []),
    hostOf: new Int32Array(vms).fill(-1),
    migrating: new Uint8Array(vms),
    requested: new Float64Array(vms),
    granted: new Float64Array(vms),
    hostUsed: new Float64Array(hostCount),
    hostRequested: new Float64Array(hostCount),
    measured: new Float64Array(vms * steps),
    steps: 0,
  }
}

/** Looks at all VMs and hosts at a time: what each VM asks for and gets, and what a host uses. */
export function look(centre: Centre, timeS: number): void {
  const { day, vms, hostOf, vmMips, requested } = centre
  for (let vm = 0; vm < vms; vm++) {
    requested[vm] = hostOf[vm]! < 0 ? 0 : shareAt(day, vm, timeS) * vmMips[vm]!
  }
  serveAll(centre)
}

/** What each VM gets and what hosts use, after VMs began or ended their moves. */
export function serveAll(centre: Centre): void {
  const { hosts, on, hostUsed, hostRequested } = centre
  hostUsed.fill(0)
  hostRequested.fill(0)
  for (let host = 0; host < hosts; host++) if (on[host]!.length > 0) serve(centre, host)
}

/** Keeps the shares of this step, which is all that a policy may look back at. */
export function keepMeasured(centre: Centre): void {
  const { vms, vmMips, requested, measured, steps } = centre
  for (let vm = 0; vm < vms; vm++) measured[steps * vms + vm] = requested[vm]! / vmMips[vm]!
  centre.steps++
}

/** Ends the VMs that ask for nothing and do not migrate: the trace is taken as finished there. */
export function endIdle(centre: Centre): void {
  const { hosts, on, hostOf, migrating, requested } = centre
  for (let host = 0; host < hosts; host++) {
    const here = on[host]!
    for (let at = here.length - 1; at >= 0; at--) {
      const vm = here[at]!
      if (migrating[vm] || requested[vm] !== 0) continue
      here.splice(at, 1)
      hostOf[vm] = -1
    }
  }
}

/** Whether a VM's host gives all of them what they ask for; else each gets its part. */
function fits(centre: Centre, host: number): number {
  const { on, hostMips, processorMips, requested, hostOf } = centre
  const total = hostMips[host]!
  let free = total
  let wanted = 0
  let short = false
  for (const vm of on[host]!) {
    const most = Math.min(requested[vm]!, processorMips[host]!)
    const want = hostOf[vm] === host ? most : most * migratingShare.target
    wanted += want
    if (free >= want) free -= want
    else {
      short = true
      free = 0
    }
  }
  return short ? total / wanted : -1
}

/**
 * Shares a host's processors among its VMs (physics 3.1): each gets what it asks for, up to one
 * processor; if that is more than there is, all are scaled and floored to whole MIPS. A VM that
 * migrates gets 90 % of its share at its source, and its target holds 10 % for it.
 */
function serve(centre: Centre, host: number): void {
  const { on, processorMips, requested, granted, hostOf, migrating } = centre
  const scale = fits(centre, host)
  let [used, asked] = [0, 0]
  for (const vm of on[host]!) {
    const want = Math.min(requested[vm]!, processorMips[host]!)
    const isHere = hostOf[vm] === host
    const part = shareOf(want, scale, isHere, migrating[vm] === 1)
    if (isHere) granted[vm] = part
    used += isHere && migrating[vm] ? part / migratingShare.source : part
    asked += requested[vm]!
  }
  centre.hostUsed[host] = used
  centre.hostRequested[host] = asked
}

function shareOf(want: number, scale: number, isHere: boolean, migrating: boolean): number {
  const { source, target } = migratingShare
  if (scale < 0) return isHere ? (migrating ? want * source : want) : want * target
  if (!isHere) return Math.floor(want * target * scale)
  return Math.floor(migrating ? want * scale * source : want * scale)
}
