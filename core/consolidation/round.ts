import type { Stream } from '../workload/index.ts'
import type { Centre } from './centre.ts'
import { isOver, newDraft, put, take, type Draft } from './draft.ts'
import { overloadRule, type OverloadPolicy } from './overload.ts'
import { bestHost, newPlacer, openHosts, type Placement, type Placer } from './placement.ts'
import { selectVm, type Selection } from './selection.ts'

/** A VM and the host to which it shall migrate. */
export interface Move {
  readonly vm: number
  readonly to: number
}

export interface RoundOptions {
  readonly policy: OverloadPolicy
  readonly selection: Selection
  readonly placement: Placement
  /** Chance for the random selection. */
  readonly stream: Stream
}

/**
 * One round of a policy (physics 3.1): VMs leave over-utilised hosts until these are not so any
 * more, then the least utilised hosts are emptied one after the other where all their VMs fit
 * elsewhere. Nothing moves yet.
 */
export function planRound(centre: Centre, options: RoundOptions): Move[] {
  const draft = newDraft(centre, overloadRule(options.policy, centre))
  const over = new Uint8Array(centre.hosts)
  for (let host = 0; host < centre.hosts; host++) over[host] = isOver(draft, host) ? 1 : 0
  const leaving = leavingVms(draft, over, options)
  const placer = newPlacer(draft, options.placement)
  const moves = placeAll(placer, leaving, over, false) ?? []
  return [...moves, ...emptyHosts(placer, over)]
}

function leavingVms(draft: Draft, over: Uint8Array, options: RoundOptions): number[] {
  const { centre } = draft
  const leaving: number[] = []
  for (let host = 0; host < centre.hosts; host++) {
    if (!over[host]) continue
    while (draft.on[host]!.length > 0) {
      const vm = selectVm(options.selection, centre, draft.on[host]!, options.stream)
      leaving.push(vm)
      take(draft, vm, host)
      if (!isOver(draft, host)) break
    }
  }
  return leaving
}

/**
 * Puts VMs on hosts, those that ask for most first.
 * @param whole whether all must find a place; if one does not, nothing is put and it is undefined
 */
function placeAll(
  placer: Placer,
  vms: readonly number[],
  excluded: Uint8Array,
  whole: boolean,
): Move[] | undefined {
  const { draft } = placer
  const { requested } = draft.centre
  const moves: Move[] = []
  let open = openHosts(placer, excluded)
  for (const vm of [...vms].sort((a, b) => requested[b]! - requested[a]!)) {
    const to = bestHost(placer, vm, open)
    if (to >= 0) {
      const wasAtRest = draft.on[to]!.length === 0
      put(draft, vm, to)
      moves.push({ vm, to })
      if (wasAtRest) open = openHosts(placer, excluded)
    } else if (whole) {
      for (const move of moves) take(draft, move.vm, move.to)
      return undefined
    }
  }
  return moves
}

/**
 * Empties the least utilised hosts, one after the other. Hosts that were off stay off, and a host
 * that takes VMs of another is not emptied itself. A host that took VMs of an over-utilised one may
 * be: such a VM then migrates twice, as it does in CloudSim.
 */
function emptyHosts(placer: Placer, over: Uint8Array): Move[] {
  const { draft } = placer
  const { centre } = draft
  const moves: Move[] = []
  const closed = over.map((isFull, host) => (isFull || centre.hostUsed[host] === 0 ? 1 : 0))
  const done = closed.slice()
  for (;;) {
    const host = leastUsed(draft, done)
    if (host < 0) return moves
    done[host] = 1
    closed[host] = 1
    const placed = placeAll(placer, draft.on[host]!, closed, true)
    for (const move of placed ?? []) {
      done[move.to] = 1
      moves.push(move)
    }
  }
}

function leastUsed({ centre, on }: Draft, done: Uint8Array): number {
  let best = -1
  let least = 1
  for (let host = 0; host < centre.hosts; host++) {
    if (done[host] || on[host]!.length === 0) continue
    const used = centre.hostUsed[host]! / centre.hostMips[host]!
    if (used <= 0 || used >= least) continue
    least = used
    best = host
  }
  return best
}
