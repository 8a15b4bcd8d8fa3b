import { costMib } from '../../shared/domain/index.ts'
import type { HostRow, World } from '../world/index.ts'
import { runCode } from '../world/index.ts'
import { freeMib } from './host.ts'

/** How often memory goes from VM to VM, in seconds (ours: no figure is published). */
export const balancePeriodS = 5
/** Part of its memory that a VM gives back at a time: a guest needs time to free pages (ours). */
const removedPart = 0.1
/** Halvings by which the share of a scarce host is found: to a ten-thousandth. */
const halvings = 14

/** What each VM is to have, by slot; made anew each time, as all of these. */
let goals = new Int32Array(0)
/** The VMs to balance: `first` by host, `next` by VM, in the order of their slots. */
let first = new Int32Array(0)
let next = new Int32Array(0)
/** By host: what all these are to take, and take now. */
let wanted = new Float64Array(0)
let balanced = new Float64Array(0)

/**
 * The balancer: brings VMs with dynamic memory to their demand and buffer. Where a host has less
 * than that, each gets the same share of it, more or less by its weight, so that VMs of one weight
 * and buffer stand under the same pressure. What VMs have too much goes first, and only what is
 * then free is given, so that a host never promises twice. Afterwards it is known which guests lack
 * memory. Grows with VMs; it allocates nothing for those with static memory.
 */
export function balanceMemory(world: World): void {
  prepare(world)
  if (setGoals(world)) {
    for (const host of world.index.hostBySlot) {
      if (host && first[host.slot]! >= 0) balanceHost(world, host)
    }
  }
  noteShortage(world)
}

function prepare({ vms, hosts }: World): void {
  if (goals.length < vms.length) {
    goals = new Int32Array(vms.length + 64)
    next = new Int32Array(vms.length + 64)
  }
  if (first.length < hosts.length) {
    first = new Int32Array(hosts.length + 64)
    wanted = new Float64Array(hosts.length + 64)
    balanced = new Float64Array(hosts.length + 64)
  }
  first.fill(-1)
  wanted.fill(0)
  balanced.fill(0)
}

/**
 * Goals as if every host had enough: demand and buffer, within minimum and maximum. False where no
 * VM is to be balanced.
 */
function setGoals(world: World): boolean {
  const { minimumMib, maximumMib, bufferPercent, hostSlot, heldMib } = world.vms.data
  const { memoryBase, memorySpan, demandPercent } = world.vms.data
  let found = false
  for (let slot = world.vms.length - 1; slot >= 0; slot--) {
    const most = maximumMib[slot]!
    if (most === 0) continue
    found = true
    const demand = memoryBase[slot]! + memorySpan[slot]! * demandPercent[slot]! * 0.01
    const wish = Math.ceil((demand * (100 + bufferPercent[slot]!)) / 100)
    const goal = Math.max(minimumMib[slot]!, Math.min(most, wish))
    goals[slot] = goal
    const on = hostSlot[slot]!
    next[slot] = first[on]!
    first[on] = slot
    wanted[on] = wanted[on]! + costMib(goal)
    balanced[on] = balanced[on]! + heldMib[slot]!
  }
  return found
}

function balanceHost(world: World, host: HostRow): void {
  const free = freeMib(world, host)
  const budget = free + balanced[host.slot]!
  if (wanted[host.slot]! > budget) shareMemory(world, host.slot, budget)
  const taken = takeMemory(world, host.slot)
  giveMemory(world, host.slot, Math.max(0, free + taken))
}

/** Lowers the goals of a host that has less than all wish, until they fit. */
function shareMemory(world: World, host: number, budgetMib: number): void {
  const { minimumMib, memoryWeight } = world.vms.data
  let [least, most] = [0, 2]
  for (let round = 0; round < halvings; round++) {
    const share = (least + most) / 2
    let sum = 0
    for (let slot = first[host]!; slot >= 0; slot = next[slot]!) {
      sum += costMib(sharedMib(goals[slot]!, minimumMib[slot]!, memoryWeight[slot]!, share))
    }
    if (sum <= budgetMib) least = share
    else most = share
  }
  for (let slot = first[host]!; slot >= 0; slot = next[slot]!) {
    goals[slot] = sharedMib(goals[slot]!, minimumMib[slot]!, memoryWeight[slot]!, least)
  }
}

/** A share of a goal: half as much again with the highest weight, half with none (ours). */
function sharedMib(goalMib: number, minimumMib: number, weight: number, share: number): number {
  const mib = Math.floor(goalMib * share * (0.5 + weight / 10000))
  return Math.max(minimumMib, Math.min(goalMib, mib))
}

/** Takes what VMs have too much, and answers how much the host got back. */
function takeMemory(world: World, host: number): number {
  const { assignedMib, removedMib } = world.vms.data
  let taken = 0
  for (let slot = first[host]!; slot >= 0; slot = next[slot]!) {
    const assigned = assignedMib[slot]!
    const less = Math.min(Math.ceil(assigned * removedPart), assigned - goals[slot]!)
    if (less <= 0) continue
    taken -= assign(world, slot, assigned - less)
    removedMib[slot] = removedMib[slot]! + less
  }
  return taken
}

/** Gives what lacks, of what is free on the host: the same part of it to each VM. */
function giveMemory(world: World, host: number, freeMib: number): void {
  const { assignedMib, addedMib } = world.vms.data
  let lacking = 0
  for (let slot = first[host]!; slot >= 0; slot = next[slot]!) {
    lacking += Math.max(0, costMib(goals[slot]!) - costMib(assignedMib[slot]!))
  }
  if (lacking === 0) return
  const part = Math.min(1, freeMib / lacking)
  let left = freeMib
  for (let slot = first[host]!; slot >= 0; slot = next[slot]!) {
    const assigned = assignedMib[slot]!
    const more = Math.floor((goals[slot]! - assigned) * part)
    // The overhead goes up by whole GiB, so parts of it may come to more than there is.
    if (more <= 0 || costMib(assigned + more) - costMib(assigned) > left) continue
    left -= assign(world, slot, assigned + more)
    addedMib[slot] = addedMib[slot]! + more
  }
}

/** Sets what a VM has, and answers how much more of its host it takes for that. */
function assign(world: World, slot: number, mib: number): number {
  const { assignedMib, heldMib, hostSlot } = world.vms.data
  const more = costMib(mib) - heldMib[slot]!
  world.hosts.data.heldMib[hostSlot[slot]!]! += more
  heldMib[slot] = heldMib[slot]! + more
  assignedMib[slot] = mib
  return more
}

/** Which guests have less memory than they ask for, dynamic or not, and how many on each host. */
function noteShortage(world: World): void {
  const { run, mayLack, assignedMib, iopsSpan, shortShare, pagingIops, hostSlot } = world.vms.data
  const { memoryBase, memorySpan, demandPercent } = world.vms.data
  const { shortVms } = world.hosts.data
  shortVms.fill(0)
  for (let slot = 0; slot < world.vms.length; slot++) {
    if (mayLack[slot] === 0 || run[slot] !== runCode.running) continue
    const demand = memoryBase[slot]! + memorySpan[slot]! * demandPercent[slot]! * 0.01
    const lacks = demand - assignedMib[slot]!
    // A guest that hangs or crashed asks its disks for nothing.
    if (lacks > 0 && iopsSpan[slot]! > 0) {
      shortShare[slot] = lacks / demand
      shortVms[hostSlot[slot]!]! += 1
    } else if (shortShare[slot]! > 0) {
      shortShare[slot] = 0
      pagingIops[slot] = 0
    }
  }
}
