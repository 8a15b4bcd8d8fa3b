import type { OptimiserInput, OptimiserMove, OptimiserSettings } from './optimiser.ts'

/** A round as far as it is decided. */
export interface OptimiserPlan {
  readonly input: OptimiserInput
  readonly settings: OptimiserSettings
  /** VMs of each host, and the sums of their demand, level and variance. */
  readonly on: number[][]
  readonly demand: Float64Array
  readonly level: Float64Array
  readonly variance: Float64Array
  /** VMs that have moved in this round; none moves twice. */
  readonly moved: Uint8Array
  /** How many VMs a host took in this round; such a host is not emptied. */
  readonly took: Uint16Array
  /** Hosts that gave VMs away in this round and take none. */
  readonly closed: Uint8Array
  readonly moves: OptimiserMove[]
}

export function newPlan(input: OptimiserInput, settings: OptimiserSettings): OptimiserPlan {
  const hosts = input.capacity.length
  const plan: OptimiserPlan = {
    input,
    settings,
    on: Array.from({ length: hosts }, () => []),
    demand: new Float64Array(hosts),
    level: new Float64Array(hosts),
    variance: new Float64Array(hosts),
    moved: new Uint8Array(input.hostOf.length),
    took: new Uint16Array(hosts),
    closed: new Uint8Array(hosts),
    moves: [],
  }
  for (let vm = 0; vm < input.hostOf.length; vm++) {
    const host = input.hostOf[vm]!
    if (host >= 0) add(plan, vm, host, 1)
  }
  return plan
}

/** Puts a VM on a host (1) or takes it off (-1). */
export function add(plan: OptimiserPlan, vm: number, host: number, sign: 1 | -1): void {
  const { input, on, demand, level, variance } = plan
  if (sign > 0) on[host]!.push(vm)
  else on[host] = on[host]!.filter(other => other !== vm)
  demand[host]! += sign * input.demand[vm]!
  level[host]! += sign * input.level[vm]!
  variance[host]! += sign * input.variance[vm]!
}

/** Takes moves back, the last first, until so many are left. */
export function undo(plan: OptimiserPlan, left: number): void {
  while (plan.moves.length > left) {
    const { vm, from, to } = plan.moves.pop()!
    add(plan, vm, to, -1)
    add(plan, vm, from, 1)
    plan.moved[vm] = 0
    plan.took[to]!--
    plan.input.moved?.(vm, to, from)
  }
}

/** Whether a host's VMs ask for more now than it can give. */
export function isFull({ input, demand }: OptimiserPlan, host: number): boolean {
  return demand[host]! > input.capacity[host]!
}

/**
 * What a host would have left with one VM more: its capacity less what would be expected of it, or
 * asked of it now if that is more, less the deviations. The VMs' swings count as independent of
 * each other, so their variances add up.
 */
export function roomWith(plan: OptimiserPlan, vm: number, host: number): number {
  const { input, settings, level, demand, variance } = plan
  const expected = level[host]! + input.level[vm]!
  const asked = demand[host]! + input.demand[vm]!
  const deviation = Math.sqrt(Math.max(0, variance[host]! + input.variance[vm]!))
  return input.capacity[host]! - Math.max(expected, asked) - settings.fillDeviations * deviation
}

/** A host and the room it has left once the VM is there; host -1 where there is none. */
export interface OptimiserTarget {
  readonly host: number
  readonly room: number
}

/**
 * Where a VM goes among the hosts that run. Off a host that is too full: to where most room is
 * left, as long as nobody's demand of now goes short; else to a host that is woken. Off a host that
 * is emptied: to where it fits most tightly, which leaves large rooms for large VMs; where it fits
 * nowhere, the host that comes nearest, whose room is then below 0.
 */
export function bestTarget(
  plan: OptimiserPlan,
  vm: number,
  reason: OptimiserMove['reason'],
): OptimiserTarget {
  let roomiest: OptimiserTarget = { host: -1, room: -Infinity }
  let tightest: OptimiserTarget = { host: -1, room: Infinity }
  for (let host = 0; host < plan.on.length; host++) {
    if (!isRunning(plan, host) || !canTake(plan, vm, host)) continue
    const room = roomWith(plan, vm, host)
    if (reason === 'relieve' && goesShort(plan, vm, host)) continue
    if (room > roomiest.room) roomiest = { host, room }
    if (room >= 0 && room < tightest.room) tightest = { host, room }
  }
  if (reason === 'empty') return tightest.host >= 0 ? tightest : roomiest
  return roomiest.host >= 0 ? roomiest : woken(plan, vm)
}

function goesShort({ input, demand }: OptimiserPlan, vm: number, host: number): boolean {
  return demand[host]! + input.demand[vm]! > input.capacity[host]!
}

function isRunning({ input, on }: OptimiserPlan, host: number): boolean {
  return input.isOn[host] === 1 || on[host]!.length > 0
}

function canTake({ input, closed }: OptimiserPlan, vm: number, host: number): boolean {
  return (
    host !== input.hostOf[vm] &&
    !closed[host] &&
    input.mayTake[host] === 1 &&
    input.mostPerVm[host]! >= input.demand[vm]! &&
    (input.allows?.(vm, host) ?? true)
  )
}

/** The host at rest that draws least for what it gives when it is full. */
function woken(plan: OptimiserPlan, vm: number): OptimiserTarget {
  const { input } = plan
  let best = -1
  let least = Infinity
  for (let host = 0; host < plan.on.length; host++) {
    if (isRunning(plan, host) || !canTake(plan, vm, host)) continue
    const price = input.watts(host, 1) / input.capacity[host]!
    if (price >= least) continue
    least = price
    best = host
  }
  return { host: best, room: best < 0 ? -Infinity : roomWith(plan, vm, best) }
}
