import { add, bestTarget, isFull, newPlan, undo, type OptimiserPlan } from './optimiser-plan.ts'

/**
 * What the optimiser decides from, as plain numbers: hosts and VMs are indices, and processor
 * demand has any one unit (MIPS, MHz), the same for all. It keeps nothing between two rounds.
 */
export interface OptimiserInput {
  /** What a host can give to its VMs, and the most that one VM can get of it. */
  readonly capacity: ArrayLike<number>
  readonly mostPerVm: ArrayLike<number>
  /** 1 for hosts that run; the others may be woken where `mayTake` says so. */
  readonly isOn: ArrayLike<number>
  /** 1 for hosts that may take VMs, and for hosts that may be emptied now. */
  readonly mayTake: ArrayLike<number>
  readonly mayEmpty: ArrayLike<number>
  /** Watts of a host at a load of 0 to 1. */
  watts(host: number, load: number): number
  /** Where a VM runs; -1 for one that does not, which is left alone. */
  readonly hostOf: ArrayLike<number>
  /** What a VM asks for now, what it asks for on average, and the variance of that. */
  readonly demand: ArrayLike<number>
  readonly level: ArrayLike<number>
  readonly variance: ArrayLike<number>
  /** Seconds that a VM's migration takes. */
  readonly moveS: ArrayLike<number>
  /** 1 for VMs that may move at all. */
  readonly mayMove: ArrayLike<number>
  /** Whether a VM may run on a host besides its processors: rules, memory, reserves. */
  allows?(vm: number, host: number): boolean
  /**
   * Hears of each move as it is decided, and of the way back when one is taken back, so that
   * `allows` can count what the plan has already put on a host.
   */
  moved?(vm: number, from: number, to: number): void
}

export interface OptimiserSettings {
  /**
   * How full hosts are made: what is expected of them and so many standard deviations must fit.
   * 1.5 leaves one chance in fifteen where demand is normally distributed.
   */
  readonly fillDeviations: number
  /** How long an emptied host is expected to stay off, in seconds. */
  readonly offS: number
  /** What a second of migration costs, in joules; moves that cost more than they save stay away. */
  readonly joulesPerMoveS: number
}

/** All ours: one chance in fifteen, an hour off, and a second of migration as a host at rest. */
export const optimiserDefaults: OptimiserSettings = {
  fillDeviations: 1.5,
  offS: 3600,
  joulesPerMoveS: 100,
}

/** A move: off a host that is too full, or off one that is emptied to be switched off. */
export interface OptimiserMove {
  readonly vm: number
  readonly from: number
  readonly to: number
  readonly reason: 'relieve' | 'empty'
  /** What the target has left by its bound when this VM is there; below 0 where it had to be. */
  readonly roomAfter: number
}

/** Why a host is not emptied: the first of its VMs that fits nowhere, or a price above the gain. */
export type OptimiserKept =
  | { readonly host: number; readonly why: 'price'; readonly lossJ: number }
  | {
      readonly host: number
      readonly why: 'room'
      readonly vm: number
      /** The host with most room for it, -1 where none may take it, and what is missing there. */
      readonly nearest: number
      readonly missing: number
    }

export interface OptimiserRound {
  readonly moves: readonly OptimiserMove[]
  readonly kept: readonly OptimiserKept[]
}

/**
 * One round. A host is too full when its VMs ask for more than it can give now: VMs leave it until
 * it is not, to where most room is left; a host is woken only where the move would overfill every
 * other. Then the hosts that are cheapest to empty are emptied, if all their VMs fit elsewhere
 * under the bound and the watts saved pay for the moves.
 */
export function optimise(
  input: OptimiserInput,
  settings: OptimiserSettings = optimiserDefaults,
): OptimiserRound {
  const plan = newPlan(input, settings)
  for (let host = 0; host < input.capacity.length; host++) {
    if (input.isOn[host]) relieve(plan, host)
  }
  const kept = emptyHosts(plan)
  return { moves: plan.moves, kept }
}

function relieve(plan: OptimiserPlan, host: number): void {
  while (isFull(plan, host)) {
    const vm = leaver(plan, host)
    const target = vm < 0 ? undefined : bestTarget(plan, vm, 'relieve')
    if (!target || target.host < 0) return
    plan.closed[host] = 1
    move(plan, vm, target.host, 'relieve', target.room)
  }
}

/**
 * The VM that leaves a host that is too full: of those whose leaving is enough, the one whose
 * migration hurts least (demand times duration); where none is enough, the largest.
 */
function leaver({ input, on, demand, moved }: OptimiserPlan, host: number): number {
  const excess = demand[host]! - input.capacity[host]!
  let [best, least, largest] = [-1, Infinity, -1]
  for (const vm of on[host]!) {
    if (moved[vm] || !input.mayMove[vm]) continue
    const wanted = input.demand[vm]!
    if (largest < 0 || wanted > input.demand[largest]!) largest = vm
    if (wanted < excess || wanted * input.moveS[vm]! >= least) continue
    least = wanted * input.moveS[vm]!
    best = vm
  }
  return best >= 0 ? best : largest
}

function emptyHosts(plan: OptimiserPlan): OptimiserKept[] {
  const { input, took, closed } = plan
  const gains = Float64Array.from(plan.on, (_, host) => gainJ(plan, host))
  const order = [...gains.keys()]
    .filter(host => input.isOn[host] && input.mayEmpty[host] && plan.on[host]!.length > 0)
    .sort((a, b) => gains[b]! - gains[a]! || a - b)
  const kept: OptimiserKept[] = []
  for (const host of order) {
    if (took[host] || closed[host]) continue
    const why = gains[host]! > 0 ? empty(plan, host) : priced(host, -gains[host]!)
    if (why) kept.push(why)
  }
  return kept
}

function priced(host: number, lossJ: number): OptimiserKept {
  return { host, why: 'price', lossJ }
}

/** Joules that emptying a host saves: what it draws at rest while it is off, less its moves. */
function gainJ({ input, on, settings }: OptimiserPlan, host: number): number {
  const seconds = on[host]!.reduce((sum, vm) => sum + input.moveS[vm]!, 0)
  return input.watts(host, 0) * settings.offS - seconds * settings.joulesPerMoveS
}

/** Moves all VMs of a host away, the largest first; or none, and says which has no room. */
function empty(plan: OptimiserPlan, host: number): OptimiserKept | undefined {
  const { input, moves, closed } = plan
  const before = moves.length
  closed[host] = 1
  const vms = [...plan.on[host]!].sort((a, b) => input.level[b]! - input.level[a]! || a - b)
  for (const vm of vms) {
    const mayMove = !plan.moved[vm] && input.mayMove[vm]
    const target = mayMove ? bestTarget(plan, vm, 'empty') : { host: -1, room: 0 }
    if (target.host >= 0 && target.room >= 0) {
      move(plan, vm, target.host, 'empty', target.room)
      continue
    }
    undo(plan, before)
    closed[host] = 0
    return { host, why: 'room', vm, nearest: target.host, missing: -target.room }
  }
  return undefined
}

function move(
  plan: OptimiserPlan,
  vm: number,
  to: number,
  reason: OptimiserMove['reason'],
  roomAfter: number,
): void {
  const from = plan.input.hostOf[vm]!
  add(plan, vm, from, -1)
  add(plan, vm, to, 1)
  plan.moved[vm] = 1
  plan.took[to]!++
  plan.moves.push({ vm, from, to, reason, roomAfter })
  plan.input.moved?.(vm, from, to)
}
