import { costMib } from '../../shared/domain/index.ts'
import type { HostRow, World } from '../world/index.ts'
import { memoryDemandMibOf, runCode } from '../world/index.ts'
import { freeMib } from './host.ts'

/** How often memory goes from VM to VM, in seconds (ours: Hyper-V says no more than "often"). */
export const balancePeriodS = 5
/** Part of its memory that a VM gives back at a time: a guest needs time to free pages (ours). */
const removedPart = 0.1
/** Halvings by which the share of a scarce host is found: to a millionth. */
const halvings = 20

/** What each VM is to have, by slot, and by host what all are to have and hold; made anew. */
let goals = new Int32Array(0)
let wanted = new Float64Array(0)
let balanced = new Float64Array(0)
let spare = new Float64Array(0)
let left = new Float64Array(0)

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
    for (const host of world.index.hostBySlot) if (host) shareHost(world, host)
    takeMemory(world)
    for (const host of world.index.hostBySlot) {
      if (host) spare[host.slot] = balanced[host.slot]! > 0 ? freeMib(world, host) : 0
    }
    giveMemory(world)
  }
  noteShortage(world)
}

function prepare({ vms, hosts }: World): void {
  if (goals.length < vms.length) goals = new Int32Array(vms.length + 64)
  if (wanted.length < hosts.length) {
    wanted = new Float64Array(hosts.length + 64)
    balanced = new Float64Array(hosts.length + 64)
    spare = new Float64Array(hosts.length + 64)
    left = new Float64Array(hosts.length + 64)
  }
  wanted.fill(0)
  balanced.fill(0)
}

/** Goals as if every host had enough; false where no VM is to be balanced. */
function setGoals(world: World): boolean {
  const { maximumMib, hostSlot, heldMib } = world.vms.data
  let found = false
  for (let slot = 0; slot < world.vms.length; slot++) {
    if (maximumMib[slot] === 0) continue
    found = true
    const on = hostSlot[slot]!
    goals[slot] = wishMib(world, slot)
    wanted[on] = wanted[on]! + costMib(goals[slot]!)
    balanced[on] = balanced[on]! + heldMib[slot]!
  }
  return found
}

/** Demand and buffer of a VM, within its minimum and maximum. */
function wishMib(world: World, slot: number): number {
  const { minimumMib, maximumMib, bufferPercent } = world.vms.data
  const mib = Math.ceil((memoryDemandMibOf(world, slot) * (100 + bufferPercent[slot]!)) / 100)
  return Math.max(minimumMib[slot]!, Math.min(maximumMib[slot]!, mib))
}

/** Lowers the goals of a host that has less than all wish, until they fit. */
function shareHost(world: World, host: HostRow): void {
  if (balanced[host.slot] === 0) return
  const budget = freeMib(world, host) + balanced[host.slot]!
  if (wanted[host.slot]! <= budget) return
  const slots: number[] = []
  for (const id of world.index.vmsByHost.of(host.id)) {
    const { slot } = world.get('vm', id)
    if (world.vms.data.maximumMib[slot]! > 0) slots.push(slot)
  }
  let [least, most] = [0, 2]
  for (let round = 0; round < halvings; round++) {
    const share = (least + most) / 2
    let sum = 0
    for (const slot of slots) sum += costMib(sharedMib(world, slot, share))
    if (sum <= budget) least = share
    else most = share
  }
  for (const slot of slots) goals[slot] = sharedMib(world, slot, least)
}

/** A share of what a VM wishes: half as much again with the highest weight, half with none (ours). */
function sharedMib(world: World, slot: number, share: number): number {
  const { minimumMib, memoryWeight } = world.vms.data
  const part = share * (0.5 + memoryWeight[slot]! / 10000)
  const mib = Math.floor(goals[slot]! * part)
  return Math.max(minimumMib[slot]!, Math.min(goals[slot]!, mib))
}

function takeMemory(world: World): void {
  const { maximumMib, assignedMib, removedMib } = world.vms.data
  for (let slot = 0; slot < world.vms.length; slot++) {
    if (maximumMib[slot] === 0) continue
    const assigned = assignedMib[slot]!
    const most = Math.ceil(assigned * removedPart)
    const less = Math.min(most, assigned - goals[slot]!)
    if (less <= 0) continue
    assign(world, slot, assigned - less)
    removedMib[slot] = removedMib[slot]! + less
  }
}

/** Gives what lacks, of what is free on the host: the same part of it to each VM. */
function giveMemory(world: World): void {
  const { assignedMib, addedMib, hostSlot } = world.vms.data
  wanted.fill(0)
  for (let slot = 0; slot < world.vms.length; slot++) {
    const on = hostSlot[slot]!
    wanted[on] = wanted[on]! + costOfMore(world, slot, 1)
  }
  left.set(spare)
  for (let slot = 0; slot < world.vms.length; slot++) {
    const on = hostSlot[slot]!
    const part = Math.min(1, Math.max(0, spare[on]!) / Math.max(1, wanted[on]!))
    const cost = costOfMore(world, slot, part)
    // The overhead goes up by whole GiB, so parts of it may come to more than there is.
    if (cost === 0 || cost > left[on]!) continue
    left[on] = left[on]! - cost
    const more = moreMib(world, slot, part)
    assign(world, slot, assignedMib[slot]! + more)
    addedMib[slot] = addedMib[slot]! + more
  }
}

/** What a VM is to be given when it gets a part of what lacks. */
function moreMib(world: World, slot: number, part: number): number {
  const { maximumMib, assignedMib } = world.vms.data
  if (maximumMib[slot] === 0) return 0
  return Math.max(0, Math.floor((goals[slot]! - assignedMib[slot]!) * part))
}

function costOfMore(world: World, slot: number, part: number): number {
  const assigned = world.vms.data.assignedMib[slot]!
  const more = moreMib(world, slot, part)
  return more === 0 ? 0 : costMib(assigned + more) - costMib(assigned)
}

function assign(world: World, slot: number, mib: number): void {
  const { assignedMib, heldMib, hostSlot } = world.vms.data
  const held = costMib(mib)
  const on = hostSlot[slot]!
  world.hosts.data.heldMib[on]! += held - heldMib[slot]!
  heldMib[slot] = held
  assignedMib[slot] = mib
}

/** Which guests have less memory than they ask for, dynamic or not. */
function noteShortage(world: World): void {
  const { run, assignedMib, iopsSpan, shortShare, pagingIops } = world.vms.data
  for (let slot = 0; slot < world.vms.length; slot++) {
    if (run[slot] !== runCode.running) continue
    const demand = memoryDemandMibOf(world, slot)
    // A guest that hangs or crashed asks its disks for nothing.
    const isShort = demand > assignedMib[slot]! && iopsSpan[slot]! > 0
    shortShare[slot] = isShort ? (demand - assignedMib[slot]!) / demand : 0
    if (!isShort) pagingIops[slot] = 0
  }
}
