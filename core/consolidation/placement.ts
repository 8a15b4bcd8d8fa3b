import { wattsOf } from './meter.ts'
import { wouldBeOver, type Draft } from './draft.ts'

/**
 * Versions of the placement (PABFD). 3.0.3 counts the VMs that the round has already put on a host
 * when it works out the power after a placement, but still takes off the power measured before the
 * round: so every VM put there in this round makes the host dearer for the next. 3.0 counts only
 * what was measured, on both sides.
 */
export const placements = ['3.0.3', '3.0'] as const
export type Placement = (typeof placements)[number]

/** What placing needs besides the draft. */
export interface Placer {
  readonly draft: Draft
  readonly placement: Placement
  /** Watts of every host at its last measurement; a host at rest counts what it draws idle. */
  readonly wattsBefore: Float64Array
  readonly room: Float64Array
}

export function newPlacer(draft: Draft, placement: Placement): Placer {
  const { centre, rule } = draft
  const wattsBefore = centre.hostUsed.map((used, host) => wattsOf(centre, host, used))
  return { draft, placement, wattsBefore, room: new Float64Array(rule.width) }
}

/**
 * The hosts among which VMs are placed: all that are not excluded, but of the hosts at rest only
 * the first of each model, since they are all alike. To be made anew when a host at rest takes a
 * VM.
 */
export function openHosts({ draft }: Placer, excluded: Uint8Array): number[] {
  const open: number[] = []
  let modelsAtRest = 0
  for (let host = 0; host < draft.on.length; host++) {
    if (excluded[host]) continue
    if (draft.on[host]!.length === 0) {
      const model = 1 << draft.centre.modelIndex[host]!
      if (modelsAtRest & model) continue
      modelsAtRest |= model
    }
    open.push(host)
  }
  return open
}

/**
 * The host with the least increase of power that gives the VM all it asks for now and would not be
 * over-utilised by it; of equals the first. -1 where there is none.
 */
export function bestHost(placer: Placer, vm: number, open: readonly number[]): number {
  const { draft, placement, wattsBefore, room } = placer
  const { centre, free, given } = draft
  const counted = placement === '3.0' ? centre.hostUsed : given
  const want = centre.requested[vm]!
  let best = -1
  let least = Infinity
  for (const host of open) {
    if (free[host]! < want || centre.processorMips[host]! < want) continue
    const increase = wattsOf(centre, host, counted[host]! + want) - wattsBefore[host]!
    if (increase >= least) continue
    if (counted[host] !== 0 && wouldBeOver(draft, vm, host, room)) continue
    least = increase
    best = host
  }
  return best
}
