import { hypervisorShare } from '../physics/index.ts'
import { demandedAt, runCode, takeBack } from '../world/index.ts'
import type { World } from '../world/index.ts'

/** Rounds after which a share that still has not settled is good enough; each round caps a VM. */
const roundsMax = 32

/** VM slots of contended hosts: `first` by host, `next` by VM; rebuilt in slot order each time. */
let first = new Int32Array(0)
let next = new Int32Array(0)
/** What stands there behind the last VM of a host, and for a host that has enough. */
const nobody = -1
const notContended = -2

/**
 * Divides the processors of every contended host: each VM first gets its reserve (or what it asks
 * for, if less), the rest goes by weight, and what a VM does not need goes to the others. Amounts
 * are percent of one logical processor. Where every host has enough, it only looks at the hosts.
 */
export function shareProcessor(world: World): void {
  if (!findContended(world)) return
  const { run, hostSlot } = world.vms.data
  if (next.length < world.vms.length) next = new Int32Array(world.vms.length + 64)
  for (let slot = world.vms.length - 1; slot >= 0; slot--) {
    const on = hostSlot[slot]!
    if (first[on] === notContended) continue
    if (run[slot] === runCode.off || run[slot] === runCode.paused) continue
    next[slot] = first[on]!
    first[on] = slot
  }
  for (let slot = 0; slot < world.hosts.length; slot++) {
    if (first[slot]! < 0) continue
    shareHost(world, slot)
    correctTotals(world, slot)
  }
}

/** Begins an empty list for every contended host; answers whether there is any. */
function findContended(world: World): boolean {
  const { demandPercent } = world.hosts.data
  if (first.length < world.hosts.length) first = new Int32Array(world.hosts.length + 64)
  let found = false
  for (let slot = 0; slot < world.hosts.length; slot++) {
    const isContended = demandPercent[slot]! > forGuests(world, slot)
    first[slot] = isContended ? nobody : notContended
    found ||= isContended
  }
  return found
}

/** What root partition and hypervisor leave guests of a host's processors, in percent of one. */
export function forGuests(world: World, hostSlot: number): number {
  const { capacityPercent, rootPercent } = world.hosts.data
  return (capacityPercent[hostSlot]! - rootPercent[hostSlot]!) / (1 + hypervisorShare)
}

/** Takes back from the totals what the VMs of a contended host did not get after all. */
function correctTotals(world: World, hostSlot: number): void {
  const vm = world.vms.data
  const host = world.hosts.data
  for (let slot = first[hostSlot]!; slot >= 0; slot = next[slot]!) {
    const wanted = Math.min(vm.demandPercent[slot]!, vm.cpuLimit[slot]!)
    const lost = wanted - vm.grantedPercent[slot]!
    vm.sumPercent[slot] = vm.sumPercent[slot]! - lost
    host.usedPercent[hostSlot] = host.usedPercent[hostSlot]! - lost * vm.cpuCount[slot]!
    if (vm.run[slot] !== runCode.running) continue
    const before = demandedAt(world, slot, wanted)
    takeBack(world, slot, before - demandedAt(world, slot, vm.grantedPercent[slot]!))
    host.networkMbps[hostSlot] = host.networkMbps[hostSlot]! - vm.networkSpan[slot]! * lost * 0.01
  }
}

function shareHost(world: World, hostSlot: number): void {
  const { cpuCount, cpuLimit, cpuReserve, cpuWeight, demandPercent, grantedPercent } =
    world.vms.data
  let left = forGuests(world, hostSlot)
  for (let slot = first[hostSlot]!; slot >= 0; slot = next[slot]!) {
    const wanted = Math.min(demandPercent[slot]!, cpuLimit[slot]!)
    const granted = Math.min(wanted, cpuReserve[slot]!)
    grantedPercent[slot] = granted
    left -= granted * cpuCount[slot]!
  }
  if (left < 0) return scaleReserves(world, hostSlot, left)
  for (let round = 0; round < roundsMax && left > 0.000001; round++) {
    let weights = 0
    for (let slot = first[hostSlot]!; slot >= 0; slot = next[slot]!) {
      if (open(world, slot)) weights += cpuWeight[slot]! * cpuCount[slot]!
    }
    if (weights === 0) return
    const each = left / weights
    for (let slot = first[hostSlot]!; slot >= 0; slot = next[slot]!) {
      if (!open(world, slot)) continue
      const missing = Math.min(demandPercent[slot]!, cpuLimit[slot]!) - grantedPercent[slot]!
      const granted = Math.min(missing, each * cpuWeight[slot]!)
      grantedPercent[slot] = grantedPercent[slot]! + granted
      left -= granted * cpuCount[slot]!
    }
  }
}

/** A host that cannot keep all reserves, since it became slower, keeps the same part of each. */
function scaleReserves(world: World, hostSlot: number, left: number): void {
  const { grantedPercent } = world.vms.data
  const capacity = forGuests(world, hostSlot)
  const part = capacity / (capacity - left)
  for (let slot = first[hostSlot]!; slot >= 0; slot = next[slot]!) {
    grantedPercent[slot] = grantedPercent[slot]! * part
  }
}

/** Whether the VM still wants more than it has. */
function open(world: World, slot: number): boolean {
  const { cpuLimit, demandPercent, grantedPercent } = world.vms.data
  const wanted = Math.min(demandPercent[slot]!, cpuLimit[slot]!)
  return wanted - grantedPercent[slot]! > 0.000001
}
